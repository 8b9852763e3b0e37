package io.powermeter.nvsmi;

import java.util.Arrays;

/** The processes of one card, or of all of them together: a few, so a search from the front is quick. Grows, never shrinks. */
final class ProcessTable {
    private long[] pids = new long[16];
    private double[] bytes = new double[16];
    private double[] use = new double[16];
    private int[] told = new int[16];
    private double untold = Double.NaN;
    private int size;

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    long pid(int i) {
        return pids[i];
    }

    /** Returns bytes on the card, NaN if not known. */
    double bytes(int i) {
        return bytes[i];
    }

    /** Returns the use of the card's multiprocessors, 0 to 1, NaN if it is not known. */
    double use(int i) {
        return told[i] == 0 ? untold : use[i] / told[i];
    }

    /** Notes that a process has a context. One that computes and draws is listed twice, with the same memory. */
    void holds(long pid, double memory) {
        int i = find(pid);
        if (i < 0) {
            add(pid, memory);
        } else if (!(bytes[i] >= memory)) {
            bytes[i] = memory;
        }
    }

    /** Notes the use by a process, averaged if told more than once; returns whether it is in the table. */
    boolean uses(long pid, double utilization) {
        int i = find(pid);
        if (i >= 0) {
            use[i] += utilization;
            told[i]++;
        }
        return i >= 0;
    }

    /** Forgets the use. */
    void forgetUse() {
        Arrays.fill(use, 0, size, 0);
        Arrays.fill(told, 0, size, 0);
        untold = Double.NaN;
    }

    /** Says that those of which no use was told do not use the card. */
    void restDoesNotUse() {
        untold = 0;
    }

    /** Returns whether the use by some process was told. */
    boolean hasUse() {
        for (int i = 0; i < size; i++) {
            if (told[i] > 0) {
                return true;
            }
        }
        return false;
    }

    /** Adds what a process uses of one more card; what is not known of one is not known of all. */
    void sum(long pid, double utilization, double memory) {
        int i = find(pid);
        if (i < 0) {
            i = add(pid, 0);
            told[i] = 1;
        }
        use[i] += utilization;
        bytes[i] += memory;
    }

    private int find(long pid) {
        for (int i = 0; i < size; i++) {
            if (pids[i] == pid) {
                return i;
            }
        }
        return -1;
    }

    private int add(long pid, double memory) {
        if (size == pids.length) {
            pids = Arrays.copyOf(pids, 2 * size);
            bytes = Arrays.copyOf(bytes, 2 * size);
            use = Arrays.copyOf(use, 2 * size);
            told = Arrays.copyOf(told, 2 * size);
        }
        pids[size] = pid;
        bytes[size] = memory;
        use[size] = 0;
        told[size] = 0;
        return size++;
    }
}
