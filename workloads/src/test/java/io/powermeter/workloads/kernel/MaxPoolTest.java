package io.powermeter.workloads.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MaxPoolTest {

    @Test
    void forward_oddSizes_isTheLargestOfEachSquare() {
        int lines = 3, width = 5, batch = 3;
        float[] x = Values.random(2 * lines * 2 * width * batch, new Random(1));
        float[] y = new float[lines * width * batch];

        MaxPool.forward(x, y, lines, width, batch);

        for (int r = 0; r < lines; r++) {
            for (int ox = 0; ox < width; ox++) {
                for (int b = 0; b < batch; b++) {
                    float largest = Float.NEGATIVE_INFINITY;
                    for (int iy = 2 * r; iy < 2 * r + 2; iy++) {
                        for (int ix = 2 * ox; ix < 2 * ox + 2; ix++) {
                            largest = Math.max(largest, x[(iy * 2 * width + ix) * batch + b]);
                        }
                    }
                    assertThat(y[(r * width + ox) * batch + b]).isEqualTo(largest);
                }
            }
        }
    }

    @Test
    void backward_distinctValues_isTheSlope() {
        int batch = 2;
        float[] x = {.1f, .9f, .5f, .2f, .8f, .3f, .2f, .4f};
        float[] y = new float[batch];
        float[] dy = {3f, -2f};
        float[] dx = new float[8];

        MaxPool.forward(x, y, 1, 1, batch);
        MaxPool.backward(x, y, dy, dx, 1, 1, batch);

        Gradients.Loss loss = () -> {
            float[] again = new float[batch];
            MaxPool.forward(x, again, 1, 1, batch);
            return Values.dot(again, dy);
        };
        Gradients.assertGradient(loss, x, dx, 8);
    }

    @Test
    void backward_equalValues_givesAllToTheFirst() {
        float[] dx = {9f, 9f, 9f, 9f};

        MaxPool.backward(new float[] {0f, 1f, 1f, 1f}, new float[] {1f}, new float[] {5f}, dx, 1, 1, 1);

        assertThat(dx).containsExactly(0f, 5f, 0f, 0f);
    }

    @Test
    void nan_anywhere_comesOutAndTakesNoGradient() {
        for (int place = 0; place < 4; place++) {
            float[] x = {1f, 2f, 3f, 4f};
            x[place] = Float.NaN;
            float[] y = new float[1];
            float[] dx = {9f, 9f, 9f, 9f};

            MaxPool.forward(x, y, 1, 1, 1);
            MaxPool.backward(x, y, new float[] {5f}, dx, 1, 1, 1);

            assertThat(y[0]).isNaN();
            assertThat(dx).containsExactly(0f, 0f, 0f, 0f);
        }
    }
}
