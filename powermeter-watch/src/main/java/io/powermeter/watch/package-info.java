/**
 * The meter without a job and without a recording: what a machine draws now, by component and by process.
 *
 * <p>The entry is {@link io.powermeter.watch.Watch}. It reads with the loops of a run, and knows no particular sensor.
 */
@NullMarked
package io.powermeter.watch;

import org.jspecify.annotations.NullMarked;
