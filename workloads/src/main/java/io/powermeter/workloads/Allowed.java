package io.powermeter.workloads;

import io.powermeter.workloads.data.DataSource;
import io.powermeter.workloads.data.ImageShape;
import io.powermeter.workloads.nn.Architecture;

/** Checks a setting. */
final class Allowed {

    private Allowed() {}

    /** Throws an {@link IllegalArgumentException} that names the setting, its value and what is allowed, unless it is. */
    static void require(boolean allowed, String what, Object value, String range) {
        if (!allowed) {
            throw new IllegalArgumentException(what + " is " + value + ", allowed is " + range + ".");
        }
    }

    /** Throws an {@link IllegalArgumentException} unless the network is for images of the data's shape. */
    static void requireImages(Architecture architecture, DataSource data) {
        ImageShape shape = data.format().shape();
        require(architecture.image().equals(shape), "image", architecture.image(), shape.toString());
    }
}
