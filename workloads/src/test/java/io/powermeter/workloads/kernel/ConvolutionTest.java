package io.powermeter.workloads.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withPrecision;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvolutionTest {

    private static final float TOLERANCE = 5e-4f;

    /** Channels, height, width, filters, kernel, batch; the last three have too many taps to go by lines. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 1, 1, 1",
        "1, 5, 5, 2, 5, 3",
        "1, 28, 28, 3, 5, 2",
        "2, 7, 9, 5, 3, 4",
        "2, 9, 6, 3, 4, 1",
        "3, 6, 7, 5, 5, 7",
        "4, 8, 5, 2, 4, 9",
        "20, 6, 6, 3, 5, 5"
    })
    void allKernels_anyShape_equalTheReference(int c, int h, int w, int f, int k, int batch) {
        Convolution shape = new Convolution(c, h, w, f, k);
        Case t = new Case(shape, batch);
        int oh = shape.outHeight();
        float[][] y = new float[f * oh][shape.outWidth() * batch];
        float[][] dx = new float[c * h][w * batch];
        float[][] dw = new float[f][shape.taps()];
        float[] dbias = new float[f];

        t.forward();
        t.backward();

        Naive.convolutionForward(shape, t.x, t.w, t.bias, y, batch);
        Naive.convolutionBackwardInput(shape, t.dy, t.w, dx, batch);
        Naive.convolutionBackwardWeight(shape, t.x, t.dy, dw, dbias, batch);
        Gradients.assertClose(t.y, y, TOLERANCE);
        Gradients.assertClose(t.dx, dx, TOLERANCE);
        Gradients.assertClose(t.dw, dw, TOLERANCE);
        assertThat(t.dbias).containsExactly(dbias, withPrecision(TOLERANCE));
    }

    @ParameterizedTest
    @CsvSource({"2, 3, 4, 2, 3", "3, 5, 6, 2, 5"})
    void backward_ofALinearLoss_isItsSlope(int c, int h, int w, int f, int k) {
        Case t = new Case(new Convolution(c, h, w, f, k), 2);

        t.backward();

        Gradients.Loss loss = () -> {
            t.forward();
            return Rows.dot(t.y, t.dy);
        };
        Gradients.assertGradient(loss, t.x, t.dx);
        Gradients.assertGradient(loss, t.w, t.dw);
        Gradients.assertGradient(loss, new float[][] {t.bias}, new float[][] {t.dbias});
    }

    @Test
    void scratch_ofALargerBatch_doesNotShow() {
        Convolution shape = new Convolution(1, 6, 6, 2, 3);
        Case large = new Case(shape, 8);
        large.forward();
        large.backward();
        Case small = new Case(shape, 3);
        Case smallInLarge = new Case(shape, 3, large.scratch);

        small.forward();
        small.backward();
        smallInLarge.forward();
        smallInLarge.backward();

        assertThat(smallInLarge.y).isDeepEqualTo(small.y);
        assertThat(smallInLarge.dx).isDeepEqualTo(small.dx);
        assertThat(smallInLarge.dw).isDeepEqualTo(small.dw);
    }

    /** A convolution with random numbers everywhere, results too: a kernel must overwrite them. */
    private static final class Case {
        final Convolution shape;
        final int batch;
        final Convolution.Scratch scratch;
        final float[][] x;
        final float[][] w;
        final float[] bias;
        final float[][] y;
        final float[][] dy;
        final float[][] dx;
        final float[][] dw;
        final float[] dbias;

        Case(Convolution shape, int batch) {
            this(shape, batch, new Convolution.Scratch(shape, batch));
        }

        Case(Convolution shape, int batch, Convolution.Scratch scratch) {
            Random random = new Random(batch);
            this.shape = shape;
            this.batch = batch;
            this.scratch = scratch;
            x = Rows.random(shape.channels() * shape.height(), shape.width() * batch, random);
            w = Rows.random(shape.filters(), shape.taps(), random);
            bias = Rows.random(shape.filters(), random);
            y = Rows.random(shape.filters() * shape.outHeight(), shape.outWidth() * batch, random);
            dy = Rows.random(shape.filters() * shape.outHeight(), shape.outWidth() * batch, random);
            dx = Rows.random(x.length, x[0].length, random);
            dw = Rows.random(w.length, w[0].length, random);
            dbias = Rows.random(bias.length, random);
        }

        void forward() {
            shape.forward(x, w, bias, y, scratch, batch);
        }

        void backward() {
            shape.backwardInput(dy, w, dx, scratch, batch);
            shape.backwardWeight(x, dy, dw, dbias, scratch, batch);
        }
    }
}
