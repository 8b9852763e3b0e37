package io.powermeter.workloads.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SumOfLogsTest {

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "7, 1", "8, 3", "100, 10", "1003, 19.9"})
    void of_anyLengthAndSpread_isTheSumOfTheLogarithms(int n, double decades) {
        Random random = new Random(n);
        float[] s = new float[n + 1];
        double expected = 0;
        for (int j = 0; j < n; j++) {
            s[j] = (float) Math.pow(10, decades * (2 * random.nextDouble() - 1));
            expected += Math.log(s[j]);
        }

        assertThat(SumOfLogs.of(s, n)).isCloseTo(expected, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(floats = {1e19f, 1e-19f})
    void of_allAtOneEndOfTheRange_doesNotOverflow(float value) {
        float[] s = new float[1000];
        Arrays.fill(s, value);

        assertThat(SumOfLogs.of(s, 1000)).isCloseTo(1000 * Math.log(value), within(1e-8));
    }

    @ParameterizedTest
    @ValueSource(floats = {0f, 1e-21f, 1e21f, -1f, Float.NaN, Float.POSITIVE_INFINITY})
    void of_oneOutOfRange_isNaN(float value) {
        for (int n : new int[] {3, 16}) {
            for (int at = 0; at < n; at++) {
                float[] s = new float[n];
                Arrays.fill(s, 1f);
                s[at] = value;
                assertThat(SumOfLogs.of(s, n)).as("at %s of %s", at, n).isNaN();
            }
        }
    }

    @Test
    void of_beyondN_isNotRead() {
        assertThat(SumOfLogs.of(new float[] {1f, Float.NaN}, 1)).isZero();
    }
}
