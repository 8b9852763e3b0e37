package io.powermeter.reports.picture;

import io.powermeter.measurement.Origin;
import io.powermeter.reports.comparison.Comparison;
import io.powermeter.reports.comparison.Figure;
import io.powermeter.reports.comparison.Group;
import io.powermeter.reports.comparison.Result;
import io.powermeter.reports.comparison.RunFigures;
import io.powermeter.reports.words.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The groups that the pictures of a comparison show, and how each looks in all of them. */
final class Lineup {
    /** More cannot be told apart. */
    static final int MOST = 12;

    private static final int LONGEST_LABEL = 40;

    private final Comparison comparison;
    private final List<Member> members = new ArrayList<>();

    Lineup(Comparison comparison) {
        this.comparison = comparison;
        Set<String> labels = new HashSet<>();
        int style = 1;
        for (Group group : shown()) {
            boolean baseline = group.equals(comparison.baseline());
            members.add(new Member(group, label(group, labels), GroupStyle.of(baseline ? 0 : style), baseline));
            style += baseline ? 0 : 1;
        }
    }

    /** The first ones, with the baseline in any case. */
    private List<Group> shown() {
        List<Group> all = comparison.groups();
        List<Group> shown = new ArrayList<>(all.subList(0, Math.min(MOST, all.size())));
        if (!shown.contains(comparison.baseline())) {
            shown.set(MOST - 1, comparison.baseline());
        }
        return shown;
    }

    /** Two long labels may be equal once they are cut. */
    private static String label(Group group, Set<String> taken) {
        String cut = Words.cutMiddle(Words.oneLine(group.label()), LONGEST_LABEL);
        String label = cut;
        for (int i = 2; !taken.add(label); i++) {
            label = cut + " #" + i;
        }
        return label;
    }

    Comparison comparison() {
        return comparison;
    }

    List<Member> members() {
        return members;
    }

    /** Returns a figure of a group. */
    Result result(Member member, Figure figure) {
        return comparison.result(member.group(), figure);
    }

    /** Returns the largest joules of any of its groups' runs. */
    double mostJoules() {
        return members.stream()
                .flatMap(member -> result(member, Figure.ENERGY).values().stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(Double.NaN);
    }

    /** Returns what a reader must know beside the picture, a sentence each. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        note(notes, "ESTIMATED by a model, not measured: ", Member::estimated);
        note(notes, "Compared by force, though its runs do not fit together: ", Member::forced);
        int rest = comparison.groups().size() - members.size();
        if (rest > 0) {
            notes.add(rest + (rest == 1 ? " more group is" : " more groups are") + " not drawn.");
        }
        return notes;
    }

    private void note(List<String> notes, String words, Predicate<Member> holds) {
        List<Member> of = members.stream().filter(holds).toList();
        if (!of.isEmpty()) {
            notes.add(words
                    + (of.size() == members.size() && of.size() > 1
                            ? "all groups"
                            : of.stream().map(Member::label).collect(Collectors.joining(", ")))
                    + ".");
        }
    }

    /**
     * A group of the picture.
     *
     * @param label of it, cut, and no other's
     * @param baseline whether the others stand beside it
     */
    record Member(Group group, String label, GroupStyle style, boolean baseline) {
        boolean estimated() {
            return group.origin() == Origin.ESTIMATED;
        }

        boolean forced() {
            return !group.marks().isEmpty();
        }

        /** Returns its runs of some kind, that of median energy first; of two, the cheaper one. */
        List<RunFigures> medianFirst(Predicate<RunFigures> kind) {
            List<RunFigures> runs = new ArrayList<>(group.runs().stream()
                    .filter(kind)
                    .sorted(Comparator.comparingDouble(Figure.ENERGY::of))
                    .toList());
            if (!runs.isEmpty()) {
                runs.add(0, runs.remove((runs.size() - 1) / 2));
            }
            return runs;
        }
    }
}
