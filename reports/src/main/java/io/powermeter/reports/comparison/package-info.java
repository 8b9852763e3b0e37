/**
 * What many runs cost beside each other.
 *
 * <p>The entry is {@link io.powermeter.reports.comparison.RepeatedRuns}. Of each run only its few figures are kept, so that
 * hundreds fit into memory. Nothing here prints.
 */
@NullMarked
package io.powermeter.reports.comparison;

import org.jspecify.annotations.NullMarked;
