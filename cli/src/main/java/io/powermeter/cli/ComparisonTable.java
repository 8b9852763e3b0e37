package io.powermeter.cli;

import io.powermeter.reports.ComparisonText;
import io.powermeter.reports.PublishedTable;
import io.powermeter.reports.comparison.Comparison;
import io.powermeter.reports.comparison.Effect;
import io.powermeter.reports.comparison.Figure;
import io.powermeter.reports.comparison.Group;
import io.powermeter.reports.comparison.Result;
import io.powermeter.reports.comparison.RunFigures;
import io.powermeter.reports.comparison.Study;
import io.powermeter.reports.words.Figures;
import io.powermeter.reports.words.Words;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A comparison on the terminal: groups, verdicts, phases, and what to know of them. */
final class ComparisonTable {
    private static final int MOST_LINES = 40;
    private static final int MOST_PHASES = 40;
    private static final int MOST_VERDICTS = 200;
    private static final int WIDTH = 118; // and two spaces before

    private static final int LONGEST_LABEL = 48;
    private static final int LONGEST_REPEATED = 24;

    private final Comparison comparison;
    private final List<Group> groups;
    private final List<String> remarks = new ArrayList<>();
    private final PrintWriter to;
    private boolean partial;

    private ComparisonTable(Comparison comparison, PrintWriter to) {
        this.comparison = comparison;
        this.groups = comparison.groups();
        this.to = to;
    }

    /**
     * Prints it.
     *
     * @param wanted how many runs there should have been
     * @param written its reports
     */
    static void print(PrintWriter to, Comparison comparison, int wanted, List<Path> written) {
        new ComparisonTable(comparison, to).print(wanted, written);
    }

    private void print(int wanted, List<Path> written) {
        Study study = comparison.study();
        to.println();
        if (study != null) {
            to.println("powermeter: " + EndTable.printable(study.title()));
        }
        to.println("powermeter: " + title(wanted) + ": mean ± 95 % interval (Student t), energy " + origin());
        if (study != null && !study.per().isEmpty()) {
            line("every figure is of one " + study.per());
        }
        wholeRuns();
        verdicts();
        phases();
        if (partial) {
            line("(n): not known for all, so of n runs only");
        }
        for (int i = 0; i < remarks.size(); i++) {
            line("[" + (i + 1) + "] " + remarks.get(i));
        }
        notes();
        others();
        written.forEach(file -> EndTable.line(to, "report", file.toString()));
        to.flush();
    }

    private void others() {
        for (PublishedTable.Row row : PublishedTable.of(comparison).rows()) {
            to.println();
            line("others  " + row.what() + ": " + row.theirs() + " (" + row.source() + ")");
            line("here    " + row.ours() + (row.verdict().isEmpty() ? "" : ", " + row.verdict()));
            if (!row.look().isEmpty()) {
                line("        " + row.look());
            }
        }
    }

    private void line(String text) {
        to.println(("  " + EndTable.printable(text)).stripTrailing());
    }

    private String title(int wanted) {
        long compared = groups.stream()
                .flatMap(group -> group.runs().stream())
                .map(RunFigures::folder) // a study may have several groups of a run
                .distinct()
                .count();
        return (groups.size() == 1 ? label(groups.get(0)) : plural(groups.size(), "group")) + ", "
                + (compared == wanted ? "" : compared + " of ") + plural(wanted, "run");
    }

    static String plural(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private String origin() {
        return groups.stream()
                .map(group -> group.origin().name())
                .distinct()
                .sorted()
                .collect(Collectors.joining(" and "));
    }

    private static String label(Group group) {
        return Words.cutMiddle(EndTable.printable(group.label()), LONGEST_LABEL);
    }

    // ---- the groups ----

    private void wholeRuns() {
        TextTable table = new TextTable()
                .labels("", groups.stream().map(ComparisonTable::label).toList())
                .labels(
                        "n",
                        groups.stream()
                                .map(group -> String.valueOf(group.runs().size()))
                                .toList());
        for (Figure figure : comparison.figures()) {
            table.column(
                    head(figure),
                    groups.stream().map(group -> cell(group, figure)).toList());
        }
        table.lines(WIDTH).forEach(this::line);
    }

    private static String head(Figure figure) {
        return EndTable.printable(ComparisonText.name(figure));
    }

    private String cell(Group group, Figure figure) {
        Result result = comparison.result(group, figure);
        int known = result.values().size();
        if (known == 0) {
            return Figures.UNKNOWN;
        }
        boolean some = known < group.runs().size();
        partial |= some;
        return ComparisonText.mean(figure, result) + (some ? " (" + known + ")" : "");
    }

    // ---- the verdicts ----

    private void verdicts() {
        List<Figure> figures = Stream.of(
                        Figure.ENERGY, Figure.NET, Figure.JOB, Figure.TIME, Figure.SAMPLE, comparison.quality())
                .filter(comparison.figures()::contains)
                .toList();
        List<Verdict> verdicts = new ArrayList<>();
        for (Figure figure : figures) {
            for (Group group : groups) {
                Effect effect = comparison.result(group, figure).effect();
                if (effect != null) {
                    verdicts.add(new Verdict(figure, group, effect));
                }
            }
        }
        if (verdicts.isEmpty()) {
            return;
        }
        to.println();
        String label = label(comparison.baseline());
        String base = label.length() <= LONGEST_REPEATED ? label : "it";
        line("beside " + label + ":");
        TextTable table = new TextTable()
                .labels("", each(verdicts, verdict -> head(verdict.figure)))
                .labels("", each(verdicts, verdict -> label(verdict.group)))
                .column("", each(verdicts, verdict -> ComparisonText.size(verdict.figure, verdict.effect, base)))
                .column("", each(verdicts, this::words));
        List<String> lines = table.lines(Integer.MAX_VALUE);
        lines.subList(1, Math.min(lines.size(), MOST_VERDICTS + 1)).forEach(text -> line("  " + text)); // without heads
        if (verdicts.size() > MOST_VERDICTS) {
            line("  ... and " + (verdicts.size() - MOST_VERDICTS) + " more");
        }
    }

    private record Verdict(Figure figure, Group group, Effect effect) {}

    private static <T> List<String> each(List<T> rows, Function<T, String> text) {
        return rows.stream().map(text).toList();
    }

    private String words(Verdict verdict) {
        return ComparisonText.verdict(verdict.figure, verdict.effect, repeats(verdict.figure, verdict.group))
                + remark(verdict.effect);
    }

    private int repeats(Figure figure, Group group) {
        return Math.min(
                comparison.result(group, figure).values().size(),
                comparison.result(comparison.baseline(), figure).values().size());
    }

    /** Returns the number of the effect's remark: many have the same. */
    private String remark(Effect effect) {
        if (effect.remark().isEmpty()) {
            return "";
        }
        if (!remarks.contains(effect.remark())) {
            remarks.add(effect.remark());
        }
        return " [" + (remarks.indexOf(effect.remark()) + 1) + "]";
    }

    // ---- the phases ----

    private record PhaseRow(String phase, Group group) {}

    private void phases() {
        long least = comparison.study() == null ? groups.size() : 2; // a study chooses its phases, others have many
        List<String> shared = comparison.phases().stream()
                .filter(phase ->
                        groups.stream().filter(group -> has(group, phase)).count() >= least)
                .toList();
        List<PhaseRow> rows = shared.stream()
                .limit(MOST_PHASES)
                .flatMap(phase ->
                        groups.stream().filter(group -> has(group, phase)).map(group -> new PhaseRow(phase, group)))
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        to.println();
        phaseTable(rows).lines(WIDTH).forEach(this::line);
        if (shared.size() > MOST_PHASES) {
            line("... and " + (shared.size() - MOST_PHASES) + " more phases");
        }
    }

    private static boolean has(Group group, String phase) {
        return group.runs().stream().anyMatch(run -> run.phases().containsKey(phase));
    }

    private TextTable phaseTable(List<PhaseRow> rows) {
        boolean several = groups.size() > 1;
        TextTable table =
                new TextTable().labels("phase", each(rows, row -> EndTable.shortened(EndTable.printable(row.phase))));
        if (several) {
            table.labels("", each(rows, row -> label(row.group)));
        }
        List<Figure> heads = Figure.ofPhase("");
        int last = several ? heads.size() - 1 : heads.size(); // of several groups without the CPU time
        for (int i = 0; i < last; i++) {
            int place = i;
            List<String> cells =
                    each(rows, row -> cell(row.group, Figure.ofPhase(row.phase).get(place)));
            if (!cells.stream().allMatch(Figures.UNKNOWN::equals)) {
                String head = heads.get(i).label();
                table.column(head.substring(0, 1).toLowerCase(Locale.ROOT) + head.substring(1), cells);
            }
            if (i == 0 && several) {
                table.column(
                        "of " + label(comparison.baseline()),
                        each(
                                rows,
                                row -> beside(
                                        row.group, Figure.ofPhase(row.phase).get(place))));
            }
        }
        return table;
    }

    /** Returns the ratio of the energies in a phase and whether it is resolved, empty of the baseline itself. */
    private String beside(Group group, Figure energy) {
        Effect effect = comparison.result(group, energy).effect();
        return effect == null
                ? ""
                : ComparisonText.ratio(effect) + ", " + effect.verdict().words();
    }

    // ---- what to know ----

    private void notes() {
        for (Group group : groups) {
            group.marks().forEach(mark -> EndTable.line(to, "forced", label(group) + ": " + mark));
        }
        lines("outlier", ComparisonText.outliers(comparison), outlier -> outlier);
        ComparisonText.carbonTerms(comparison).ifPresent(terms -> EndTable.line(to, "note", terms));
        if (groups.size() > 1 && !comparison.front().isEmpty()) {
            EndTable.line(
                    to,
                    "front",
                    comparison.front().stream().map(ComparisonTable::label).collect(Collectors.joining(", "))
                            + ": no other group is better in energy and in "
                            + comparison.quality().label() + ", judged by the means");
        }
        lines("refused", comparison.refused(), refusal -> refusal.folder() + ": " + refusal.reason());
    }

    private <T> void lines(String label, List<T> all, Function<T, String> text) {
        all.stream().limit(MOST_LINES).forEach(one -> EndTable.line(to, label, text.apply(one)));
        if (all.size() > MOST_LINES) {
            EndTable.line(to, label, "... and " + (all.size() - MOST_LINES) + " more");
        }
    }
}
