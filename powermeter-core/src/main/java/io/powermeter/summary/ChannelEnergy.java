package io.powermeter.summary;

import io.powermeter.measurement.Channel;

/**
 * The energy of one channel while the job ran.
 *
 * @param channel which, with its origin and what it is part of
 * @param joules as far as it is known
 * @param idleJoules what the idle machine would have drawn meanwhile; NaN without a baseline
 * @param coverage share of the time, 0 to 1, in which it is known
 * @param counted whether it is one of the channels whose sum is the total
 */
public record ChannelEnergy(Channel channel, double joules, double idleJoules, double coverage, boolean counted) {
    /** Returns the joules above the idle floor, NaN if they are not known. */
    public double netJoules() {
        return joules - idleJoules;
    }
}
