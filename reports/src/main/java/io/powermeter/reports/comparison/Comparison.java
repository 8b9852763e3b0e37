package io.powermeter.reports.comparison;

import io.powermeter.measurement.Component;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Many runs, in groups of repeats, beside one of the groups. */
public final class Comparison {
    /** The metric that says how good a result is, unless another is named. */
    public static final String ACCURACY = "accuracy";

    private final Terms terms;
    private final List<Group> groups;
    private final List<Refusal> refused;
    private final Group baseline;
    private final @Nullable Study study;
    private final Figure quality;
    private final Map<String, List<Result>> results = new HashMap<>();

    /**
     * What to compare by.
     *
     * @param by what tells the groups apart
     * @param baseline label of the group that the others stand beside, empty for the first one
     * @param quality metric that says how good a result is
     * @param forced whether runs are compared that do not fit together
     */
    public record Terms(Grouping by, String baseline, String quality, boolean forced) {
        /** Runs of one name are repeats of one thing, and stand beside the first one. */
        public static final Terms USUAL = new Terms(Grouping.NAME, "", ACCURACY, false);
    }

    private Comparison(Terms terms, List<Group> groups, List<Refusal> refused, @Nullable Study study) {
        this.terms = terms;
        this.groups = List.copyOf(groups);
        this.refused = List.copyOf(refused);
        this.baseline = baseline(terms.baseline(), groups);
        this.study = study;
        this.quality = Figure.quality(terms.quality());
    }

    /**
     * Compares runs.
     *
     * @param runs in the order in which their groups are to stand
     * @throws IllegalArgumentException if none of them can be compared, or none is of the baseline
     */
    public static Comparison of(List<RunFigures> runs, Terms terms) {
        return of(runs, terms, null);
    }

    /**
     * Compares the runs of a study.
     *
     * @param runs in the order in which their groups are to stand
     * @throws IllegalArgumentException if none of them can be compared, or none is of the baseline
     */
    public static Comparison of(List<RunFigures> runs, Terms terms, @Nullable Study study) {
        Sorting sorting = new Sorting(terms.by(), terms.forced());
        List<Group> groups = sorting.groups(runs);
        if (groups.isEmpty()) {
            throw new IllegalArgumentException("None of the runs can be compared"
                    + sorting.refused().stream()
                            .findFirst()
                            .map(first -> ": " + first.folder() + ": " + first.reason() + ".")
                            .orElse("."));
        }
        return new Comparison(terms, groups, sorting.refused(), study);
    }

    private static Group baseline(String label, List<Group> groups) {
        if (label.isEmpty()) {
            return groups.get(0);
        }
        List<Group> named = called(label, groups);
        if (named.size() == 1) {
            return named.get(0);
        }
        throw new IllegalArgumentException("There " + (named.isEmpty() ? "is no group" : "are several groups") + " \""
                + label + "\" to be the baseline. The groups are: "
                + String.join(", ", groups.stream().map(Group::label).toList()) + ".");
    }

    /** A group may be called by what its runs have in common, without what tells it from another one of that name. */
    private static List<Group> called(String label, List<Group> groups) {
        return groups.stream()
                .filter(group -> group.label().equals(label) || group.label().startsWith(label + " ("))
                .toList();
    }

    /** Returns what the runs were made for, null if nobody said. */
    public @Nullable Study study() {
        return study;
    }

    /** Returns the group whose figure stands beside a published one, if there is one group of that name. */
    public Optional<Group> group(Study.Ours ours) {
        List<Group> named = called(ours.group(), groups);
        return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
    }

    /** Returns the figure that stands beside a published one, if any run knows it. */
    public Optional<Figure> figure(Study.Ours ours) {
        return ours.phase().isEmpty()
                ? figures().stream()
                        .filter(figure -> figure.id().equals(ours.figure()))
                        .findFirst()
                : ofPhase(ours.phase()).stream()
                        .filter(figure ->
                                figure.label().toLowerCase(Locale.ROOT).equals(ours.figure()))
                        .findFirst();
    }

    /** Returns what was compared by. */
    public Terms terms() {
        return terms;
    }

    /** Returns the groups, in the order of their first runs. */
    public List<Group> groups() {
        return groups;
    }

    /** Returns the group that the others stand beside. */
    public Group baseline() {
        return baseline;
    }

    /** Returns the runs that were not compared. */
    public List<Refusal> refused() {
        return refused;
    }

    /** Returns the figures of whole runs that any run knows. */
    public List<Figure> figures() {
        List<Figure> all = new ArrayList<>(Figure.whole());
        all.add(1, quality); // a saving is believed only beside what it did to the result
        return known(all.stream());
    }

    /** Returns what says how good a result is; not all groups need to know it. */
    public Figure quality() {
        return quality;
    }

    /** Returns the machine's energy by component. */
    public List<Figure> components() {
        return known(Arrays.stream(Component.values()).map(Figure::component));
    }

    /** Returns the names of the phases that any run had, in order of their first begin. */
    public List<String> phases() {
        return groups.stream()
                .flatMap(group -> group.runs().stream())
                .flatMap(run -> run.phases().keySet().stream())
                .distinct()
                .toList();
    }

    /** Returns those figures of a phase that any run knows. */
    public List<Figure> ofPhase(String phase) {
        return known(Figure.ofPhase(phase).stream());
    }

    private List<Figure> known(Stream<Figure> figures) {
        return figures.filter(figure ->
                        groups.stream().anyMatch(group -> !group.known(figure).isEmpty()))
                .toList();
    }

    /** Returns a figure of all groups, in their order. */
    public List<Result> results(Figure figure) {
        return results.computeIfAbsent(figure.id(), id -> Beside.of(figure, groups, baseline));
    }

    /**
     * Returns a figure of a group.
     *
     * @throws IllegalArgumentException if it is not one of {@link #groups}
     */
    public Result result(Group group, Figure figure) {
        int place = groups.indexOf(group);
        if (place < 0) {
            throw new IllegalArgumentException("\"" + group.label() + "\" is not a group of this comparison.");
        }
        return results(figure).get(place);
    }

    /**
     * Returns the Pareto front of energy and quality by their means: the groups beside which no other one costs as little and is
     * as good, and better in one of the two. Groups of which one of the two is not known are not on it.
     */
    public List<Group> front() {
        List<Group> known = groups.stream()
                .filter(group -> Double.isFinite(mean(group, Figure.ENERGY)) && Double.isFinite(mean(group, quality)))
                .toList();
        List<Group> front = new ArrayList<>(known);
        front.removeIf(group -> known.stream().anyMatch(other -> beats(other, group)));
        return List.copyOf(front);
    }

    private boolean beats(Group one, Group other) {
        double sign = quality.sense() == Figure.Sense.HIGHER ? 1 : -1;
        double energy = mean(one, Figure.ENERGY) - mean(other, Figure.ENERGY);
        double better = sign * (mean(one, quality) - mean(other, quality));
        return energy <= 0 && better >= 0 && (energy < 0 || better > 0);
    }

    private double mean(Group group, Figure figure) {
        return result(group, figure).mean();
    }
}
