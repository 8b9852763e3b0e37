package io.powermeter.workloads;

import io.powermeter.workloads.data.DataSource;
import io.powermeter.workloads.data.ImageShape;
import io.powermeter.workloads.nn.Architecture;

/** Checks a setting. */
final class Allowed {

    private static final int MOST_INFERENCES = 100_000_000;

    private Allowed() {}

    /** Throws an {@link IllegalArgumentException} that names the setting, its value and what is allowed, unless it is. */
    static void require(boolean allowed, String what, Object value, String range) {
        if (!allowed) {
            throw new IllegalArgumentException(what + " is " + value + ", allowed is " + range + ".");
        }
    }

    /** Throws an {@link IllegalArgumentException} unless that share of zeros leaves something. */
    static void requireSparsity(double sparsity) {
        require(sparsity >= 0 && sparsity < 1, "sparsity", sparsity, "0 or more, below 1");
    }

    /** Throws an {@link IllegalArgumentException} unless so many images can be classified in a phase. */
    static void requireInferences(int inferences) {
        require(inferences >= 1 && inferences <= MOST_INFERENCES, "inferences", inferences, "1 to " + MOST_INFERENCES);
    }

    /** Throws an {@link IllegalArgumentException} unless the network is for images of the data's shape. */
    static void requireImages(Architecture architecture, DataSource data) {
        ImageShape shape = data.format().shape();
        require(architecture.image().equals(shape), "image", architecture.image(), shape.toString());
    }
}
