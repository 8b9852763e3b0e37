package io.powermeter.workloads.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignTest {

    @Test
    void forward_anyNumber_isPlusOrMinusOneAndKeepsNaN() {
        float[] y = new float[6];

        Sign.forward(new float[] {-2f, -1e-30f, -0f, 0f, 3f, Float.NaN}, y, 6);

        assertThat(y).containsExactly(-1f, -1f, 1f, 1f, 1f, Float.NaN);
    }

    @Test
    void backward_fromMinusOneToOne_letsTheGradientThrough() {
        float[] dx = new float[5];

        Sign.backward(new float[] {-1.01f, -1f, 0.5f, 1f, 1.01f}, new float[] {1f, 2f, 3f, 4f, 5f}, dx, 5);

        assertThat(dx).containsExactly(0f, 2f, 3f, 4f, 0f);
    }
}
