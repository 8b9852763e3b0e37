package io.powermeter.workloads.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withPrecision;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds for the {@link Linear} of every backend, with all weights. */
abstract class LinearContract {

    private static final int BATCH = Backend.BATCH_MULTIPLE;
    private static final float TOLERANCE = 2e-4f;

    abstract Backend backend();

    /** Channels, height, width, filters, kernel, stride, padding, batch; the first ones are dense. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 1, 1, 1, 0, 16",
        "3, 1, 1, 5, 1, 1, 0, 16",
        "33, 1, 1, 10, 1, 1, 0, 64",
        "40, 1, 1, 67, 1, 1, 0, 48",
        "1, 1, 1, 300, 1, 1, 0, 16",
        "301, 1, 1, 7, 1, 1, 0, 80",
        "13, 1, 1, 205, 1, 1, 0, 272",
        "517, 1, 1, 101, 1, 1, 0, 32",
        "2, 3, 3, 7, 3, 1, 0, 32",
        "1, 5, 5, 2, 5, 1, 0, 16",
        "1, 9, 12, 3, 5, 1, 0, 32",
        "2, 7, 9, 6, 3, 1, 0, 16",
        "12, 6, 6, 3, 5, 1, 0, 16",
        "5, 4, 5, 11, 1, 1, 0, 16",
        "3, 6, 7, 7, 3, 1, 1, 16",
        "1, 5, 4, 2, 5, 1, 3, 16",
        "1, 3, 3, 2, 3, 1, 1, 16",
        "2, 10, 13, 4, 4, 3, 0, 16",
        "2, 9, 8, 6, 3, 2, 1, 32",
        "3, 5, 6, 5, 2, 3, 1, 16"
    })
    void allKernels_anyShape_equalTheReference(int c, int h, int w, int f, int k, int stride, int padding, int batch) {
        LinearShape shape = new LinearShape(c, h, w, f, k, stride, padding);
        Case expected = new Case(shape, batch);
        Case actual = new Case(shape, batch);

        expected.compute(new Naive(shape, batch));
        actual.compute(backend().dense(shape, batch));

        assertThat(actual.y).as("y").containsExactly(expected.y, withPrecision(TOLERANCE));
        assertThat(actual.dx).as("dx").containsExactly(expected.dx, withPrecision(TOLERANCE));
        assertThat(actual.dw).as("dw").containsExactly(expected.dw, withPrecision(TOLERANCE));
        assertThat(actual.dbias).as("dbias").containsExactly(expected.dbias, withPrecision(TOLERANCE));
    }

    /** As behind a max-pooling: every eighth gradient is not 0, or one of them is NaN or infinite. */
    @ParameterizedTest
    @CsvSource({
        "12, 6, 6, 3, 5, 1, 0, 16, 1",
        "20, 7, 6, 7, 5, 1, 2, 32, 1",
        "23, 9, 8, 6, 3, 2, 1, 16, 1",
        "61, 3, 4, 5, 1, 1, 0, 16, 1",
        "20, 7, 6, 7, 5, 1, 0, 16, NaN",
        "20, 7, 6, 7, 5, 1, 0, 16, Infinity"
    })
    void backward_mostGradientsZero_equalsTheReference(
            int c, int h, int w, int f, int k, int stride, int padding, int batch, float one) {
        LinearShape shape = new LinearShape(c, h, w, f, k, stride, padding);
        Case expected = new Case(shape, batch);
        Case actual = new Case(shape, batch);
        for (Case t : new Case[] {expected, actual}) {
            for (int j = 0; j < t.dy.length; j++) {
                t.dy[j] = j * 37 % 8 == j / 16 % 8 ? t.dy[j] : 0f;
            }
            t.dy[t.dy.length / 2 + 3] = one;
        }

        expected.compute(new Naive(shape, batch));
        Linear linear = backend().dense(shape, batch);
        actual.compute(linear);
        actual.compute(linear);

        assertThat(actual.dx).as("dx").containsExactly(expected.dx, withPrecision(TOLERANCE));
        assertThat(actual.dw).as("dw").containsExactly(expected.dw, withPrecision(TOLERANCE));
        assertThat(actual.dbias).as("dbias").containsExactly(expected.dbias, withPrecision(TOLERANCE));
    }

    @ParameterizedTest
    @CsvSource({"5, 1, 1, 4, 1, 1, 0", "2, 4, 5, 3, 3, 1, 0", "2, 5, 6, 3, 3, 2, 1"})
    void backward_ofALinearLoss_isItsSlope(int c, int h, int w, int f, int k, int stride, int padding) {
        LinearShape shape = new LinearShape(c, h, w, f, k, stride, padding);
        Linear linear = backend().dense(shape, BATCH);
        Case t = new Case(shape, BATCH);

        t.compute(linear);

        Gradients.Loss loss = () -> {
            linear.forward(t.x, t.w, t.bias, t.y);
            return Values.dot(t.y, t.dy);
        };
        Gradients.assertGradient(loss, t.x, t.dx, 50);
        Gradients.assertGradient(loss, t.w, t.dw, 50);
        Gradients.assertGradient(loss, t.bias, t.dbias, 50);
    }

    @Test
    void kernel_usedBefore_computesAsAFreshOne() {
        LinearShape shape = new LinearShape(2, 5, 6, 7, 3, 1, 1);
        Linear used = backend().dense(shape, BATCH);
        Case other = new Case(shape, BATCH);
        other.x[7] = Float.NaN;
        other.dy[7] = Float.NaN;
        other.compute(used);
        Case fresh = new Case(shape, BATCH);
        Case again = new Case(shape, BATCH);

        fresh.compute(backend().dense(shape, BATCH));
        again.compute(used);

        assertThat(again.y).isEqualTo(fresh.y);
        assertThat(again.dx).isEqualTo(fresh.dx);
        assertThat(again.dw).isEqualTo(fresh.dw);
        assertThat(again.dbias).isEqualTo(fresh.dbias);
    }

    /**
     * NaN and infinity in a sample reach all that it reaches, also over a weight of 0, and nothing else.
     *
     * <p>The gradient's is in a place that sees no border: whether a border of zeros times NaN counts is left open.
     */
    @ParameterizedTest
    @CsvSource({"5, 1, 1, 4, 1, 1, 0", "2, 6, 5, 6, 3, 1, 0", "2, 6, 5, 6, 3, 2, 1"})
    void notFinite_inOneSample_reachesWhatTheReferenceSays(int c, int h, int w, int f, int k, int stride, int padding) {
        LinearShape shape = new LinearShape(c, h, w, f, k, stride, padding);
        for (float odd : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            Case expected = new Case(shape, BATCH);
            Case actual = new Case(shape, BATCH);
            for (Case t : new Case[] {expected, actual}) {
                t.x[t.x.length / 2 + 3] = odd;
                t.dy[(f / 2 * shape.places() + shape.places() / 2) * BATCH + 5] = odd;
                t.w[1] = 0;
            }

            expected.compute(new Naive(shape, BATCH));
            actual.compute(backend().dense(shape, BATCH));

            assertSameKinds(actual.y, expected.y);
            assertSameKinds(actual.dx, expected.dx);
            assertSameKinds(actual.dw, expected.dw);
            assertSameKinds(actual.dbias, expected.dbias);
        }
    }

    private static void assertSameKinds(float[] actual, float[] expected) {
        for (int j = 0; j < expected.length; j++) {
            if (Float.isFinite(expected[j])) {
                assertThat(actual[j]).as("at %d", j).isFinite();
            } else {
                assertThat(actual[j]).as("at %d", j).isEqualTo(Float.valueOf(expected[j]));
            }
        }
    }

    /** The kernels hide nothing: keeping denormals away is the business of who makes the numbers. */
    @Test
    void forward_denormalInputs_areCountedAsTheyAre() {
        LinearShape shape = new LinearShape(1, 3, 4, 2, 3, 1, 0);
        float[] x = new float[shape.inputs() * BATCH];
        Arrays.fill(x, 1e-40f);
        float[] w = new float[shape.weights()];
        Arrays.fill(w, 1f);
        float[] y = new float[shape.outputs() * BATCH];

        backend().dense(shape, BATCH).forward(x, w, new float[2], y);

        for (float value : y) {
            assertThat((double) value).isCloseTo(9e-40, within(1e-44));
        }
    }

    /** A layer with random numbers everywhere, results too: a kernel must overwrite them. */
    private static final class Case {
        final float[] x;
        final float[] w;
        final float[] bias;
        final float[] y;
        final float[] dy;
        final float[] dx;
        final float[] dw;
        final float[] dbias;

        Case(LinearShape shape, int batch) {
            Random random = new Random(batch);
            x = Values.random(shape.inputs() * batch, random);
            w = Values.random(shape.weights(), random);
            bias = Values.random(shape.filters(), random);
            y = Values.random(shape.outputs() * batch, random);
            dy = Values.random(shape.outputs() * batch, random);
            dx = Values.random(shape.inputs() * batch, random);
            dw = Values.random(shape.weights(), random);
            dbias = Values.random(shape.filters(), random);
        }

        void compute(Linear linear) {
            linear.forward(x, w, bias, y);
            linear.backwardInput(dy, w, dx);
            linear.backwardWeight(x, dy, dw, dbias);
        }
    }
}
