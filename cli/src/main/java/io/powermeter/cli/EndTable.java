package io.powermeter.cli;

import io.powermeter.carbon.Band;
import io.powermeter.carbon.CarbonAccount;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.reports.words.CarbonWords;
import io.powermeter.reports.words.Figures;
import io.powermeter.summary.Idle;
import io.powermeter.summary.JobEnergy;
import io.powermeter.summary.MeterCost;
import io.powermeter.summary.PhaseEnergy;
import io.powermeter.summary.Split;
import io.powermeter.summary.Summary;
import io.powermeter.summary.Total;
import io.powermeter.summary.WallEstimate;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The short table at the end of a run. */
final class EndTable {
    private static final int MOST_LINES = 40;
    private static final int LONGEST_NAME = 120;
    private static final int DEEPEST = 10;

    private EndTable() {}

    static void print(PrintWriter err, Summary summary, String ending, List<Path> written) {
        Total total = summary.energy();
        err.println();
        err.println(
                "powermeter: " + shortened(printable(summary.recording().info().name())) + ", "
                        + (summary.recording().endedEarly() ? "the first " : "")
                        + Figures.seconds(summary.window().seconds()) + ", " + ending);
        if (!summary.components().isEmpty()) {
            line(err, "energy", energy(total));
            line(err, "origin", origin(total));
            line(
                    err,
                    "power",
                    Figures.watts(total.meanWatts()) + " mean, " + Figures.watts(summary.peakWatts()) + " peak");
            line(err, "net", net(summary));
            line(err, "parts", parts(summary));
            summary.wallEstimate().ifPresent(wall -> line(err, "wall", wall(wall)));
            line(err, "job", job(summary.job()));
            line(err, "rest", rest(summary.job().split()));
            line(err, "CO2e", carbon(summary));
        }
        line(err, "meter", meter(summary.meter()));
        lines(err, "phase", summary.phasesByName(), EndTable::phase);
        lines(
                err,
                "metric",
                summary.metrics().entrySet(),
                metric -> shortened(metric.getKey()) + " " + Figures.number(metric.getValue()));
        lines(err, "note", CarbonAccount.of(summary).warnings(), warning -> warning);
        line(err, "run", summary.recording().folder().toString());
        for (Path file : written) {
            line(err, "report", file.toString());
        }
        err.flush();
    }

    /** A job may name a million phases: the table stays short. */
    static <T> void lines(PrintWriter err, String label, Collection<T> all, Function<T, String> text) {
        all.stream().limit(MOST_LINES).forEach(one -> line(err, label, text.apply(one)));
        if (all.size() > MOST_LINES) {
            line(err, label, "... and " + (all.size() - MOST_LINES) + " more in summary.json");
        }
    }

    static void line(PrintWriter err, String label, String text) {
        err.println(String.format(Locale.ROOT, "  %-8s%s", label, printable(text)));
    }

    /** Names come from the job: each stays on its line. */
    static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "...";
    }

    private static String energy(Total total) {
        return Figures.joules(total.joules()) + " = " + Figures.wattHours(total.joules()) + ", known for "
                + Figures.percent(total.coverage()) + " of the time";
    }

    private static String origin(Total total) {
        if (total.origin() == Origin.MEASURED) {
            return "MEASURED";
        }
        String band = "the truth may lie between " + Figures.joules(total.lowJoules()) + " and "
                + Figures.joules(total.highJoules());
        return total.measuredJoules() > 0
                ? "ESTIMATED in part (measured: " + Figures.joules(total.measuredJoules()) + "); " + band
                : "ESTIMATED; " + band;
    }

    private static String parts(Summary summary) {
        String parts = gross(summary);
        Map<Component, Double> inside = summary.besideWall();
        if (inside.isEmpty()) {
            return parts;
        }
        double share = summary.besideWallShare();
        return parts + "; inside: " + parts(inside)
                + (Double.isNaN(share) ? "" : ", together " + Figures.percent(share) + " of it");
    }

    private static String parts(Map<Component, Double> joules) {
        return joules.entrySet().stream()
                .map(part -> part.getKey().label() + " " + Figures.joules(part.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String wall(WallEstimate wall) {
        return "about " + Figures.joules(wall.joules()) + " ± " + Figures.joules(wall.errorJoules())
                + " at the wall, ESTIMATED by this machine's calibration";
    }

    /** Tells the components, each with its net energy if that is known. */
    private static String gross(Summary summary) {
        Map<Component, Double> idle = summary.idleComponents(summary.window());
        return summary.components().entrySet().stream()
                .map(part -> {
                    double net = part.getValue() - idle.getOrDefault(part.getKey(), Double.NaN);
                    return part.getKey().label() + " " + Figures.joules(part.getValue())
                            + (Double.isNaN(net) ? "" : " (net " + Figures.joules(net) + ")");
                })
                .collect(Collectors.joining(", "));
    }

    private static String net(Summary summary) {
        Idle idle = summary.job().idle();
        if (idle == null) {
            return "not known: run --baseline 10s measures the idle machine before and after";
        }
        String drift = Double.isFinite(idle.driftWatts())
                ? "; before " + Figures.watts(idle.beforeWatts()) + ", after " + Figures.watts(idle.afterWatts())
                : "";
        return Figures.joules(summary.netJoules()) + " above the idle floor of " + Figures.joules(idle.joules()) + " ("
                + Figures.watts(idle.watts()) + drift + ")";
    }

    private static String job(JobEnergy job) {
        return Figures.joules(job.joules()) + " (" + Figures.percent(job.share()) + "), rest of the machine "
                + Figures.joules(job.restJoules()) + "; " + Figures.seconds(job.cpuSeconds()) + " of CPU time"
                + (job.cpuSource().isEmpty() ? "" : " (" + job.cpuSource() + ")");
    }

    private static String rest(Split split) {
        return "other processes " + Figures.joules(split.otherJoules()) + ", the meter "
                + Figures.joules(split.meterJoules()) + ", nobody known " + Figures.joules(split.unknownJoules());
    }

    private static String carbon(Summary summary) {
        CarbonWords carbon = new CarbonWords(summary);
        String variation = carbon.variation();
        Band making = CarbonAccount.of(summary).emissions().embodied();
        return carbon.grams() + ", " + carbon.intensity() + " (" + carbon.place()
                + (variation.isEmpty() ? "" : "; " + variation) + "), PUE " + carbon.pue()
                + (making == null ? "" : "; embodied " + CarbonWords.grams(making));
    }

    private static String meter(MeterCost meter) {
        return Figures.seconds(meter.cpuSeconds()) + " of CPU time (" + Figures.percent(meter.coreShare())
                + " of one core), " + Figures.bytes(meter.rssBytes()) + ", about "
                + Figures.joules(meter.joules());
    }

    private static String phase(PhaseEnergy phase) {
        String times = phase.count() == 1 ? "" : " x" + phase.count();
        return "  ".repeat(Math.min(DEEPEST, phase.depth())) + shortened(phase.name()) + times + "  "
                + Figures.seconds(phase.seconds()) + "  " + phaseJoules(phase);
    }

    private static String phaseJoules(PhaseEnergy phase) {
        if (!phase.resolved()) {
            return "not resolved: " + phase.unresolved();
        }
        if (phase.coverage() == 0) {
            return "energy not known";
        }
        return Figures.joules(phase.joules())
                + (phase.isRough() ? " ± " + Figures.joules(phase.errorJoules()) : "")
                + (Double.isNaN(phase.netJoules()) ? "" : "  net " + Figures.joules(phase.netJoules()))
                + (Double.isNaN(phase.joulesPerSample())
                        ? ""
                        : "  " + Figures.joules(phase.joulesPerSample()) + " a sample");
    }
}
