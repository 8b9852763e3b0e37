package io.powermeter.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Compares what was told twice: a card's energy counter and its power, a plug's power and its total. */
final class CrossCheck {
    /** What differs by more than this is reported. */
    private static final double TOLERANCE = 0.10;

    /** Over a shorter time the steps of a counter and the lag of a mean make up most of a difference. */
    private static final long SHORTEST_NANOS = 5_000_000_000L;

    /** With less of it known, the two are not of the same time. */
    private static final double LEAST_COVERAGE = 0.9;

    private CrossCheck() {}

    /** Returns the disagreements, one sentence each. */
    static List<String> disagreements(List<EnergyChannel> all) {
        List<String> sentences = new ArrayList<>();
        for (EnergyChannel again : all) {
            for (EnergyChannel first : all) {
                if (again.channel().tellsAgain()
                        && first.channel().id().equals(again.channel().mirrorOf())) {
                    compare(first, again, sentences);
                }
            }
        }
        return sentences;
    }

    private static void compare(EnergyChannel first, EnergyChannel again, List<String> sentences) {
        Curve one = first.joules();
        Curve other = again.joules();
        if (one.points() < 2 || other.points() < 2) {
            return;
        }
        long from = Math.max(one.nanos(0), other.nanos(0));
        long to = Math.min(one.nanos(one.points() - 1), other.nanos(other.points() - 1));
        if (to - from < SHORTEST_NANOS
                || one.coverage(from, to) < LEAST_COVERAGE
                || other.coverage(from, to) < LEAST_COVERAGE) {
            return;
        }
        double joules = one.increase(from, to);
        double againJoules = other.increase(from, to);
        double larger = Math.max(Math.abs(joules), Math.abs(againJoules));
        if (Math.abs(joules - againJoules) > TOLERANCE * larger) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "%s told %.1f J and %s told %.1f J of the same %.1f s: they disagree by %.0f %%, so one of them is wrong.",
                    first.channel().id(),
                    joules,
                    again.channel().id(),
                    againJoules,
                    (to - from) / 1e9,
                    100 * Math.abs(joules - againJoules) / larger));
        }
    }
}
