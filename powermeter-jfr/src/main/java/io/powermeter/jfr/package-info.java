/**
 * A run of the meter as events of the JDK's Flight Recorder. The entry is {@link io.powermeter.jfr.JfrEvents}, a listener for a
 * meter.
 *
 * <p>This package derives no more than the joules and watts between two readings; totals, and how sure they are, are the
 * summary's business.
 */
@NullMarked
package io.powermeter.jfr;

import org.jspecify.annotations.NullMarked;
