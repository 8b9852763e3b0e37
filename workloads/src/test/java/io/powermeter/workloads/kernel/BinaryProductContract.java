package io.powermeter.workloads.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every {@link BinaryProduct}: the whole numbers that a product of floats gives. */
public abstract class BinaryProductContract {

    /** Made for a shape. */
    protected abstract BinaryProduct product(int outputs, int inputs, int batch);

    @ParameterizedTest
    @CsvSource({
        "1, 1, 16",
        "5, 31, 16",
        "4, 63, 32",
        "7, 64, 48",
        "3, 65, 64",
        "10, 127, 80",
        "9, 192, 16",
        "8, 193, 144",
        "13, 500, 64",
        "6, 784, 272",
        "2, 4099, 16"
    })
    void multiply_anyShape_isTheFloatProductOfSigns(int outputs, int inputs, int batch) {
        Random random = new Random(inputs);
        float[] w = Values.random(outputs * inputs, random);
        float[] x = Values.random(inputs * batch, random);
        BinaryProduct product = product(outputs, inputs, batch);
        float[] y = new float[outputs * batch];

        product.weights(w);
        product.inputs(x);
        product.multiply(y);

        assertThat(y).containsExactly(naive(w, x, outputs, inputs, batch));
    }

    /** 65,535 is the most that a count of 16 bits can hold. */
    @ParameterizedTest
    @ValueSource(ints = {784, 65_535})
    void multiply_allSignsAgainstEachOther_countsEveryInput(int inputs) {
        float[] w = new float[inputs];
        float[] x = new float[inputs * 16];
        Arrays.fill(x, -1f);
        BinaryProduct product = product(1, inputs, 16);
        float[] y = new float[16];

        product.weights(w);
        product.inputs(x);
        product.multiply(y);

        assertThat(y).containsOnly((float) -inputs);
    }

    @Test
    void multiply_zerosAndNaN_countAsPositive() {
        float[] odd = {0f, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.MIN_VALUE};
        float[] x = new float[odd.length * 16];
        Arrays.fill(x, 1f);
        BinaryProduct product = product(1, odd.length, 16);
        float[] y = new float[16];

        product.weights(odd);
        product.inputs(x);
        product.multiply(y);
        assertThat(y).containsOnly(5f);

        for (int i = 0; i < odd.length; i++) {
            Arrays.fill(x, i * 16, (i + 1) * 16, odd[i]);
        }
        product.inputs(x);
        product.multiply(y);
        assertThat(y).containsOnly(5f);
    }

    @Test
    void flip_thenMultiplyRow_isTheProductOfTheChangedWeights() {
        int outputs = 6;
        int inputs = 500;
        int batch = 80;
        Random random = new Random(3);
        float[] w = Values.random(outputs * inputs, random);
        float[] x = Values.random(inputs * batch, random);
        BinaryProduct product = product(outputs, inputs, batch);
        float[] y = new float[outputs * batch];
        product.weights(w);
        product.inputs(x);
        product.multiply(y);

        for (int flips = 0; flips < 40; flips++) {
            int input = random.nextInt(inputs);
            w[4 * inputs + input] *= -1;
            product.flip(4, input);
        }
        product.multiplyRow(4, y);

        assertThat(y).containsExactly(naive(w, x, outputs, inputs, batch));
    }

    @Test
    void weights_givenAnew_replaceTheOldOnes() {
        Random random = new Random(4);
        BinaryProduct product = product(3, 70, 32);
        float[] x = Values.random(70 * 32, random);
        float[] w = Values.random(3 * 70, random);
        float[] y = new float[3 * 32];

        product.weights(Values.random(3 * 70, random));
        product.inputs(Values.random(70 * 32, random));
        product.multiply(y);
        product.weights(w);
        product.inputs(x);
        product.multiply(y);

        assertThat(y).containsExactly(naive(w, x, 3, 70, 32));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0; 5; 16; No binary product has 0 outputs of 5 inputs: at least 1 of each, and at most 65535 inputs.",
                "1; 65536; 16; "
                        + "No binary product has 1 outputs of 65536 inputs: at least 1 of each, and at most 65535 inputs.",
                "1; 5; 17; A batch of 17 is no multiple of 16."
            })
    void product_ofNoSuchShape_saysWhy(int outputs, int inputs, int batch, String message) {
        assertThatThrownBy(() -> product(outputs, inputs, batch))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static float[] naive(float[] w, float[] x, int outputs, int inputs, int batch) {
        float[] y = new float[outputs * batch];
        for (int o = 0; o < outputs; o++) {
            for (int b = 0; b < batch; b++) {
                float sum = 0;
                for (int i = 0; i < inputs; i++) {
                    sum += sign(w[o * inputs + i]) * sign(x[i * batch + b]);
                }
                y[o * batch + b] = sum;
            }
        }
        return y;
    }

    private static float sign(float value) {
        return value < 0 ? -1f : 1f;
    }
}
