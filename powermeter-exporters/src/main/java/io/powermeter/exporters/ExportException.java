package io.powermeter.exporters;

/** Figures cannot be told where they were asked for; the message says why, and what to do. */
public final class ExportException extends Exception {
    private static final long serialVersionUID = 1;

    ExportException(String message) {
        super(message);
    }
}
