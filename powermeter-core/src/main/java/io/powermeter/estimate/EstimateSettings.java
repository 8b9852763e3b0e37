package io.powermeter.estimate;

import java.util.OptionalDouble;

/**
 * What the user knows better than the table and the model.
 *
 * @param tdpWatts the power of one chip at full load, in place of the table's TDP
 * @param idleWatts the power of one chip when idle, in place of the model's share of the TDP
 */
public record EstimateSettings(OptionalDouble tdpWatts, OptionalDouble idleWatts) {
    /** Nothing given. */
    public static final EstimateSettings NONE = new EstimateSettings(OptionalDouble.empty(), OptionalDouble.empty());

    /**
     * Checks the figures.
     *
     * @throws IllegalArgumentException if one is not finite or not above 0, or if idle is not below full
     */
    public EstimateSettings {
        requireWatts("--tdp", tdpWatts);
        requireWatts("--idle-watts", idleWatts);
        if (tdpWatts.isPresent() && idleWatts.isPresent() && idleWatts.getAsDouble() >= tdpWatts.getAsDouble()) {
            throw new IllegalArgumentException("--idle-watts " + idleWatts.getAsDouble() + " must be below --tdp "
                    + tdpWatts.getAsDouble() + "; both are watts of one chip");
        }
    }

    private static void requireWatts(String option, OptionalDouble given) {
        if (given.isPresent()) {
            double watts = given.getAsDouble();
            if (!(watts > 0 && watts < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        option + " must be a finite number of watts above 0, such as 65, not " + watts);
            }
        }
    }
}
