package io.powermeter.reports;

import java.io.IOException;

/** A report cannot be made or written: says what, where, and the remedy. */
public final class ReportException extends IOException {
    private static final long serialVersionUID = 1;

    /** Tells {@code message}, a line for the user, because of {@code cause}. */
    public ReportException(String message, Throwable cause) {
        super(message, cause);
    }
}
