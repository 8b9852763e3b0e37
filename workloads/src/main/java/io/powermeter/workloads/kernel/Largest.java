package io.powermeter.workloads.kernel;

import java.util.Arrays;

/**
 * Chooses the largest of many numbers without sorting them: counts how often the upper halves of their bits occur, and then
 * the lower halves of those at the border. Numbers that are not negative are in the order of their bits.
 */
public final class Largest {

    private static final int HALF = 16;

    private Largest() {}

    /**
     * {@code keep[j]} for exactly {@code count} values; of equal ones at the border the first.
     *
     * @param values 0 or more each
     * @throws IllegalArgumentException if there are not so many values
     */
    public static void keep(float[] values, int count, boolean[] keep) {
        if (count < 0 || count > values.length) {
            throw new IllegalArgumentException("Cannot keep the " + count + " largest of " + values.length
                    + " values: give a count from 0 to that.");
        }
        if (count == 0) {
            Arrays.fill(keep, false);
            return;
        }
        int[] occurrences = new int[1 << HALF];
        for (float value : values) {
            occurrences[Float.floatToIntBits(value) >>> HALF]++;
        }
        int upper = occurrences.length;
        int above = 0;
        while (above < count) {
            above += occurrences[--upper];
        }
        above -= occurrences[upper];
        Arrays.fill(occurrences, 0);
        for (float value : values) {
            int bits = Float.floatToIntBits(value);
            if (bits >>> HALF == upper) {
                occurrences[bits & 0xffff]++;
            }
        }
        int lower = occurrences.length;
        while (above < count) {
            above += occurrences[--lower];
        }
        int equal = count - (above - occurrences[lower]);
        mark(values, upper << HALF | lower, equal, keep);
    }

    private static void mark(float[] values, int border, int equal, boolean[] keep) {
        int left = equal;
        for (int j = 0; j < values.length; j++) {
            int bits = Float.floatToIntBits(values[j]);
            keep[j] = bits > border || (bits == border && left-- > 0);
        }
    }
}
