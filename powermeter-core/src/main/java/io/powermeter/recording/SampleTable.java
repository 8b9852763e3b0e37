package io.powermeter.recording;

import io.powermeter.measurement.Channel;
import java.util.Arrays;
import java.util.List;

/**
 * The readings of one sampler.
 *
 * @param sampler who read, at which period
 * @param elapsedNanos one instant for each row, ascending
 * @param columns the values of each channel in its unit, one for each row; NaN where nothing was read
 */
public record SampleTable(RunInfo.SamplerInfo sampler, Instants elapsedNanos, List<Values> columns) {
    /** A gauge is not bridged over more than this many periods (a late reading is no hole; two lost ones are). */
    public static final double LONGEST_BRIDGE_PERIODS = 3;

    public SampleTable {
        columns = List.copyOf(columns);
        if (columns.size() != sampler.channels().size()) {
            throw new IllegalArgumentException(
                    columns.size() + " columns for " + sampler.channels().size() + " channels");
        }
    }

    /**
     * Makes a table of a few rows.
     *
     * @param columns {@code columns[channel][row]}
     */
    public SampleTable(RunInfo.SamplerInfo sampler, long[] elapsedNanos, double[][] columns) {
        this(
                sampler,
                Instants.of(elapsedNanos),
                Arrays.stream(columns).map(Values::of).toList());
    }

    /** Returns the number of rows. */
    public int rows() {
        return elapsedNanos.size();
    }

    /** Returns the channels, one for each column. */
    public List<Channel> channels() {
        return sampler.channels();
    }

    /** Returns the values of a channel. */
    public Values column(int channel) {
        return columns.get(channel);
    }
}
