package io.powermeter.cli;

import io.powermeter.cli.selftest.Overhead;
import io.powermeter.cli.selftest.SamplerCost;
import io.powermeter.cli.selftest.SamplingJitter;
import io.powermeter.cli.selftest.SelfTest;
import io.powermeter.measurement.Origin;
import io.powermeter.reports.statistics.Interval;
import io.powermeter.reports.statistics.Repeats;
import io.powermeter.reports.words.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the selftest found, in lines for people. */
final class SelftestTable {
    /** Group sizes that people use. */
    static final int[] GROUPS = {3, 5, 10};

    /** An idle machine with its daemons uses less. */
    private static final double QUIET_CORES = 0.2;

    private SelftestTable() {}

    static List<String> lines(SelfTest.Findings findings, Glyphs glyphs) {
        List<String> lines = new ArrayList<>();
        lines.add("sampling loop: how far the time between two readings is from the period");
        lines.add(row("period", "readings", "missed", "p50", "p99", "max"));
        for (SamplingJitter loop : findings.jitter()) {
            lines.add(row(
                    Figures.seconds(loop.period().toNanos() / 1e9),
                    Integer.toString(loop.readings()),
                    Long.toString(loop.missedTicks()),
                    small(loop.medianSeconds()),
                    small(loop.p99Seconds()),
                    small(loop.maxSeconds())));
        }
        if (findings.busyCores() > QUIET_CORES) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  Other programs kept %.1f CPUs busy meanwhile: on an idle machine all these figures are smaller.",
                    findings.busyCores()));
        }
        lines.add("");
        lines.add("a reading of each sampler, and how often it tells something new");
        lines.add(row("sampler", "readings", "time", "CPU time", "memory", "refresh"));
        for (SamplerCost sampler : findings.samplers()) {
            lines.add(row(
                    sampler.name(),
                    Integer.toString(sampler.readings()),
                    small(sampler.wallSeconds()),
                    small(sampler.cpuSeconds()),
                    Figures.bytes(Math.round(sampler.bytes())),
                    refresh(sampler)));
            sampler.failure().ifPresent(failure -> lines.add("  FAILED: " + failure));
        }
        lines.add("");
        overhead(findings.overhead(), lines);
        lines.add("");
        resolution(findings.overhead(), lines);
        return lines.stream().map(glyphs::plain).toList();
    }

    private static void overhead(Overhead overhead, List<String> lines) {
        int pairs = overhead.secondsWith().values().size();
        lines.add("a job of " + Figures.seconds(overhead.secondsWithout().mean())
                + " with the meter, against the same without, " + pairs + " pairs in turn");
        lines.add("  time      " + difference(overhead.time()));
        lines.add("  CPU time  " + difference(overhead.cpuTime()));
        lines.add("  meter     " + Figures.percent(overhead.meterCoreShare())
                + " of one core meanwhile, in its own process");
    }

    private static void resolution(Overhead overhead, List<String> lines) {
        lines.add("the smallest difference that two groups of n runs show (95 % confidence, 4 cases in 5)");
        lines.add(row("of the job's", "spread", "n = 3", "n = 5", "n = 10", ""));
        lines.add(resolution("energy", overhead.joules()));
        lines.add(resolution("time", overhead.secondsWith()));
        lines.add(resolution("CPU time", overhead.cpuWith()));
        lines.add(
                overhead.origin() == Origin.MEASURED
                        ? "  The energy is MEASURED: "
                                + Figures.joules(overhead.joules().mean()) + " a run."
                        : "  The energy is ESTIMATED, "
                                + Figures.joules(overhead.joules().mean())
                                + " a run: it follows time and CPU time, and shows no difference that these do not.");
    }

    private static String resolution(String what, Repeats repeats) {
        return row(
                what,
                Figures.percent(repeats.spread()),
                Figures.percent(repeats.smallestDifference(GROUPS[0])),
                Figures.percent(repeats.smallestDifference(GROUPS[1])),
                Figures.percent(repeats.smallestDifference(GROUPS[2])),
                "");
    }

    private static String difference(Interval difference) {
        if (Double.isNaN(difference.mean())) {
            return "not known: the kernel does not tell it";
        }
        return String.format(
                Locale.ROOT,
                "%+.2f %%, 95 %% interval %+.2f to %+.2f %%: %s",
                100 * difference.mean(),
                100 * difference.low(),
                100 * difference.high(),
                difference.excludes(0) ? "resolved" : "not resolved, it may be 0");
    }

    private static String refresh(SamplerCost sampler) {
        if (Double.isNaN(sampler.refreshSeconds())) {
            return "no change seen";
        }
        return sampler.changesAtEachReading() ? "at each reading" : small(sampler.refreshSeconds());
    }

    /** Returns a time with a fitting unit, from nanoseconds on. */
    private static String small(double seconds) {
        if (!Double.isFinite(seconds)) {
            return Figures.UNKNOWN;
        }
        return seconds < 1e-3 ? String.format(Locale.ROOT, "%.1f µs", seconds * 1e6) : Figures.seconds(seconds);
    }

    private static String row(String first, String... others) {
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "  %-12s", first));
        for (String other : others) {
            row.append(String.format(Locale.ROOT, "%16s", other));
        }
        return row.toString().stripTrailing();
    }
}
