package io.powermeter.workloads.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightedSumTest {

    @ParameterizedTest
    @CsvSource({"0, 3", "1, 1", "2, 7", "3, 64", "4, 1", "5, 63", "7, 65", "8, 16", "9, 130"})
    void add_anyCountAndLength_isTheSumAndLeavesTheRest(int count, int n) {
        Random random = new Random(count);
        float[] a = Values.random(count + 2, random);
        float[][] x = new float[count][];
        Arrays.setAll(x, k -> Values.random(n + 3, random));
        float[] before = Values.random(n + 3, random);
        float[] y = before.clone();

        WeightedSum.add(y, a, 2, x, count, n);

        for (int j = 0; j < n; j++) {
            double expected = before[j];
            for (int k = 0; k < count; k++) {
                expected += (double) a[2 + k] * x[k][j];
            }
            assertThat((double) y[j]).as("y[%d]", j).isCloseTo(expected, within(1e-5));
        }
        assertThat(new float[] {y[n], y[n + 1], y[n + 2]}).containsExactly(before[n], before[n + 1], before[n + 2]);
    }

    @Test
    void add_nanTimesZero_isNaN() {
        float[] y = {1f};

        WeightedSum.add(y, new float[] {0f}, 0, new float[][] {{Float.NaN}}, 1, 1);

        assertThat(y[0]).isNaN();
    }
}
