package io.powermeter.recording;

import io.powermeter.measurement.Channel;
import java.util.List;

/**
 * The readings of one sampler.
 *
 * @param sampler who read, at which period
 * @param elapsedNanos one instant for each row, ascending
 * @param columns {@code columns[channel][row]} in the channel's unit; NaN where nothing was read
 */
public record SampleTable(RunInfo.SamplerInfo sampler, long[] elapsedNanos, double[][] columns) {
    /** A gauge is not bridged over more than this many periods (a late reading is no hole; two lost ones are). */
    public static final double LONGEST_BRIDGE_PERIODS = 3;

    public SampleTable {
        if (columns.length != sampler.channels().size()) {
            throw new IllegalArgumentException(
                    columns.length + " columns for " + sampler.channels().size() + " channels");
        }
    }

    /** Returns the number of rows. */
    public int rows() {
        return elapsedNanos.length;
    }

    /** Returns the channels, one for each column. */
    public List<Channel> channels() {
        return sampler.channels();
    }
}
