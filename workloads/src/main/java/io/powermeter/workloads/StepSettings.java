package io.powermeter.workloads;

import io.powermeter.workloads.mcmc.Law;
import io.powermeter.workloads.mcmc.Prior;
import java.util.List;
import java.util.Locale;

/**
 * How weights move.
 *
 * @param proposal the law of a step
 * @param proposalScale its scale, for each layer or one for all, above 0
 * @param priorScale the scale of the prior, above 0
 */
public record StepSettings(Law proposal, List<Double> proposalScale, PriorLaw prior, double priorScale) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range; the message names it and the range
     */
    public StepSettings {
        proposalScale = List.copyOf(proposalScale);
        Allowed.require(
                proposalScale.stream().allMatch(StepSettings::isScale),
                "proposal-scale",
                proposalScale,
                "numbers above 0");
        Allowed.require(isScale(priorScale), "prior-scale", priorScale, "any number above 0");
    }

    private static boolean isScale(double scale) {
        return scale > 0 && Double.isFinite(scale);
    }

    /** The law of the prior. */
    public enum PriorLaw {
        /** {@link Law#STUDENT}. */
        STUDENT,
        /** {@link Law#GAUSSIAN}. */
        GAUSSIAN,
        /** All values are as likely. */
        NONE;

        Prior of(double scale) {
            return this == NONE ? Prior.NONE : Prior.of(Law.valueOf(name()), scale);
        }

        /** The name in lower case. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
