package io.powermeter.aipowermeter;

import java.io.IOException;

/** A folder cannot be exported or imported: says what, where, and the remedy. */
public final class ExchangeException extends IOException {
    private static final long serialVersionUID = 1;

    /** Tells {@code message}, a line for the user. */
    public ExchangeException(String message) {
        super(message);
    }

    /** Tells {@code message}, a line for the user, because of {@code cause}. */
    public ExchangeException(String message, Throwable cause) {
        super(message, cause);
    }
}
