package io.powermeter.workloads.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExponentialTest {

    private static final int N = 1 << 16;

    private static float[] all(float from, float to) {
        float[] x = new float[N];
        for (int j = 0; j < N; j++) {
            x[j] = from + (to - from) * j / (N - 1);
        }
        return x;
    }

    private static float[] exponential(Backend backend, float[] x) {
        float[] e = new float[x.length];
        backend.exponential(x, 1f, new float[x.length], e, x.length);
        return e;
    }

    @Test
    void of_wholeRange_isExactToTheStatedError() {
        float[] x = all(-80, 80);

        float[] e = exponential(Backends.plain(), x);

        for (int j = 0; j < N; j++) {
            double exact = Math.exp(x[j]);
            assertThat(Math.abs(e[j] - exact)).as("exp(%s)", x[j]).isLessThan(2e-7 * exact);
        }
    }

    @Test
    void of_bothBackends_givesTheSameBits() {
        float[] x = all(-90, 90);

        assertThat(exponential(VectorTests.backend(), x)).isEqualTo(exponential(Backends.plain(), x));
    }

    @Test
    void of_scaleAndShift_takesBoth() {
        float[] e = new float[16];

        Exponential.of(new float[] {3f}, 0.5f, new float[] {1f}, e, 1);

        assertThat(e[0]).isCloseTo((float) Math.exp(0.5), within(1e-6f));
    }

    @Test
    void of_beyondTheRange_staysFiniteAndNaNStaysNaN() {
        float infinite = Float.POSITIVE_INFINITY;

        float[] e = exponential(
                Backends.active(),
                new float[] {infinite, 100, -100, -infinite, Float.NaN, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});

        assertThat(e[0]).isEqualTo(e[1]).isBetween(5e34f, 6e34f);
        assertThat(e[2]).isEqualTo(e[3]).isBetween(1e-35f, 2e-35f);
        assertThat(e[4]).isNaN();
        assertThat(e[5]).isEqualTo(1f);
    }
}
