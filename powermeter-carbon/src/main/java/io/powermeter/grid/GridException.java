package io.powermeter.grid;

/** A source of grid intensity told nothing; the message says which, why and what to do, in one line. */
public final class GridException extends Exception {
    private static final long serialVersionUID = 1;

    GridException(String message) {
        super(message);
    }
}
