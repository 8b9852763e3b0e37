/**
 * The meter at work: it samples on its own threads, takes wrap-around out of counters and records.
 *
 * <p>The entry is {@link io.powermeter.meter.PowerMeter}, the Java API. This package knows no particular sensor and derives
 * nothing: that is the summary's business, from the recording.
 */
@NullMarked
package io.powermeter.meter;

import org.jspecify.annotations.NullMarked;
