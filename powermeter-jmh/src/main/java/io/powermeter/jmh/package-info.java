/**
 * Joules of an operation, by a profiler of JMH. The entry is {@link io.powermeter.jmh.PowerMeterProfiler}.
 *
 * <p>This package makes a run of the meter of each measured iteration and asks its summary; means, intervals and their printing
 * are JMH's.
 */
@NullMarked
package io.powermeter.jmh;

import org.jspecify.annotations.NullMarked;
