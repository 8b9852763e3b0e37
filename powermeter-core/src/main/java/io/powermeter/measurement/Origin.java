package io.powermeter.measurement;

/** Where a number comes from: an instrument or a model. It travels with the number to the last report cell. */
public enum Origin {
    /** Read from a sensor. */
    MEASURED,
    /** Computed by a model from something that is not energy, such as CPU load. */
    ESTIMATED
}
