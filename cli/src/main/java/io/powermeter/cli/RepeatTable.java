package io.powermeter.cli;

import io.powermeter.reports.comparison.Cost;
import io.powermeter.reports.comparison.RepeatedCost;
import io.powermeter.reports.comparison.RepeatedRuns;
import io.powermeter.reports.words.Figures;
import io.powermeter.statistics.Interval;
import io.powermeter.statistics.Repeats;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The short table at the end of repeated runs. */
final class RepeatTable {
    private static final int MOST_PHASES = 40;

    /** What stands in a column. */
    private enum Column {
        TIME("time", Cost::seconds, Figures::seconds),
        CPU("job's CPU time", Cost::cpuSeconds, Figures::seconds),
        ENERGY("energy", Cost::joules, Figures::joules),
        JOB("job's energy", Cost::jobJoules, Figures::joules),
        SAMPLE("energy by sample", Cost::joulesPerSample, Figures::joules);

        private final String head;
        private final ToDoubleFunction<Cost> figure;
        private final DoubleFunction<String> text;

        Column(String head, ToDoubleFunction<Cost> figure, DoubleFunction<String> text) {
            this.head = head;
            this.figure = figure;
            this.text = text;
        }

        /** Returns whether some runs know it and others do not. */
        boolean isPartial(RepeatedCost cost, int runs) {
            int known = cost.known(figure).size();
            return known > 0 && known < runs;
        }

        /** Returns the mean of the runs that know it, with its interval if they are two or more. */
        String cell(RepeatedCost cost, int runs) {
            List<Double> known = cost.known(figure);
            if (known.isEmpty()) {
                return Figures.UNKNOWN;
            }
            String some = isPartial(cost, runs) ? " (" + known.size() + ")" : "";
            if (known.size() == 1) {
                return text.apply(known.get(0)) + some;
            }
            Interval interval = new Repeats(known).interval();
            return text.apply(interval.mean()) + " ± " + text.apply(interval.half()) + some;
        }
    }

    private RepeatTable() {}

    /**
     * Prints it.
     *
     * @param wanted how many runs were asked for
     */
    static void print(PrintWriter err, String name, RepeatedRuns repeated, int wanted) {
        int runs = repeated.runs().size();
        err.println();
        err.println("powermeter: " + EndTable.shortened(EndTable.printable(name)) + ", "
                + (runs == wanted ? "" : runs + " of ") + wanted
                + " runs: mean ± 95 % interval (Student t), energy " + repeated.origin());
        List<RepeatedCost> phases = repeated.phases();
        List<RepeatedCost> shown = new ArrayList<>(List.of(repeated.whole()));
        shown.addAll(phases.subList(0, Math.min(MOST_PHASES, phases.size())));
        lines(shown, runs).forEach(line -> err.println("  " + line));
        if (shown.stream().anyMatch(cost -> Arrays.stream(Column.values()).anyMatch(c -> c.isPartial(cost, runs)))) {
            err.println("  (n): not known for all, so of n runs only");
        }
        if (phases.size() > MOST_PHASES) {
            err.println("  ... and " + (phases.size() - MOST_PHASES) + " more phases");
        }
        err.flush();
    }

    /** Lines the cells up, and leaves out columns of which nothing is known. */
    private static List<String> lines(List<RepeatedCost> costs, int runs) {
        List<String> lines = new ArrayList<>(
                padded(Stream.concat(Stream.of(""), costs.stream().map(RepeatTable::label))
                        .toList()));
        for (Column column : Column.values()) {
            List<String> cells =
                    costs.stream().map(cost -> column.cell(cost, runs)).toList();
            if (!cells.stream().allMatch(Figures.UNKNOWN::equals)) {
                List<String> all = padded(
                        Stream.concat(Stream.of(column.head), cells.stream()).toList());
                IntStream.range(0, all.size()).forEach(i -> lines.set(i, lines.get(i) + "  " + all.get(i)));
            }
        }
        return lines.stream().map(String::stripTrailing).toList();
    }

    private static String label(RepeatedCost cost) {
        return cost.name().isEmpty() ? "run" : "phase " + EndTable.shortened(EndTable.printable(cost.name()));
    }

    private static List<String> padded(List<String> cells) {
        int width = cells.stream().mapToInt(String::length).max().orElse(0);
        return cells.stream()
                .map(cell -> cell + " ".repeat(width - cell.length()))
                .toList();
    }
}
