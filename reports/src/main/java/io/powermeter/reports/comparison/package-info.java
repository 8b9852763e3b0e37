/**
 * Many runs beside each other: groups of repeats, their means and intervals, and verdicts on their differences.
 *
 * <p>The entry is {@link io.powermeter.reports.comparison.Comparison}. Of each run only its few figures are kept
 * ({@link io.powermeter.reports.comparison.RunFigures}), so that hundreds fit into memory. Nothing here renders or prints.
 */
@NullMarked
package io.powermeter.reports.comparison;

import org.jspecify.annotations.NullMarked;
