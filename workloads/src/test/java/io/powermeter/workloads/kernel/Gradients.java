package io.powermeter.workloads.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withPrecision;
import static org.assertj.core.api.Assertions.within;

/** Checks gradients by central differences, and rows against rows. */
public final class Gradients {

    private static final double ABSOLUTE = 5e-4;
    private static final double RELATIVE = 1e-3;

    private Gradients() {}

    /** A loss as a function of arrays that it reads anew each time. */
    public interface Loss {
        double value();
    }

    /** Asserts that gradient[r][j] is the slope of the loss along at[r][j], for all of them. */
    static void assertGradient(Loss loss, float[][] at, float[][] gradient) {
        for (int r = 0; r < at.length; r++) {
            for (int j = 0; j < at[r].length; j++) {
                assertGradient(loss, at[r], j, 1f / 1024, gradient[r][j]);
            }
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
        assertThat((double) gradient).isCloseTo(slope, within(ABSOLUTE + RELATIVE * Math.abs(slope)));
    }

    static void assertClose(float[][] actual, float[][] expected, float tolerance) {
        for (int r = 0; r < expected.length; r++) {
            assertThat(actual[r]).as("row %d", r).containsExactly(expected[r], withPrecision(tolerance));
        }
    }
}
