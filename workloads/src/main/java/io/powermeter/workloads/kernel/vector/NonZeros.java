package io.powermeter.workloads.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Lists of the numbers of a gradient that are not 0, for a vector of samples at a time.
 *
 * <p>Holds working memory: one thread at a time.
 */
final class NonZeros {

    private static final int SAMPLES = VectorBackend.FLOATS.length();

    private final int[] offset;
    private final int apart;
    private final int listsApart;

    /** What the numbers stand for. */
    final int[] at;

    /** The numbers. */
    final float[] value;

    private final int[] end;

    /**
     * Prepares for gradients of one shape.
     *
     * @param lists how many, for all samples or for each
     * @param eachSample whether each sample has lists of its own
     * @param offset what the i-th number of a list stands for
     * @param apart how much further that is for the next sample
     */
    NonZeros(int lists, boolean eachSample, int[] offset, int apart) {
        this.offset = offset;
        this.apart = apart;
        this.listsApart = eachSample ? 1 : 0;
        this.at = new int[lists * SAMPLES * offset.length];
        this.value = new float[at.length];
        this.end = new int[eachSample ? lists * SAMPLES : lists];
    }

    /** Whether at most every third of the numbers is not 0, and all are finite. */
    static boolean few(float[] x, int n) {
        int found = 0;
        for (int j = 0; j < n; j += SAMPLES) {
            FloatVector numbers = FloatVector.fromArray(VectorBackend.FLOATS, x, j);
            VectorMask<Float> finite = numbers.abs().compare(VectorOperators.LE, Float.MAX_VALUE);
            found += finite.allTrue() ? numbers.compare(VectorOperators.NE, 0f).trueCount() : n;
        }
        return found <= n / 3;
    }

    /** Where a list begins. */
    int begin(int list) {
        return list * (at.length / end.length);
    }

    /** Where it ends. */
    int end(int list) {
        return end[list];
    }

    /** Takes number i of list l of sample s from {@code x[from + l*listStride + i*stride + s]}. */
    void find(float[] x, int from, int listStride, int stride) {
        for (int list = 0; list < end.length; list++) {
            end[list] = begin(list);
        }
        int eachTime = 1 + listsApart * (SAMPLES - 1);
        for (int list = 0; list < end.length; list += eachTime) {
            int first = from + list / eachTime * listStride;
            for (int i = 0; i < offset.length; i++) {
                take(x, first + i * stride, offset[i], list);
            }
        }
    }

    private void take(float[] x, int from, int to, int list) {
        long left = FloatVector.fromArray(VectorBackend.FLOATS, x, from)
                .compare(VectorOperators.NE, 0f)
                .toLong();
        while (left != 0) {
            int sample = Long.numberOfTrailingZeros(left);
            int n = end[list + sample * listsApart]++;
            at[n] = to + sample * apart;
            value[n] = x[from + sample];
            left &= left - 1;
        }
    }
}
