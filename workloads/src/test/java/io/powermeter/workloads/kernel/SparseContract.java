package io.powermeter.workloads.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withPrecision;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds for the {@link Linear} of every backend, with the weights that a pattern keeps. */
abstract class SparseContract {

    private static final float TOLERANCE = 2e-4f;

    abstract Backend backend();

    /** Channels, height, width, filters, kernel, stride, padding, batch, share kept. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 1, 1, 1, 0, 16, 1",
        "7, 1, 1, 5, 1, 1, 0, 16, 0.3",
        "7, 1, 1, 5, 1, 1, 0, 16, 0",
        "7, 1, 1, 5, 1, 1, 0, 16, 1",
        "1, 1, 1, 9, 1, 1, 0, 32, 0.5",
        "33, 1, 1, 1, 1, 1, 0, 48, 0.2",
        "40, 1, 1, 21, 1, 1, 0, 64, 0.05",
        "40, 1, 1, 21, 1, 1, 0, 80, 0.2",
        "40, 1, 1, 70, 1, 1, 0, 64, 0.5",
        "6, 7, 9, 12, 3, 1, 1, 16, 0.6",
        "2, 7, 9, 5, 3, 1, 0, 16, 0.3",
        "3, 6, 7, 4, 3, 1, 1, 32, 0.3",
        "1, 5, 4, 2, 5, 1, 3, 16, 0.4",
        "2, 10, 13, 4, 4, 3, 0, 16, 0.5",
        "2, 9, 8, 6, 3, 2, 1, 32, 0.3",
        "3, 5, 6, 5, 2, 3, 1, 16, 1"
    })
    void csr_anyShape_equalsTheReference(
            int c, int h, int w, int f, int k, int stride, int padding, int batch, double share) {
        LinearShape shape = new LinearShape(c, h, w, f, k, stride, padding);
        Csr pattern = Csr.of(keep(shape.weights(), share), f, shape.taps());

        assertEqualsReference(shape, batch, pattern, backend().csr(shape, pattern, batch));
    }

    /** Channels, height, width, filters, kernel, stride, padding, batch, block, share kept. */
    @ParameterizedTest
    @CsvSource({
        "4, 1, 1, 4, 1, 1, 0, 16, 4, 1",
        "24, 1, 1, 12, 1, 1, 0, 16, 4, 0.3",
        "24, 1, 1, 12, 1, 1, 0, 64, 4, 0",
        "24, 1, 1, 16, 1, 1, 0, 48, 8, 0.4",
        "36, 1, 1, 72, 1, 1, 0, 32, 12, 0.6",
        "15, 1, 1, 10, 1, 1, 0, 32, 5, 0.4",
        "4, 6, 7, 8, 2, 1, 0, 16, 4, 0.4",
        "4, 6, 5, 8, 3, 1, 1, 16, 4, 0.4",
        "8, 7, 6, 8, 1, 1, 0, 32, 8, 0.6",
        "4, 9, 8, 4, 3, 2, 1, 16, 4, 0.5"
    })
    void bsr_anyShape_equalsTheReference(
            int c, int h, int w, int f, int k, int stride, int padding, int batch, int block, double share) {
        LinearShape shape = new LinearShape(c, h, w, f, k, stride, padding);
        Bsr pattern = Bsr.of(keep(shape.weights() / (block * block), share), f, shape.taps(), block);

        assertEqualsReference(shape, batch, pattern, backend().bsr(shape, pattern, batch));
    }

    private void assertEqualsReference(LinearShape shape, int batch, Pattern pattern, Linear sparse) {
        Random random = new Random(batch);
        float[] x = Values.random(shape.inputs() * batch, random);
        float[] dy = Values.random(shape.outputs() * batch, random);
        float[] bias = Values.random(shape.filters(), random);
        float[] values = Values.random(pattern.kept(), random);
        float[] all = pattern.scatter(values);
        Naive naive = new Naive(shape, batch);
        float[] y = new float[dy.length];
        float[] dx = new float[x.length];
        float[] dw = new float[all.length];
        float[] dbias = new float[bias.length];
        naive.forward(x, all, bias, y);
        naive.backwardInput(dy, all, dx);
        naive.backwardWeight(x, dy, dw, dbias);

        float[] actualY = Values.random(y.length, random);
        float[] actualDx = Values.random(dx.length, random);
        float[] actualDw = Values.random(values.length, random);
        float[] actualDbias = Values.random(bias.length, random);
        sparse.forward(x, values, bias, actualY);
        sparse.backwardInput(dy, values, actualDx);
        sparse.backwardWeight(x, dy, actualDw, actualDbias);

        assertThat(actualY).as("y").containsExactly(y, withPrecision(TOLERANCE));
        assertThat(actualDx).as("dx").containsExactly(dx, withPrecision(TOLERANCE));
        assertThat(actualDw).as("dw").containsExactly(pattern.gather(dw), withPrecision(TOLERANCE));
        assertThat(actualDbias).as("dbias").containsExactly(dbias, withPrecision(TOLERANCE));
    }

    @Test
    void backward_ofALinearLoss_isItsSlope() {
        LinearShape shape = new LinearShape(2, 5, 6, 4, 3, 2, 1);
        int batch = Backend.BATCH_MULTIPLE;
        Csr pattern = Csr.of(keep(shape.weights(), 0.4), shape.filters(), shape.taps());
        Linear sparse = backend().csr(shape, pattern, batch);
        Random random = new Random(3);
        float[] x = Values.random(shape.inputs() * batch, random);
        float[] w = Values.random(pattern.kept(), random);
        float[] bias = Values.random(shape.filters(), random);
        float[] y = new float[shape.outputs() * batch];
        float[] dy = Values.random(y.length, random);
        float[] dx = new float[x.length];
        float[] dw = new float[w.length];
        float[] dbias = new float[bias.length];

        sparse.backwardInput(dy, w, dx);
        sparse.backwardWeight(x, dy, dw, dbias);

        Gradients.Loss loss = () -> {
            sparse.forward(x, w, bias, y);
            return Values.dot(y, dy);
        };
        Gradients.assertGradient(loss, x, dx, 50);
        Gradients.assertGradient(loss, w, dw, 50);
        Gradients.assertGradient(loss, bias, dbias, 50);
    }

    @Test
    void notFinite_underAWeightThatIsNotKept_isNotSeen() {
        LinearShape shape = LinearShape.dense(2, 2);
        int batch = Backend.BATCH_MULTIPLE;
        Csr pattern = Csr.of(new boolean[] {true, false, false, true}, 2, 2);
        float[] x = new float[2 * batch];
        Arrays.fill(x, 0, batch, Float.NaN);
        float[] y = new float[2 * batch];

        backend().csr(shape, pattern, batch).forward(x, new float[] {1, 1}, new float[2], y);

        for (int b = 0; b < batch; b++) {
            assertThat(y[b]).isNaN();
            assertThat(y[batch + b]).isZero();
        }
    }

    /** The first row empty, wherever there is another. */
    private static boolean[] keep(int n, double share) {
        Random random = new Random(n);
        boolean[] keep = new boolean[n];
        for (int i = 0; i < n; i++) {
            keep[i] = random.nextDouble() < share && (share == 1 || i > n / 4);
        }
        return keep;
    }
}
