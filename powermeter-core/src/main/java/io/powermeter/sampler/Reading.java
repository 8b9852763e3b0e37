package io.powermeter.sampler;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values that one sampler reads in one go, one for each of its channels. It is made once and used again, so that
 * sampling allocates nothing.
 */
public final class Reading {
    /** What {@link #instant} is if the sampler does not know better than who called it. */
    public static final long NOW = Long.MIN_VALUE;

    private final double[] values;
    private long instant = NOW;
    private boolean nothingNew;
    private @Nullable String warning;

    /** Makes a reading of {@code channels} values, all missing. */
    public Reading(int channels) {
        values = new double[channels];
        clear();
    }

    /** Makes every value missing, as of now, with no warning. */
    public void clear() {
        Arrays.fill(values, Double.NaN);
        instant = NOW;
        nothingNew = false;
        warning = null;
    }

    /**
     * Says when the values were true, for a sensor that told them some time ago.
     *
     * @param nanos by {@link System#nanoTime}
     */
    public void at(long nanos) {
        instant = nanos;
    }

    /** Says that the sensor has told nothing since the last reading, and was not to: nothing is recorded. */
    public void nothingNew() {
        nothingNew = true;
    }

    /**
     * Says something that a reader of the numbers must know. The same sentence is recorded once in a run, so it should hold
     * no number that changes.
     */
    public void warn(String sentence) {
        warning = sentence;
    }

    /** Returns when the values were true, by {@link System#nanoTime}, or {@link #NOW}. */
    public long instant() {
        return instant;
    }

    /** Returns whether there is nothing to record. */
    public boolean isNothingNew() {
        return nothingNew;
    }

    /** Returns what a reader must know, or null. */
    public @Nullable String warning() {
        return warning;
    }

    /**
     * Sets the value of a channel.
     *
     * @param channel the index in {@link Sampler#channels()}
     * @param value in the unit of the channel's quantity; a value that is not finite counts as missing
     */
    public void set(int channel, double value) {
        values[channel] = Double.isFinite(value) ? value : Double.NaN;
    }

    /** Returns whether the channel was read. */
    public boolean has(int channel) {
        return !Double.isNaN(values[channel]);
    }

    /** Returns the value of a channel, NaN if it is missing. */
    public double get(int channel) {
        return values[channel];
    }

    /** Returns the number of channels. */
    public int size() {
        return values.length;
    }
}
