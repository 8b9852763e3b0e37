package io.powermeter.summary;

/** A run does not tell how the wall follows from the sensors: says why, and what to do. */
public final class CalibrationException extends Exception {
    private static final long serialVersionUID = 1;

    CalibrationException(String message) {
        super(message);
    }
}
