package io.powermeter.reports.comparison;

import io.powermeter.reports.statistics.Interval;
import java.util.OptionalInt;

/**
 * A group beside the baseline, in one figure.
 *
 * @param ratio whether the size is a ratio to the baseline; else it is the difference from it, in the figure's unit
 * @param size with its 95 % interval, whose ends are NaN if one of the two has one run only
 * @param welch two-sided p of Welch's test, of the logarithms if the size is a ratio; NaN without an interval
 * @param rank two-sided p of the rank test of Mann and Whitney; NaN without an interval
 * @param adjusted the p that decides, after Holm's correction for all groups beside the baseline; NaN without an interval
 * @param verdict below 0.05 the two differ
 * @param needed repeats of each that would show a difference of this size in four of five cases; empty if it is resolved, cannot
 *     be told since nothing scatters, or would take more than a thousand
 * @param resolvable the smallest difference that as many repeats as now show in four of five cases: of a ratio how far it is above 1,
 *     so that 0.05 is 5 %, else in the figure's unit; NaN without an interval
 * @param remark what a reader must know of the verdict, empty if nothing
 */
public record Effect(
        boolean ratio,
        Interval size,
        double welch,
        double rank,
        double adjusted,
        Verdict verdict,
        OptionalInt needed,
        double resolvable,
        String remark) {}
