package io.powermeter.workloads.mcmc;

import java.util.List;
import java.util.Random;

/** Where a parameter may go next; as likely to come back from there, so that it drops out of the acceptance rule. */
@FunctionalInterface
public interface Proposal {

    /**
     * A step drawn from a law.
     *
     * @param scales one per layer
     */
    static Proposal step(Law law, List<Double> scales) {
        return (layer, value, random) -> (float) (value + law.draw(scales.get(layer), random));
    }

    /** The other sign, with a probability. */
    static Proposal flip(double probability) {
        return (layer, value, random) -> random.nextDouble() < probability ? -value : value;
    }

    /** The proposed value of a parameter of a layer. */
    float next(int layer, float value, Random random);
}
