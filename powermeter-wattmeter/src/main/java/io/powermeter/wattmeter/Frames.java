package io.powermeter.wattmeter;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a meter told since it was last asked for: the mean power of each channel, and the mean of the instants it was told
 * for. Filled by one thread, emptied by another.
 */
final class Frames {
    /** The means of some frames. */
    record Mean(double[] watts, long nanos) {}

    private final int channels;
    private double[] sums;
    private int[] counts;
    private long firstNanos;
    private double lagSum;
    private int good;
    private int bad;
    private double[] last;
    private long lastNanos;
    private boolean any;

    Frames(int channels) {
        this.channels = channels;
        this.last = new double[channels];
        this.sums = new double[channels];
        this.counts = new int[channels];
    }

    /**
     * Takes one frame.
     *
     * @param nanos when it was true, by the steady clock; a frame from before the last one is not taken
     * @param watts one for each channel, NaN if the frame does not tell it
     */
    synchronized void add(long nanos, double... watts) {
        boolean tells = false;
        for (double one : watts) {
            tells |= !Double.isNaN(one);
        }
        if (!tells || any && nanos < lastNanos) {
            bad++;
            return;
        }
        for (int i = 0; i < channels; i++) {
            if (!Double.isNaN(watts[i])) {
                sums[i] += watts[i];
                counts[i]++;
            }
        }
        // instants are added as differences to the first one, which are exact
        firstNanos = good == 0 ? nanos : firstNanos;
        lagSum += nanos - firstNanos;
        good++;
        last = watts.clone();
        lastNanos = nanos;
        any = true;
        notifyAll();
    }

    /** Counts a frame that the meter marked as bad, or that cannot be read. */
    synchronized void addBad() {
        bad++;
    }

    /** Forgets all frames but the last: those from before a run say nothing of it. */
    synchronized void keepLast() {
        boolean had = good > 0;
        clear();
        if (had) {
            add(lastNanos, last);
        }
    }

    /** Returns whether bad frames came, and no good one, since the last call of {@link #take}. */
    synchronized boolean onlyBad() {
        return bad > 0 && good == 0;
    }

    /** Returns the instant of the last good frame; before there is one, the earliest of all. */
    synchronized long lastNanos() {
        return any ? lastNanos : Long.MIN_VALUE;
    }

    /** Returns whether there was a good frame, and the last one is from before an instant. */
    synchronized boolean isOlderThan(long nanos) {
        return any && lastNanos < nanos;
    }

    /** Returns the means since the last call; null if there was no good frame. */
    @Nullable
    synchronized Mean take() {
        if (good == 0) {
            clear();
            return null;
        }
        double[] means = new double[channels];
        for (int i = 0; i < channels; i++) {
            means[i] = counts[i] == 0 ? Double.NaN : sums[i] / counts[i];
        }
        Mean mean = new Mean(means, firstNanos + Math.round(lagSum / good));
        clear();
        return mean;
    }

    /** Waits for a first good frame; returns whether one came in time. */
    synchronized boolean awaitFirst(Duration limit) {
        long until = System.nanoTime() + limit.toNanos();
        try {
            for (long left = limit.toMillis(); !any && left > 0; left = (until - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return any;
    }

    private void clear() {
        sums = new double[channels];
        counts = new int[channels];
        lagSum = 0;
        good = 0;
        bad = 0;
    }
}
