package io.powermeter.estimate;

/**
 * CPU power as a straight line of utilisation: {@code watts = idle + (full - idle) x utilisation}.
 *
 * <p>The line from 12 % of the TDP to the TDP has no fitted parameter, and on four machines recorded by the codecarbon
 * project no form fitted to three of them foretold the fourth better. It is also the only form whose energy depends on
 * the busy time alone, and so not on how often it is read. The recordings, the other forms and their errors are in
 * docs/estimate.md; a test computes them again.
 *
 * @param idleWatts the power at utilisation 0, above 0
 * @param fullWatts the power at utilisation 1, above {@code idleWatts}
 */
public record LoadModel(double idleWatts, double fullWatts) {
    /** Power of an idle package over its TDP: B. Davy, "Estimating AWS EC2 Instances Power Consumption", Teads 2021 (RAPL). */
    public static final double IDLE_SHARE = 0.12;

    /**
     * Lower end of the band, as a factor on the estimate. From half to twice the estimate lie 54 of the 60 recorded points
     * (90 %) of the four machines, at a TDP that is known; with an assumed TDP the band may be missed by more.
     */
    public static final double LOWER_FACTOR = 0.5;

    /** Upper end of the band, as a factor on the estimate; see {@link #LOWER_FACTOR}. */
    public static final double UPPER_FACTOR = 2;

    public LoadModel {
        if (!(idleWatts > 0 && idleWatts < fullWatts && fullWatts < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("idle power must be above 0 W and below the " + fullWatts
                    + " W at full load, not " + idleWatts + " W; give another --idle-watts or --tdp");
        }
    }

    /** Returns the line from {@link #IDLE_SHARE} of the TDP to the TDP. */
    public static LoadModel ofTdp(double tdpWatts) {
        return new LoadModel(IDLE_SHARE * tdpWatts, tdpWatts);
    }

    /** Returns the power in watts at a utilisation, which counts as 0 below 0 and as 1 above 1. */
    public double watts(double utilization) {
        return idleWatts + (fullWatts - idleWatts) * Math.max(0, Math.min(1, utilization));
    }

    /**
     * Returns the energy in joules of a stretch of time: the line, integrated.
     *
     * @param seconds its length
     * @param busySeconds utilisation x seconds, integrated over it
     */
    public double joules(double seconds, double busySeconds) {
        return idleWatts * seconds + (fullWatts - idleWatts) * busySeconds;
    }

    /** Returns this line for a part of the machine: both ends times {@code share}. */
    public LoadModel scaled(double share) {
        return new LoadModel(idleWatts * share, fullWatts * share);
    }
}
