package io.powermeter.workloads.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

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
}
