package io.powermeter.grid;

/** A source of grid intensity told nothing; the message says which, why and what to do, in one line. */
public final class GridException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean silent;

    private GridException(String message, boolean silent) {
        super(message);
        this.silent = silent;
    }

    /** Returns that a source answers, but with nothing that is of use for the time asked for. */
    public static GridException untold(String message) {
        return new GridException(message, false);
    }

    /** Returns that a source cannot be reached, refuses, or is late: it would tell nothing of another time either. */
    public static GridException silent(String message) {
        return new GridException(message, true);
    }

    /** Returns whether the source would tell nothing of another time either, so that asking on is of no use. */
    public boolean isSilent() {
        return silent;
    }
}
