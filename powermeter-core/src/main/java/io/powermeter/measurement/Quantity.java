package io.powermeter.measurement;

/** What the numbers of a channel mean, and their unit. */
public enum Quantity {
    /** Joules since some instant: a counter. */
    ENERGY("J", true),
    /** Watts at an instant: a gauge. */
    POWER("W", false),
    /** Seconds of CPU time since some instant: a counter. */
    CPU_TIME("s", true),
    /** A share from 0 to 1. */
    UTILIZATION("1", false),
    /** Bytes in use. */
    MEMORY("B", false),
    /** Degrees Celsius. */
    TEMPERATURE("degC", false);

    private final String unit;
    private final boolean counter;

    Quantity(String unit, boolean counter) {
        this.unit = unit;
        this.counter = counter;
    }

    /** Returns the unit's symbol. */
    public String unit() {
        return unit;
    }

    /** Returns whether only differences of readings mean something. */
    public boolean isCounter() {
        return counter;
    }
}
