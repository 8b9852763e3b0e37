package io.powermeter.workloads.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignsTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 31, 63, 64, 65, 127, 500, 784, 1999})
    void dot_anyLength_isTheSumOfProductsOfSigns(int n) {
        Random random = new Random(n);
        float[] a = Values.random(n, random);
        float[] b = Values.random(n, random);
        double expected = 0;
        for (int i = 0; i < n; i++) {
            expected += Math.signum(a[i]) * Math.signum(b[i]);
        }

        assertThat(Signs.dot(packed(a), packed(b), n)).isEqualTo((long) expected);
        assertThat(VectorTests.backend().signDot(packed(a), packed(b), n)).isEqualTo((long) expected);
    }

    @Test
    void pack_zerosAndNaN_arePositive() {
        assertThat(packed(new float[] {0f, -0f, Float.NaN, -1f, Float.NEGATIVE_INFINITY}))
                .containsExactly(0b11000);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 32, 33, 1000})
    void dot_ofFloats_isTheSumOfProductsInBothBackends(int n) {
        Random random = new Random(n);
        float[] a = Values.random(n, random);
        float[] b = Values.random(n, random);
        double expected = Values.dot(a, b);

        assertThat((double) Backends.plain().dot(a, b, n)).isCloseTo(expected, within(1e-4));
        assertThat((double) VectorTests.backend().dot(a, b, n)).isCloseTo(expected, within(1e-4));
    }

    private static long[] packed(float[] x) {
        long[] words = new long[Signs.words(x.length)];
        Signs.pack(x, 0, x.length, words, 0);
        return words;
    }
}
