package io.powermeter.meter;

/** A stretch of a run that is going on; it ends when it is closed. */
public interface Phase extends AutoCloseable {
    /** Ends the phase. A second call does nothing. */
    @Override
    void close();
}
