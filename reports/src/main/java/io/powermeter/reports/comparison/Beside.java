package io.powermeter.reports.comparison;

import io.powermeter.reports.statistics.Holm;
import io.powermeter.reports.statistics.Interval;
import io.powermeter.reports.statistics.Repeats;
import io.powermeter.reports.statistics.TwoGroups;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One figure of one group beside the baseline, before the verdicts on all groups are corrected together.
 *
 * <p>Costs are compared as ratios: the test is made of their logarithms. What may be 0 or below, and the quality, is compared
 * as it is. Welch's test decides. With few repeats or outliers the rank test must agree, unless there are too few repeats for it
 * to agree with anything, and no outliers either.
 */
final class Beside {
    /** From so many repeats on, Welch's test bears any usual shape. */
    private static final int MANY = 10;

    private final Figure figure;
    private final Result mine;
    private final Result base;
    private final boolean ratio;
    private final @Nullable TwoGroups groups;

    private Beside(Figure figure, Result mine, Result base) {
        this.figure = figure;
        this.mine = mine;
        this.base = base;
        this.ratio = figure.unit() != Figure.Unit.NUMBER && areAboveZero(mine.values()) && areAboveZero(base.values());
        this.groups = mine.values().size() < 2 || base.values().size() < 2 ? null : groups();
    }

    private static boolean areAboveZero(List<Double> values) {
        return values.stream().allMatch(value -> value > 0);
    }

    private TwoGroups groups() {
        Repeats one = new Repeats(mine.values());
        Repeats other = new Repeats(base.values());
        return ratio ? new TwoGroups(one.logarithms(), other.logarithms()) : new TwoGroups(one, other);
    }

    /** Returns a figure of all groups, each but the baseline beside it. */
    static List<Result> of(Figure figure, List<Group> groups, Group baseline) {
        List<Result> results = new ArrayList<>(
                groups.stream().map(group -> Result.alone(group.known(figure))).toList());
        int place = groups.indexOf(baseline);
        Result base = results.get(place);
        Map<Integer, Beside> pairs = new LinkedHashMap<>();
        for (int i = 0; i < results.size(); i++) {
            Result mine = results.get(i);
            if (i != place && !mine.values().isEmpty() && !base.values().isEmpty()) {
                pairs.put(i, new Beside(figure, mine, base));
            }
        }
        List<Beside> tested =
                pairs.values().stream().filter(pair -> pair.groups != null).toList();
        List<Double> adjusted =
                Holm.adjusted(tested.stream().map(pair -> pair.p(tested.size())).toList());
        pairs.forEach((i, pair) -> {
            int test = tested.indexOf(pair);
            Effect effect = test < 0 ? pair.untested() : pair.effect(adjusted.get(test), tested.size());
            results.set(i, results.get(i).beside(effect));
        });
        return List.copyOf(results);
    }

    private boolean hasOutliers() {
        return !mine.outliers().isEmpty() || !base.outliers().isEmpty();
    }

    private boolean isSmall() {
        return Math.min(mine.values().size(), base.values().size()) < MANY;
    }

    private static boolean canRank(TwoGroups both, int tests) {
        return both.leastRank() * tests < Repeats.SIGNIFICANCE;
    }

    private static boolean neverScatter(TwoGroups both) {
        return !both.mine().scatters() && !both.other().scatters();
    }

    /** The p that decides, before Holm's correction for so many tests. */
    private double p(int tests) {
        TwoGroups both = Objects.requireNonNull(groups);
        if (neverScatter(both)) {
            return 1;
        }
        // where the rank test cannot reach what so many tests ask for, it must at least not disagree by itself
        boolean disagrees = canRank(both, 1) && both.rank() >= Repeats.SIGNIFICANCE;
        boolean ranked = hasOutliers() || isSmall() && (canRank(both, tests) || disagrees);
        return ranked ? Math.max(both.welch(), both.rank()) : both.welch();
    }

    /** The ratio or difference of which one run cannot say more. */
    private Effect untested() {
        double size = ratio ? mine.mean() / base.mean() : mine.mean() - base.mean();
        return new Effect(
                ratio,
                new Interval(size, Double.NaN, Double.NaN),
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Verdict.NOT_RESOLVED,
                OptionalInt.empty(),
                Double.NaN,
                "one run does not tell how far another would differ: make 3 repeats or more of each");
    }

    private Effect effect(double adjusted, int tests) {
        TwoGroups both = Objects.requireNonNull(groups);
        Interval difference = both.difference();
        boolean resolved = adjusted < Repeats.SIGNIFICANCE;
        double significance = Repeats.SIGNIFICANCE / tests;
        int now = Math.min(mine.values().size(), base.values().size());
        double resolvable = both.resolvable(significance, now);
        return new Effect(
                ratio,
                ratio ? exponential(difference) : difference,
                both.welch(),
                both.rank(),
                adjusted,
                resolved ? Verdict.of(figure.sense(), difference.mean() < 0) : Verdict.NOT_RESOLVED,
                resolved || neverScatter(both) ? OptionalInt.empty() : more(both.needed(significance), now),
                ratio ? Math.exp(resolvable) - 1 : resolvable,
                remark(both, resolved, tests));
    }

    /** Where so many repeats as there are should have shown it, and the rank test or chance was against it: a few more. */
    private static OptionalInt more(OptionalInt needed, int now) {
        return needed.isPresent() ? OptionalInt.of(Math.max(needed.getAsInt(), now + 1)) : needed;
    }

    private String remark(TwoGroups both, boolean resolved, int tests) {
        if (neverScatter(both)) {
            return "no run differs from its repeats, so there is no scatter to compare with: give each another seed";
        }
        if (hasOutliers()) {
            return canRank(both, tests)
                    ? "there are outliers, so the rank test had to agree"
                    : "there are outliers, and too few repeats for the rank test to judge in spite of them";
        }
        if (!resolved && both.welch() < Repeats.SIGNIFICANCE) {
            return isSmall() && both.rank() >= Repeats.SIGNIFICANCE
                    ? "Welch's test alone would call it different; the rank test does not agree"
                    : "alone it would be different; beside so many groups it is not, by Holm's correction";
        }
        return resolved && isSmall() && !canRank(both, tests)
                ? "by Welch's test alone: so few repeats are too few for the rank test"
                : "";
    }

    private static Interval exponential(Interval logarithm) {
        return new Interval(Math.exp(logarithm.mean()), Math.exp(logarithm.low()), Math.exp(logarithm.high()));
    }
}
