package io.powermeter.wattmeter;

/**
 * What a meter told.
 *
 * @param watts the power, signed
 * @param joules a counter of energy, NaN if the meter keeps none
 */
record PlugReading(double watts, double joules) {
    private static final double JOULES_PER_WATT_HOUR = 3600;
    private static final double JOULES_PER_WATT_MINUTE = 60;

    /** More than this is no reading of a machine: a street's transformer carries less. */
    static final double HIGHEST_WATTS = 1e6;

    /**
     * Returns a reading of power.
     *
     * @throws MeterException if it is not a number that a meter can show
     */
    static PlugReading ofWatts(double watts) throws MeterException {
        if (!(Math.abs(watts) <= HIGHEST_WATTS)) {
            throw MeterException.of("its answer tells no power");
        }
        return new PlugReading(watts, Double.NaN);
    }

    PlugReading withWattHours(double wattHours) {
        return new PlugReading(watts, wattHours * JOULES_PER_WATT_HOUR);
    }

    PlugReading withKilowattHours(double kilowattHours) {
        return withWattHours(kilowattHours * 1000);
    }

    PlugReading withWattMinutes(double wattMinutes) {
        return new PlugReading(watts, wattMinutes * JOULES_PER_WATT_MINUTE);
    }
}
