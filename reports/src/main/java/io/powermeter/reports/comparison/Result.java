package io.powermeter.reports.comparison;

import io.powermeter.reports.statistics.Interval;
import io.powermeter.reports.statistics.Repeats;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One figure of one group.
 *
 * @param values of the runs that know it, in their order
 * @param mean of them, NaN if there is none
 * @param median of them, NaN if there is none
 * @param interval of the mean, 95 % by Student's t; null with fewer than two values
 * @param outliers places among the values, from 0 on, of those far from the others; they count all the same
 * @param effect beside the baseline; null of the baseline itself, and where one of the two does not know the figure
 */
public record Result(
        List<Double> values,
        double mean,
        double median,
        @Nullable Interval interval,
        List<Integer> outliers,
        @Nullable Effect effect) {
    public Result {
        values = List.copyOf(values);
        outliers = List.copyOf(outliers);
    }

    /** Returns that of a group alone. */
    static Result alone(List<Double> values) {
        if (values.isEmpty()) {
            return new Result(values, Double.NaN, Double.NaN, null, List.of(), null);
        }
        if (values.size() == 1) {
            return new Result(values, values.get(0), values.get(0), null, List.of(), null);
        }
        Repeats repeats = new Repeats(values);
        return new Result(values, repeats.mean(), repeats.median(), repeats.interval(), repeats.outliers(), null);
    }

    Result beside(@Nullable Effect baseline) {
        return new Result(values, mean, median, interval, outliers, baseline);
    }
}
