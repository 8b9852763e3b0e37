package io.powermeter.reports.comparison;

import io.powermeter.measurement.Origin;
import java.util.List;

/**
 * Repeats of one thing.
 *
 * @param label what tells it from the others
 * @param runs in the order in which they were made, at least one
 * @param marks what does not fit together in it and was compared all the same, because that was forced; empty if all fits
 */
public record Group(String label, List<RunFigures> runs, List<String> marks) {
    public Group {
        runs = List.copyOf(runs);
        marks = List.copyOf(marks);
    }

    /** Returns MEASURED only if no part of the energy of any run is estimated. */
    public Origin origin() {
        return runs.stream().allMatch(run -> run.origin() == Origin.MEASURED) ? Origin.MEASURED : Origin.ESTIMATED;
    }

    /** Returns the lowest coverage of its runs. */
    public double coverage() {
        return runs.stream().mapToDouble(RunFigures::coverage).min().orElse(0);
    }

    /** Returns the runs that know a figure, in their order: those whose values a {@link Result} has. */
    public List<RunFigures> knowing(Figure figure) {
        return runs.stream().filter(run -> Double.isFinite(figure.of(run))).toList();
    }

    /** Returns one figure of each run that knows it. */
    List<Double> known(Figure figure) {
        return knowing(figure).stream().map(figure::of).toList();
    }
}
