/**
 * The meter measures itself: how evenly it reads, what a reading costs, what it costs a job, and which differences it can
 * resolve on the machine at hand.
 *
 * <p>The entry is {@link io.powermeter.cli.selftest.SelfTest}. It runs the same loops, samplers and runs as a measurement does,
 * knows no particular sensor, and prints nothing.
 */
@NullMarked
package io.powermeter.cli.selftest;

import org.jspecify.annotations.NullMarked;
