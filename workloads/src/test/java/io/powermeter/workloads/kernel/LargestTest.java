package io.powermeter.workloads.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LargestTest {

    @Test
    void keep_anyCount_isWhatSortingSays() {
        float[] values = Values.random(1000, new Random(1));
        for (int j = 0; j < values.length; j++) {
            values[j] = Math.abs(values[j]);
        }
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        for (int count : new int[] {1, 2, 500, 999, 1000}) {
            boolean[] keep = new boolean[values.length];

            Largest.keep(values, count, keep);

            float border = sorted[values.length - count];
            for (int j = 0; j < values.length; j++) {
                assertThat(keep[j]).as("count %d, %d", count, j).isEqualTo(values[j] >= border);
            }
        }
    }

    @Test
    void keep_equalValuesAtTheBorder_keepsTheFirst() {
        boolean[] keep = {false, true, false, true, true};

        Largest.keep(new float[] {0, 2, 2, 3, 2}, 3, keep);

        assertThat(keep).containsExactly(false, true, true, true, false);
    }

    @Test
    void keep_none_keepsNone() {
        boolean[] keep = {true, false, true};

        Largest.keep(new float[] {1, 0, 2}, 0, keep);

        assertThat(keep).containsOnly(false);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 4})
    void keep_countThatIsNone_saysWhichAreAllowed(int count) {
        assertThatThrownBy(() -> Largest.keep(new float[3], count, new boolean[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot keep the " + count + " largest of 3 values: give a count from 0 to that.");
    }
}
