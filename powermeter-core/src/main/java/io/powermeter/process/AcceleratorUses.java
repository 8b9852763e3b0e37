package io.powermeter.process;

import java.util.Arrays;

/** What processes use of accelerators, as of lately, told by one thread and asked by another, without allocating. */
final class AcceleratorUses {
    /** Samplers tell it about once a second, some less regularly. */
    private static final long HOLD_NANOS = 3_000_000_000L;

    private long[] pids = new long[16];
    private long[] nanos = new long[16];
    private double[] shares = new double[16];
    private double[] bytes = new double[16];
    private int size;

    synchronized void put(long now, long pid, double share, double memory) {
        int i = index(pid);
        if (i < 0) {
            i = free(now);
        }
        pids[i] = pid;
        nanos[i] = now;
        shares[i] = share;
        bytes[i] = memory;
    }

    /** Returns the share of time, NaN if nothing was told lately. */
    synchronized double share(long now, long pid) {
        int i = index(pid);
        return i >= 0 && now - nanos[i] <= HOLD_NANOS ? shares[i] : Double.NaN;
    }

    /** Returns the bytes of memory, NaN if nothing was told lately. */
    synchronized double bytes(long now, long pid) {
        int i = index(pid);
        return i >= 0 && now - nanos[i] <= HOLD_NANOS ? bytes[i] : Double.NaN;
    }

    private int index(long pid) {
        for (int i = 0; i < size; i++) {
            if (pids[i] == pid) {
                return i;
            }
        }
        return -1;
    }

    private int free(long now) {
        for (int i = 0; i < size; i++) {
            if (now - nanos[i] > HOLD_NANOS) {
                return i;
            }
        }
        if (size == pids.length) {
            pids = Arrays.copyOf(pids, 2 * size);
            nanos = Arrays.copyOf(nanos, 2 * size);
            shares = Arrays.copyOf(shares, 2 * size);
            bytes = Arrays.copyOf(bytes, 2 * size);
        }
        return size++;
    }
}
