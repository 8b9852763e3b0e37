package io.powermeter.meter;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Quantity;
import java.util.List;

/**
 * The joules of a sampler's root channels since its first reading, for the live display; the recording has the whole truth.
 * Wattmeters are told apart, since what they tell has the components in it.
 */
final class LiveEnergy {
    private static final double LONGEST_BRIDGE_PERIODS = 3;

    private final Quantity[] quantities;
    private final boolean[] wall;
    private final boolean[] root;
    private final double[] joules;
    private final double[] watts;
    private final long[] nanos;
    private final long periodNanos;
    private volatile double wallJoules;
    private volatile double otherJoules;

    LiveEnergy(List<Channel> channels, long periodNanos) {
        int size = channels.size();
        this.quantities = new Quantity[size];
        this.wall = new boolean[size];
        this.root = new boolean[size];
        this.joules = new double[size];
        this.watts = new double[size];
        this.nanos = new long[size];
        this.periodNanos = periodNanos;
        for (int i = 0; i < size; i++) {
            Channel channel = channels.get(i);
            quantities[i] = channel.quantity();
            wall[i] = channel.component() == Component.WALL;
            root[i] = channel.tellsEnergy() && channel.partOf() == null && channel.mirrorOf() == null;
            watts[i] = Double.NaN;
        }
    }

    /** Takes a reading: joules since the first one for a counter, watts for a gauge, NaN if it is missing. */
    void take(long now, double[] values) {
        double ofWall = 0;
        double others = 0;
        for (int i = 0; i < values.length; i++) {
            if (root[i]) {
                take(i, now, values[i]);
                ofWall += wall[i] ? joules[i] : 0;
                others += wall[i] ? 0 : joules[i];
            }
        }
        wallJoules = ofWall;
        otherJoules = others;
    }

    double wallJoules() {
        return wallJoules;
    }

    double otherJoules() {
        return otherJoules;
    }

    private void take(int i, long now, double value) {
        if (Double.isNaN(value)) {
            return;
        }
        if (quantities[i] == Quantity.ENERGY) {
            joules[i] = value;
            return;
        }
        boolean bridged = !Double.isNaN(watts[i]) && now - nanos[i] <= LONGEST_BRIDGE_PERIODS * periodNanos;
        joules[i] += bridged ? (watts[i] + value) / 2 * (now - nanos[i]) / 1e9 : 0;
        watts[i] = value;
        nanos[i] = now;
    }
}
