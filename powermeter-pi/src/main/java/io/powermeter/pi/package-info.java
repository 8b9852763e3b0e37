/**
 * Raspberry Pi boards: the rails of a Pi 5 as its power controller measures them, and published models that make power of
 * CPU use for the boards before it, which measure nothing.
 *
 * <p>The entry is {@link io.powermeter.pi.PiProvider}. This package says of every figure whose it is; it never guesses the
 * power of a board that nobody published, and leaves that to the estimate from the processor's load.
 */
@NullMarked
package io.powermeter.pi;

import org.jspecify.annotations.NullMarked;
