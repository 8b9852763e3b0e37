package io.powermeter.workloads.data;

/** The training data cannot be used; the message says in one line what is wrong, where, and the remedy. */
public final class UnusableDataException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableDataException(String message) {
        super(message);
    }

    UnusableDataException(String message, Throwable cause) {
        super(message, cause);
    }
}
