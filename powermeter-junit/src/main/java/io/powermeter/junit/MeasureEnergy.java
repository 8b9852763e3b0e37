package io.powermeter.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Measures the energy of a test, or of each test of a class and of the classes nested in it, and publishes it as a report entry.
 *
 * <p>What is measured is the test method, without what is done before and after each. It may ask for a parameter of type {@link
 * io.powermeter.meter.Run}, to name phases and tell metrics; a method {@code @AfterEach} may ask for the {@link
 * io.powermeter.summary.Summary} of the test.
 *
 * <p>Two tests that run at once cannot be told apart by any sensor, so nothing else runs beside a class that measures. Each
 * invocation of a parameterized or repeated test is measured by itself, the dynamic tests of a factory together.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(EnergyExtension.class)
@Isolated("a sensor cannot tell apart what runs at once")
public @interface MeasureEnergy {
    /**
     * Executes the test method again and again, with the same instance and arguments and nothing in between, until this long
     * has gone by: joules are then those of one execution. Like {@code 500ms} or {@code 2s}; by default it is executed once.
     */
    String atLeast() default "0s";
}
