package io.powermeter.nvsmi;

import io.powermeter.measurement.Quantity;

/** How much a card can be believed to tell, whoever is asked: broken drivers tell all bits set, which are 4,294,967 W. */
final class Believable {
    private Believable() {}

    /** Returns the highest value of a quantity of one card or module, in its unit. */
    static double most(Quantity quantity) {
        return switch (quantity) {
            case POWER -> 10_000; // the largest on sale has 2,900 W, and a sensor may overshoot
            case UTILIZATION -> 1;
            case TEMPERATURE -> 200;
            default -> Double.MAX_VALUE;
        };
    }
}
