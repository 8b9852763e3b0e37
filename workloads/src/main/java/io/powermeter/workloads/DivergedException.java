package io.powermeter.workloads;

/** Training has run away: the loss is no number any more; the message says where, and the remedy. */
public final class DivergedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DivergedException(String message) {
        super(message);
    }
}
