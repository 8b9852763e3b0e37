package io.powermeter.workloads.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is not summed up has the same bits from both backends. */
class VectorElementwiseTest {

    private static final int BATCH = 3 * Backend.BATCH_MULTIPLE;

    private final Backend plain = Backends.plain();
    private final Backend vector = VectorTests.backend();

    /** Few different values, so that some are equal, and some that are special. */
    private static float[] values(int n, int seed) {
        float[] some = {0f, -0f, 1f, -1f, 2f, 0.5f, Float.NaN, Float.POSITIVE_INFINITY, 1e-31f, -1e-40f};
        Random random = new Random(seed);
        float[] values = new float[n];
        for (int j = 0; j < n; j++) {
            values[j] = some[random.nextInt(some.length)];
        }
        return values;
    }

    @Test
    void maxPool_specialValuesAndTies_areAsPlain() {
        int lines = 3, width = 5;
        float[] x = values(4 * lines * width * BATCH, 1);
        float[] dy = values(lines * width * BATCH, 2);
        float[] y = new float[dy.length], expectedY = new float[dy.length];
        float[] dx = new float[x.length], expectedDx = new float[x.length];

        plain.maxPool(x, expectedY, lines, width, BATCH);
        plain.maxPoolBackward(x, expectedY, dy, expectedDx, lines, width, BATCH);
        vector.maxPool(x, y, lines, width, BATCH);
        vector.maxPoolBackward(x, y, dy, dx, lines, width, BATCH);

        assertThat(y).isEqualTo(expectedY);
        assertThat(dx).isEqualTo(expectedDx);
    }

    @Test
    void reluBackward_specialValues_isAsPlain() {
        float[] y = values(2 * BATCH, 1);
        float[] dy = values(2 * BATCH, 2);
        float[] dx = new float[dy.length], expected = new float[dy.length];

        plain.reluBackward(y, dy, expected, dy.length);
        vector.reluBackward(y, dy, dx, dy.length);

        assertThat(dx).isEqualTo(expected);
    }

    /** 37 is no multiple of any vector's length. */
    @Test
    void momentum_specialValuesOfAnyNumber_isAsPlain() {
        float[] g = values(37, 1);
        float[] w = values(37, 2), expectedW = w.clone();
        float[] v = values(37, 3), expectedV = v.clone();

        plain.momentum(expectedW, g, expectedV, 0.1f, 0.9f);
        vector.momentum(w, g, v, 0.1f, 0.9f);

        assertThat(w).isEqualTo(expectedW);
        assertThat(v).isEqualTo(expectedV);
    }
}
