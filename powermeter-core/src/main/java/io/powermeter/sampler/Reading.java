package io.powermeter.sampler;

import java.util.Arrays;

/**
 * The values that one sampler reads in one go, one for each of its channels. It is made once and used again, so that
 * sampling allocates nothing.
 */
public final class Reading {
    private final double[] values;

    /** Makes a reading of {@code channels} values, all missing. */
    public Reading(int channels) {
        values = new double[channels];
        clear();
    }

    /** Makes every value missing. */
    public void clear() {
        Arrays.fill(values, Double.NaN);
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
