package io.powermeter.watch;

import io.powermeter.summary.EnergyChannel;

/** The power of one channel while it is watched: interval by interval, and since the begin. */
final class PowerHistory {
    /** A sensor that told nothing for so many periods is silent. */
    private static final int LATE_PERIODS = 3;

    private static final long NOT_YET = -1;

    private long untilNanos = NOT_YET;
    private double watts = Double.NaN;
    private double lowest = Double.NaN;
    private double highest = Double.NaN;
    private double joules;
    private double seconds;

    /**
     * Takes what the channel told since the last time. An interval of a channel ends with its last reading, so that a sensor
     * that tells late is not cut off.
     */
    void take(EnergyChannel channel, long nowNanos, long intervalNanos) {
        int points = channel.joules().points();
        if (points == 0) {
            return;
        }
        long end = channel.joules().nanos(points - 1);
        long from = untilNanos == NOT_YET ? channel.joules().nanos(0) : untilNanos;
        if (end > from) {
            add(channel.joules().increase(from, end), channel.joules().coverage(from, end) * (end - from) / 1e9);
        } else if (nowNanos - end > LATE_PERIODS * Math.max(channel.periodNanos(), intervalNanos)) {
            watts = Double.NaN;
        }
        untilNanos = end;
    }

    PowerFigures figures() {
        double mean = seconds > 0 ? joules / seconds : Double.NaN;
        return new PowerFigures(watts, lowest, mean, highest, joules);
    }

    private void add(double moreJoules, double moreSeconds) {
        watts = moreSeconds > 0 ? moreJoules / moreSeconds : Double.NaN;
        joules += moreJoules;
        seconds += moreSeconds;
        if (moreSeconds > 0) {
            lowest = Double.isNaN(lowest) ? watts : Math.min(lowest, watts);
            highest = Double.isNaN(highest) ? watts : Math.max(highest, watts);
        }
    }
}
