package io.powermeter.recording;

import java.io.IOException;

/** A run folder cannot be made, written or read: says what, where, and the remedy. */
public final class RecordingException extends IOException {
    private static final long serialVersionUID = 1;

    /** Tells {@code message}, a line for the user. */
    public RecordingException(String message) {
        super(message);
    }

    /** Tells {@code message}, a line for the user, because of {@code cause}. */
    public RecordingException(String message, Throwable cause) {
        super(message, cause);
    }
}
