package io.powermeter.cli;

import io.powermeter.watch.Snapshot;

/** Shows what is watched. */
interface WatchView extends AutoCloseable {
    /** Shows an interval. */
    void show(Snapshot snapshot);

    /** Returns whether nobody can read it any more. */
    boolean isBroken();

    /** Takes note of what happened to the terminal, which is of no matter elsewhere. */
    default void on(WatchEvents.Event event) {}

    /** Leaves everything as it was found. */
    @Override
    default void close() {}
}
