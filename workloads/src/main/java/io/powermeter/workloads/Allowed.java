package io.powermeter.workloads;

/** Checks a setting. */
final class Allowed {

    private Allowed() {}

    /** Throws an {@link IllegalArgumentException} that names the setting, its value and what is allowed, unless it is. */
    static void require(boolean allowed, String what, Object value, String range) {
        if (!allowed) {
            throw new IllegalArgumentException(what + " is " + value + ", allowed is " + range + ".");
        }
    }
}
