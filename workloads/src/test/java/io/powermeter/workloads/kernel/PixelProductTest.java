package io.powermeter.workloads.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PixelProductTest {

    @ParameterizedTest
    @CsvSource({"1, 1, 16", "5, 31, 16", "7, 127, 48", "3, 128, 32", "4, 129, 80", "10, 784, 64", "2, 3072, 16"})
    void multiply_wholeNumbers_isTheSameInAllBackends(int outputs, int inputs, int batch) {
        Random random = new Random(inputs);
        float[] w = Values.random(outputs * inputs, random);
        float[] x = new float[inputs * batch];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextInt(256);
        }
        float[] expected = naive(w, x, outputs, inputs, batch);

        assertThat(product(Backends.plain(), w, x, outputs, inputs, batch)).containsExactly(expected);
        assertThat(product(VectorTests.backend(), w, x, outputs, inputs, batch)).containsExactly(expected);
    }

    /** The largest sums in each direction, which 16 bits would not hold. */
    @ParameterizedTest
    @CsvSource({"1, 199920", "-1, -199920"})
    void multiply_allWhite_doesNotOverflow(float weight, float sum) {
        float[] w = new float[784];
        float[] x = new float[784 * 16];
        Arrays.fill(w, weight);
        Arrays.fill(x, 255f);

        assertThat(product(VectorTests.backend(), w, x, 1, 784, 16)).containsOnly(sum);
    }

    private static float[] product(Backend backend, float[] w, float[] x, int outputs, int inputs, int batch) {
        SignedProduct product = backend.pixels(outputs, inputs, batch);
        float[] y = new float[outputs * batch];
        product.weights(w);
        product.inputs(x);
        product.multiply(y);
        return y;
    }

    private static float[] naive(float[] w, float[] x, int outputs, int inputs, int batch) {
        float[] y = new float[outputs * batch];
        for (int o = 0; o < outputs; o++) {
            for (int b = 0; b < batch; b++) {
                long sum = 0;
                for (int i = 0; i < inputs; i++) {
                    sum += (long) (w[o * inputs + i] < 0 ? -x[i * batch + b] : x[i * batch + b]);
                }
                y[o * batch + b] = sum;
            }
        }
        return y;
    }
}
