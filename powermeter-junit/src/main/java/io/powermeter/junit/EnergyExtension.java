package io.powermeter.junit;

import io.powermeter.meter.Run;
import io.powermeter.recording.RecordingException;
import io.powermeter.summary.Summary;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/** Measures every test that it is told of. Their classes are isolated, so it sees one test at a time. */
final class EnergyExtension
        implements BeforeTestExecutionCallback, AfterTestExecutionCallback, InvocationInterceptor, ParameterResolver {
    private static final ExtensionContext.Namespace OURS = ExtensionContext.Namespace.create(EnergyExtension.class);

    @Override
    public void beforeTestExecution(ExtensionContext context) throws RecordingException, InterruptedException {
        atLeast(context); // wrong settings are told before anything is executed
        String test = context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName();
        put(context, meter(context.getRoot()).start(test));
    }

    @Override
    public void afterTestExecution(ExtensionContext context) throws RecordingException {
        TestMeasurement measurement = get(context, TestMeasurement.class);
        if (measurement == null) { // it could not begin
            return;
        }
        TestEnergy energy = measurement.end();
        put(context, energy);
        context.publishReportEntry(energy.entries());
        Optional<EnergyBudget> budget = annotation(context, EnergyBudget.class);
        if (budget.isPresent() && context.getExecutionException().isEmpty()) {
            new BudgetCheck(budget.get(), energy).check();
        }
    }

    @Override
    public void interceptTestMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        invocation.proceed();
        repeat(method, context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        invocation.proceed();
        repeat(method, context);
    }

    @Override
    public <T extends @Nullable Object> T interceptTestFactoryMethod(
            Invocation<T> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        if (!atLeast(context).isZero()) {
            throw new ExtensionConfigurationException(
                    "The dynamic tests of a factory cannot be repeated. Take atLeast of @MeasureEnergy away from "
                            + method.getExecutable().getName() + ", or let its tests do more.");
        }
        return invocation.proceed();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (type == Summary.class) {
            return parameter.getDeclaringExecutable().isAnnotationPresent(AfterEach.class);
        }
        return type == Run.class
                && context.getTestMethod()
                        .filter(parameter.getDeclaringExecutable()::equals)
                        .isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (parameter.getParameter().getType() == Summary.class) {
            TestEnergy energy = get(context, TestEnergy.class);
            if (energy == null) {
                throw new ParameterResolutionException("The test was not executed, so there is no summary of it.");
            }
            return energy.summary();
        }
        return measurement(context).run();
    }

    private static void repeat(ReflectiveInvocationContext<Method> method, ExtensionContext context) {
        Object[] arguments = method.getArguments().toArray();
        Object instance = method.getTarget().orElse(null);
        measurement(context)
                .repeat(
                        atLeast(context),
                        () -> ReflectionSupport.invokeMethod(method.getExecutable(), instance, arguments));
    }

    private static Duration atLeast(ExtensionContext context) {
        return annotation(context, MeasureEnergy.class)
                .map(found -> EnergySettings.duration("atLeast of @MeasureEnergy", found.atLeast()))
                .orElse(Duration.ZERO);
    }

    /** Returns the nearest annotation: of the method, its class, the classes around it. */
    private static <A extends Annotation> Optional<A> annotation(ExtensionContext context, Class<A> type) {
        for (Optional<ExtensionContext> near = Optional.of(context);
                near.isPresent();
                near = near.get().getParent()) {
            Optional<A> found = AnnotationSupport.findAnnotation(near.get().getElement(), type);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static TestMeter meter(ExtensionContext root) throws RecordingException, InterruptedException {
        TestMeter meter = get(root, TestMeter.class);
        if (meter == null) {
            meter = TestMeter.of(EnergySettings.of(root::getConfigurationParameter));
            put(root, meter);
        }
        return meter;
    }

    private static TestMeasurement measurement(ExtensionContext context) {
        return Objects.requireNonNull(get(context, TestMeasurement.class), "it began before the method");
    }

    private static <T> @Nullable T get(ExtensionContext context, Class<T> type) {
        return context.getStore(OURS).get(type, type);
    }

    private static void put(ExtensionContext context, Object value) {
        context.getStore(OURS).put(value.getClass(), value);
    }
}
