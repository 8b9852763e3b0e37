package io.powermeter.aipowermeter;

import io.powermeter.measurement.Channel;
import java.util.function.ToDoubleFunction;

/**
 * A channel that is imported, and how its value is found in a line.
 *
 * @param channel a counter for what AIPowerMeter tells as a power; else a gauge
 * @param value mean watts in the line's window, or the gauge's value; NaN where it is missing
 */
record Column(Channel channel, ToDoubleFunction<PowerLine> value) {
    boolean isPower() {
        return channel.tellsEnergy();
    }
}
