package io.powermeter.rapl;

import io.powermeter.host.Host;
import io.powermeter.host.NumberFile;
import io.powermeter.host.UnreadableException;
import io.powermeter.measurement.Channel;
import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/** One zone's energy counter and the channel that it feeds. */
final class Counter implements Closeable {
    static final double MICROJOULES_PER_JOULE = 1e6;

    private final Host host;
    private final Zone zone;
    private final Channel channel;
    private @Nullable NumberFile file;

    Counter(Host host, Zone zone, Channel channel) {
        this.host = host;
        this.zone = zone;
        this.channel = channel;
    }

    Zone zone() {
        return zone;
    }

    Channel channel() {
        return channel;
    }

    /**
     * Returns the counter as it stands, in microjoules.
     *
     * @throws UnreadableException if it cannot be read, or says what a counter of this range cannot say
     */
    long microjoules() throws UnreadableException {
        NumberFile open = file;
        if (open == null) {
            open = host.openNumber(zone.energyFile());
            file = open;
        }
        long value = open.read();
        if (value < 0) {
            throw impossible(value + " is below 0");
        }
        if (zone.rangeMicrojoules() > 0 && value > zone.rangeMicrojoules()) {
            throw impossible(value + " is above its max_energy_range_uj of " + zone.rangeMicrojoules());
        }
        return value;
    }

    /** Returns the counter as it stands, in joules, or NaN if it cannot be read. */
    double joules() {
        try {
            return microjoules() / MICROJOULES_PER_JOULE;
        } catch (UnreadableException e) {
            return Double.NaN;
        }
    }

    private UnreadableException impossible(String why) {
        return new UnreadableException(zone.energyFile(), UnreadableException.Reason.NO_VALUE, why, "");
    }

    @Override
    public void close() {
        NumberFile open = file;
        file = null;
        if (open != null) {
            open.close();
        }
    }
}
