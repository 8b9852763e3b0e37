/**
 * The intensity of a grid as somebody tells it: now, and of hours gone by.
 *
 * <p>The entries are {@link io.powermeter.grid.GridSource}, which asks, {@link io.powermeter.grid.GridFollower}, which asks
 * while a run goes on, and {@link io.powermeter.grid.Places}, which knows states and cloud regions. Nothing here asks
 * anybody who was not named, and nobody is asked where this machine is.
 */
@NullMarked
package io.powermeter.grid;

import org.jspecify.annotations.NullMarked;
