package io.powermeter.workloads;

import java.util.Locale;

/** Which weights of a network that has not been trained are kept. */
public enum Criterion {
    /**
     * Those to which the loss of one batch is most sensitive, |gradient * weight|: Lee, Ajanthan and Torr 2019 (SNIP).
     */
    SNIP,

    /**
     * The same in twenty steps, each with another batch and the gradient of the network as pruned so far, so that weights can
     * come back; the number kept shrinks exponentially. De Jorge et al. 2021 (FORCE).
     */
    FORCE,

    /** Any, as a control; divided by the square root of their share, so that the signal keeps its variance. */
    RANDOM;

    /** The name in lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
