package io.powermeter.workloads.mcmc;

/** What is known of a parameter before any image is seen: the same of each, and of each alone. */
@FunctionalInterface
public interface Prior {

    /** Nothing is known. */
    Prior NONE = (from, to) -> 0;

    /** Parameters are drawn from a law. */
    static Prior of(Law law, double scale) {
        return (from, to) -> law.logRatio(from, to, scale);
    }

    /** Logarithm of the density at {@code to} over the density at {@code from}. */
    double logRatio(float from, float to);
}
