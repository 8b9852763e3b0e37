package io.powermeter.wattmeter;

import io.powermeter.host.Host;
import io.powermeter.measurement.Channel;
import io.powermeter.meter.Clock;
import java.util.List;

/** A meter that a checked line names; nothing was asked of it yet. */
interface Meter {
    /** Returns the line. */
    MeterLine line();

    /** Returns its channels of power, at least one. */
    default List<Channel> roots() {
        return List.of(line().power());
    }

    /**
     * Asks the meter for the first time.
     *
     * @throws MeterException if it gives no reading
     */
    MeterSampler open(Host host, Clock clock) throws MeterException;
}
