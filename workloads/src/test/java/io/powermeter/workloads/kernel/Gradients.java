package io.powermeter.workloads.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Checks gradients by central differences. */
public final class Gradients {

    private static final double ABSOLUTE = 5e-4;
    private static final double RELATIVE = 1e-3;

    private Gradients() {}

    /** A loss as a function of arrays that it reads anew each time. */
    public interface Loss {
        double value();
    }

    /** Asserts that gradient[j] is the slope of the loss along at[j], for about {@code most} of them, evenly spread. */
    public static void assertGradient(Loss loss, float[] at, float[] gradient, int most) {
        for (int j = 0; j < at.length; j += 1 + at.length / most) {
            assertGradient(loss, at, j, 1f / 1024, gradient[j]);
        }
    }

    /** Asserts that gradient is the slope of the loss between a step below and a step above at[j]. */
    public static void assertGradient(Loss loss, float[] at, int j, float step, float gradient) {
        float value = at[j];
        at[j] = value + step;
        double above = loss.value();
        at[j] = value - step;
        double below = loss.value();
        at[j] = value;
        double slope = (above - below) / ((double) (value + step) - (double) (value - step));
        assertThat((double) gradient).as("at %d", j).isCloseTo(slope, within(ABSOLUTE + RELATIVE * Math.abs(slope)));
    }
}
