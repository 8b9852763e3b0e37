package io.powermeter.host;

import java.io.IOException;

/** Something of the machine could not be read: says what, why, and what to do about it. */
public final class UnreadableException extends IOException {
    private static final long serialVersionUID = 1;

    /** Why a read failed, as far as the remedy depends on it. */
    public enum Reason {
        /** Nothing is there. */
        MISSING,
        /** It is there, but not for this user. */
        DENIED,
        /** It is there and open, but what it says is no value: empty, no data, not a number. */
        NO_VALUE
    }

    private final Reason reason;

    /** Tells {@code "Cannot read <what>: <why>. <remedy>"}; the remedy is a sentence, or empty. */
    public UnreadableException(String what, Reason reason, String why, String remedy) {
        super("Cannot read " + what + ": " + why + "." + (remedy.isEmpty() ? "" : " " + remedy));
        this.reason = reason;
    }

    /** Returns why, for those who must act on it. */
    public Reason reason() {
        return reason;
    }
}
