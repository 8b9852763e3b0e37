package io.powermeter.workloads;

import java.util.Locale;

/** How the learning rate goes on from epoch to epoch. */
public enum Schedule {
    /** The same in all epochs. */
    CONSTANT,

    /** Half a cosine down: {@code rate * (1 + cos(pi * e / epochs)) / 2}, e from 0; after Loshchilov and Hutter 2017. */
    COSINE;

    /**
     * The learning rate of an epoch.
     *
     * @param epoch from 1
     */
    double rate(double first, int epoch, int epochs) {
        return switch (this) {
            case CONSTANT -> first;
            case COSINE -> first * (1 + StrictMath.cos(Math.PI * (epoch - 1) / epochs)) / 2;
        };
    }

    /** The name in lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
