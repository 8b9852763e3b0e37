/**
 * What can be said of several repeats of one thing: mean, interval, difference, ratio.
 *
 * <p>The entry is {@link io.powermeter.reports.statistics.Repeats}. It knows nothing of energy, runs and recordings.
 */
@NullMarked
package io.powermeter.reports.statistics;

import org.jspecify.annotations.NullMarked;
