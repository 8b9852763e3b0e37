package io.powermeter.workloads.kernel;

import static io.powermeter.workloads.kernel.Gradients.assertGradient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withPrecision;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DenseTest {

    private static final float TOLERANCE = 1e-4f;

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "3, 5, 2", "7, 4, 9", "33, 10, 64", "40, 67, 17"})
    void allKernels_anyShape_equalTheReference(int inputs, int outputs, int batch) {
        Random random = new Random(inputs);
        float[][] x = Rows.random(inputs, batch, random);
        float[][] w = Rows.random(outputs, inputs, random);
        float[] bias = Rows.random(outputs, random);
        float[][] dy = Rows.random(outputs, batch, random);
        float[][] y = Rows.random(outputs, batch, random), expectedY = new float[outputs][batch];
        float[][] dx = Rows.random(inputs, batch, random), expectedDx = new float[inputs][batch];
        float[][] dw = Rows.random(outputs, inputs, random), expectedDw = new float[outputs][inputs];
        float[] dbias = Rows.random(outputs, random), expectedDbias = new float[outputs];

        Dense.forward(x, w, bias, y, batch);
        Dense.backwardInput(dy, w, dx, new float[inputs][outputs], batch);
        Dense.backwardWeight(x, dy, dw, dbias, new float[batch][inputs], batch);

        Naive.denseForward(x, w, bias, expectedY, batch);
        Naive.denseBackwardInput(dy, w, expectedDx, batch);
        Naive.denseBackwardWeight(x, dy, expectedDw, expectedDbias, batch);
        Gradients.assertClose(y, expectedY, TOLERANCE);
        Gradients.assertClose(dx, expectedDx, TOLERANCE);
        Gradients.assertClose(dw, expectedDw, TOLERANCE);
        assertThat(dbias).containsExactly(expectedDbias, withPrecision(TOLERANCE));
    }

    @Test
    void backward_ofALinearLoss_isItsSlope() {
        Random random = new Random(1);
        int batch = 3;
        float[][] x = Rows.random(5, batch, random);
        float[][] w = Rows.random(4, 5, random);
        float[] bias = Rows.random(4, random);
        float[][] dy = Rows.random(4, batch, random);
        float[][] dx = new float[5][batch];
        float[][] dw = new float[4][5];
        float[] dbias = new float[4];

        Dense.backwardInput(dy, w, dx, new float[5][4], batch);
        Dense.backwardWeight(x, dy, dw, dbias, new float[batch][5], batch);

        Gradients.Loss loss = () -> {
            float[][] y = new float[4][batch];
            Dense.forward(x, w, bias, y, batch);
            return Rows.dot(y, dy);
        };
        assertGradient(loss, x, dx);
        assertGradient(loss, w, dw);
        assertGradient(loss, new float[][] {bias}, new float[][] {dbias});
    }

    @Test
    void forward_shortBatch_leavesTheRestOfEachRow() {
        float[][] y = {{5f, 5f, 5f}};

        Dense.forward(new float[][] {{2f, 2f, 2f}}, new float[][] {{3f}}, new float[] {1f}, y, 2);

        assertThat(y[0]).containsExactly(7f, 7f, 5f);
    }
}
