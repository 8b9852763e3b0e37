package io.powermeter.junit;

import io.powermeter.measurement.Origin;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Fails a test, or each test of a class, that draws more energy than this, and measures it as {@link MeasureEnergy} does.
 *
 * <p>A test keeps its budget if its joules are below it with all that is known of their error. It fails too if that cannot be
 * told because the test is too short for the sensors, and says how long it would have to be. It is aborted, which JUnit tells
 * as skipped, after it was executed, if this machine cannot measure it at all.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(EnergyExtension.class)
@Isolated("a sensor cannot tell apart what runs at once")
public @interface EnergyBudget {
    /** The most that one execution of the test method may draw, in joules. */
    double joules();

    /** Whose joules are meant. */
    Metric metric() default Metric.NET;

    /** What the joules must come from: by default a test that can only be estimated is not judged. */
    Origin origin() default Origin.MEASURED;
}
