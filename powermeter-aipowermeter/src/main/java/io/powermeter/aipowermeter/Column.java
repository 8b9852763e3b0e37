package io.powermeter.aipowermeter;

import io.powermeter.measurement.Channel;

/**
 * A channel that is imported, and how its value is found in a line.
 *
 * @param channel a counter for what AIPowerMeter tells of a window; else a gauge
 * @param value how
 */
record Column(Channel channel, Value value) {
    /** Returns the column of a power, whose joules are counted. */
    static Column power(Channel channel, Gauge watts) {
        return new Column(channel, (line, seconds) -> watts.of(line) * seconds);
    }

    /** Returns the column of a gauge. */
    static Column gauge(Channel channel, Gauge gauge) {
        return new Column(channel, (line, seconds) -> gauge.of(line));
    }

    boolean isCounter() {
        return channel.quantity().isCounter();
    }

    /** What a line tells. */
    @FunctionalInterface
    interface Gauge {
        /** Returns the value, NaN where it is missing. */
        double of(PowerLine line);
    }

    /** What a line tells of its window. */
    @FunctionalInterface
    interface Value {
        /** Returns a counter's growth in a window of {@code seconds}, or a gauge's value; NaN where it is missing. */
        double of(PowerLine line, double seconds);
    }
}
