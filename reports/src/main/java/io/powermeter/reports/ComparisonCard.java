package io.powermeter.reports;

import io.powermeter.reports.comparison.Comparison;
import io.powermeter.reports.comparison.Effect;
import io.powermeter.reports.comparison.Figure;
import io.powermeter.reports.comparison.Group;
import io.powermeter.reports.comparison.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IntSummaryStatistics;
import java.util.List;

/** Writes {@code model-card.md} of a comparison: a paragraph for people who look at a model and ask what the others cost. */
final class ComparisonCard {
    /** More would be no paragraph. */
    private static final int MOST_GROUPS = 6;

    private final Comparison comparison;
    private final ComparisonPage page;

    ComparisonCard(Comparison comparison) {
        this.comparison = comparison;
        this.page = new ComparisonPage(comparison);
    }

    static void write(Comparison comparison, OutputStream out) throws IOException {
        String text = "## Energy compared\n\n" + new ComparisonCard(comparison).paragraph() + "\n";
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a paragraph of Markdown, in one line. */
    String paragraph() {
        List<Group> others = comparison.groups().stream()
                .filter(group -> !group.equals(comparison.baseline()))
                .sorted(Comparator.comparingDouble(
                        group -> comparison.result(group, Figure.ENERGY).mean()))
                .toList();
        List<String> sentences = new ArrayList<>(List.of(baseline()));
        others.stream().limit(MOST_GROUPS).map(this::beside).forEach(sentences::add);
        if (others.size() > MOST_GROUPS) {
            sentences.add((others.size() - MOST_GROUPS) + " more are left out here.");
        }
        sentences.add("The energy was " + Markdown.text(Provenance.energy(comparison)) + ", and is known for "
                + Page.coverage(page.coverage()) + " of the time" + (page.coverage() < 1 ? " or more." : "."));
        if (page.forced()) {
            sentences.add("Runs were compared by force, also such as do not fit together.");
        }
        int refused = comparison.refused().size();
        if (refused > 0) {
            sentences.add(Page.plural(refused, "further run") + " could not be compared.");
        }
        sentences.add(
                others.isEmpty()
                        ? "Numbers are means ± half of their 95 % interval."
                        : "Intervals hold 95 %; p is that of Welch's test, corrected for several groups (Holm);"
                                + " what is not resolved need not be equal.");
        return String.join(" ", sentences);
    }

    private String baseline() {
        Group group = comparison.baseline();
        int groups = comparison.groups().size();
        String on = times() + " on " + Markdown.text(page.machine());
        String who = groups == 1
                ? name(group) + ", " + on + ","
                : "Of " + groups + " methods, each " + on + ", the baseline " + name(group);
        String time = mean(group, Figure.TIME);
        boolean energy = !comparison.result(group, Figure.ENERGY).values().isEmpty();
        boolean quality =
                !comparison.result(group, comparison.quality()).values().isEmpty();
        return who
                + (energy
                        ? " used " + mean(group, Figure.ENERGY) + " in " + time
                        : " took " + time + " and energy that is not known")
                + (quality
                        ? ", and its " + Markdown.text(page.quality()) + " was " + mean(group, comparison.quality())
                        : "")
                + ".";
    }

    private String mean(Group group, Figure figure) {
        return ComparisonText.mean(figure, comparison.result(group, figure));
    }

    private String times() {
        IntSummaryStatistics runs = comparison.groups().stream()
                .mapToInt(group -> group.runs().size())
                .summaryStatistics();
        int most = runs.getMax();
        String times = most == 1 ? "once" : most + " times";
        return "run " + (runs.getMin() < most ? runs.getMin() + " to " : "") + times;
    }

    private String beside(Group group) {
        Effect energy = comparison.result(group, Figure.ENERGY).effect();
        Effect quality = comparison.result(group, comparison.quality()).effect();
        String used = energy == null
                ? "How much energy " + name(group) + " used beside it is not known"
                : name(group) + " used "
                        + told(ComparisonText.size(Figure.ENERGY, energy, "the baseline's energy"), energy);
        String good = quality == null
                ? ""
                : ", and its " + Markdown.text(page.quality()) + " differs by "
                        + told(ComparisonText.size(comparison.quality(), quality), quality);
        return used + good + ".";
    }

    /** Puts the verdict into the brackets of the interval. */
    private static String told(String size, Effect effect) {
        String verdict = effect.verdict() == Verdict.NOT_RESOLVED
                ? effect.verdict().words()
                : "p " + (effect.adjusted() < 0.0001 ? "" : "= ") + ComparisonText.p(effect.adjusted());
        return size.endsWith(")")
                ? size.substring(0, size.length() - 1) + "; " + verdict + ")"
                : size + " (" + verdict + ")";
    }

    private static String name(Group group) {
        return "“" + Markdown.text(ComparisonTable.label(group.label())) + "”";
    }
}
