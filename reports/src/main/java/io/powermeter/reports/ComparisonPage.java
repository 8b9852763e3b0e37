package io.powermeter.reports;

import io.powermeter.measurement.Origin;
import io.powermeter.reports.comparison.Comparison;
import io.powermeter.reports.comparison.Effect;
import io.powermeter.reports.comparison.Figure;
import io.powermeter.reports.comparison.Group;
import io.powermeter.reports.comparison.Result;
import io.powermeter.reports.comparison.RunFigures;
import io.powermeter.reports.comparison.Study;
import io.powermeter.reports.picture.Picture;
import io.powermeter.reports.words.Figures;
import io.powermeter.reports.words.Words;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What {@code comparison.jte} shows, as text; the template escapes it. */
final class ComparisonPage {
    private static final int MOST_PHASES = 12;
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_QUESTION = 1000;

    private final Comparison comparison;
    private final @Nullable Study study;

    ComparisonPage(Comparison comparison) {
        this.comparison = comparison;
        this.study = comparison.study();
    }

    PageScripts scripts() {
        return PageScripts.COMPARISON;
    }

    String data() {
        return new ComparisonPageData(comparison).json();
    }

    // ---- the head ----

    String title() {
        if (study != null) {
            return Words.cut(Words.oneLine(study.title()), LONGEST_TITLE);
        }
        int groups = comparison.groups().size();
        return groups == 1 ? label(comparison.baseline()) : groups + " groups beside each other";
    }

    /** Returns what the runs were made to answer, empty if nobody said. */
    String question() {
        return study == null ? "" : Words.cut(Words.oneLine(study.question()), LONGEST_QUESTION);
    }

    /** Returns what the costs are those of one of, empty if they are those of whole parts. */
    String per() {
        return study == null ? "" : Words.oneLine(study.per());
    }

    PublishedTable published() {
        return PublishedTable.of(comparison);
    }

    String runs() {
        long runs = allRuns().stream().map(RunFigures::folder).distinct().count();
        return Page.plural((int) runs, "run") + " in "
                + Page.plural(comparison.groups().size(), "group");
    }

    String machine() {
        return allRuns().stream().map(RunFigures::machine).findFirst().orElse("");
    }

    String when() {
        return WHEN.format(allRuns().stream()
                .map(RunFigures::startedAt)
                .min(Comparator.naturalOrder())
                .orElseThrow());
    }

    boolean forced() {
        return comparison.terms().forced();
    }

    String baseline() {
        return label(comparison.baseline());
    }

    boolean several() {
        return comparison.groups().size() > 1;
    }

    Origin origin() {
        return comparison.groups().stream().allMatch(group -> group.origin() == Origin.MEASURED)
                ? Origin.MEASURED
                : Origin.ESTIMATED;
    }

    /** Returns the lowest coverage of all runs. */
    double coverage() {
        return comparison.groups().stream().mapToDouble(Group::coverage).min().orElseThrow();
    }

    /** The answer in short: of each group its energy and its quality beside the baseline. */
    record Answer(String label, List<Part> parts) {}

    /** One figure of an answer. */
    record Part(String figure, String size, String verdict, String kind) {}

    List<Answer> answers() {
        return comparison.groups().stream()
                .filter(group -> !group.equals(comparison.baseline()))
                .map(group -> new Answer(label(group), parts(group)))
                .filter(answer -> !answer.parts().isEmpty())
                .toList();
    }

    private List<Part> parts(Group group) {
        List<Part> whole = Stream.of(Figure.ENERGY, Figure.TIME, comparison.quality())
                .map(figure -> part(group, figure, figure.label()))
                .filter(Objects::nonNull)
                .toList();
        return comparison.figures().contains(Figure.ENERGY) ? whole : byPhase(group);
    }

    /** Where only phases can be compared they are the answer. */
    private List<Part> byPhase(Group group) {
        return comparison.phases().stream()
                .limit(MOST_PHASES)
                .flatMap(phase -> comparison.ofPhase(phase).stream()
                        .limit(1)
                        .map(figure -> part(group, figure, phase + " " + figure.label())))
                .filter(Objects::nonNull)
                .toList();
    }

    private @Nullable Part part(Group group, Figure figure, String name) {
        Effect effect = comparison.result(group, figure).effect();
        return effect == null
                ? null
                : new Part(
                        ComparisonTable.label(name),
                        ComparisonText.size(figure, effect),
                        effect.verdict().words(),
                        ComparisonTable.kind(effect));
    }

    /** What must be known before the numbers are believed. */
    Listing<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (origin() == Origin.ESTIMATED) {
            warnings.add(
                    "Energy is ESTIMATED from load, not measured: differences between runs are those of CPU time and"
                            + " duration, and what the model gets wrong is in all groups.");
        }
        for (Group group : comparison.groups()) {
            group.marks().forEach(mark -> warnings.add("Forced: " + group.label() + " is " + mark + "."));
        }
        ComparisonText.outliers(comparison, List.of(Figure.ENERGY))
                .forEach(outlier -> warnings.add("Far: " + outlier + "."));
        ComparisonText.carbonTerms(comparison).ifPresent(terms -> warnings.add(terms + "."));
        comparison
                .refused()
                .forEach(refusal -> warnings.add("Not compared: " + refusal.folder() + ": " + refusal.reason() + "."));
        return Listing.of(warnings, warning -> Words.cut(Words.oneLine(warning), 500));
    }

    // ---- pictures ----

    /** Returns the pictures as SVG, but that of power, for which there is a chart that zooms. */
    List<String> pictures() {
        return Picture.of(comparison).stream()
                .filter(picture -> !picture.name().equals("power"))
                .map(ComparisonPage::svg)
                .toList();
    }

    private static String svg(Picture picture) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            picture.writeSvg(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8).replaceFirst("^<\\?xml[^>]*>", "");
    }

    // ---- tables ----

    /** Returns what the first table is of: parts of runs are told by the study. */
    String wholeTitle() {
        return study == null ? "Whole runs" : "All of it";
    }

    ComparisonTable whole() {
        return ComparisonTable.of(comparison, "", comparison.figures());
    }

    ComparisonTable components() {
        return ComparisonTable.of(comparison, "", comparison.components());
    }

    List<ComparisonTable> phases() {
        return comparison.phases().stream()
                .limit(MOST_PHASES)
                .map(phase -> ComparisonTable.of(comparison, ComparisonTable.label(phase), comparison.ofPhase(phase)))
                .filter(table -> !table.heads().isEmpty())
                .toList();
    }

    int phasesNotShown() {
        return Math.max(0, comparison.phases().size() - MOST_PHASES);
    }

    List<EffectTable> effects() {
        return comparison.figures().stream()
                .map(figure -> EffectTable.of(comparison, figure))
                .toList();
    }

    /** One run; its value is what its column is sorted by. */
    record RunRow(
            String folder,
            String group,
            String started,
            long startedAt,
            String joules,
            double joulesValue,
            String seconds,
            double secondsValue,
            String quality,
            double qualityValue,
            boolean far) {}

    Listing<RunRow> runRows() {
        return Listing.of(
                comparison.groups().stream()
                        .flatMap(
                                group -> IntStream.range(0, group.runs().size()).mapToObj(i -> row(group, i)))
                        .toList(),
                row -> row);
    }

    private RunRow row(Group group, int place) {
        RunFigures run = group.runs().get(place);
        Result energy = comparison.result(group, Figure.ENERGY);
        boolean far = energy.outliers().stream().anyMatch(i -> energy.values().get(i) == Figure.ENERGY.of(run));
        double quality = comparison.quality().of(run);
        return new RunRow(
                Words.cut(Words.oneLine(run.folder().toString()), 120),
                label(group),
                WHEN.format(run.startedAt()),
                run.startedAt().toEpochMilli(),
                Figures.joules(run.whole().joules()),
                run.whole().joules(),
                Figures.seconds(run.whole().seconds()),
                run.whole().seconds(),
                Figures.number(quality),
                quality,
                far);
    }

    boolean qualityKnown() {
        return comparison.figures().stream()
                .anyMatch(figure -> figure.id().equals(comparison.quality().id()));
    }

    String quality() {
        return ComparisonTable.label(comparison.quality().label());
    }

    private List<RunFigures> allRuns() {
        return comparison.groups().stream()
                .flatMap(group -> group.runs().stream())
                .toList();
    }

    private static String label(Group group) {
        return ComparisonTable.label(group.label());
    }
}
