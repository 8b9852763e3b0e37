package io.powermeter.grid;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/**
 * With what sources are asked.
 *
 * @param token for sources that want one
 * @param cache folder in which answers are kept; made when there is one to keep
 * @param clock the wall clock, since grids are told by it
 * @param connectLimit time for a connection
 * @param limit time for an answer as a whole, from the look-up of the name to its last byte
 */
public record GridAccess(Token token, Path cache, InstantSource clock, Duration connectLimit, Duration limit) {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration WHOLE = Duration.ofSeconds(10);

    /** Returns access with the usual limits, 3 s and 10 s. */
    public GridAccess(Token token, Path cache, InstantSource clock) {
        this(token, cache, clock, CONNECT, WHOLE);
    }
}
