package io.powermeter.cli;

import io.powermeter.carbon.GridIntensity;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.reports.Figures;
import io.powermeter.summary.Idle;
import io.powermeter.summary.JobEnergy;
import io.powermeter.summary.MeterCost;
import io.powermeter.summary.PhaseEnergy;
import io.powermeter.summary.Summary;
import io.powermeter.summary.Total;
import io.powermeter.summary.WallEstimate;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The short table at the end of a run. */
final class EndTable {
    private EndTable() {}

    static void print(PrintWriter err, Summary summary, int exitCode, List<Path> written) {
        Total total = summary.energy();
        err.println();
        err.println("powermeter: " + summary.recording().info().name() + ", "
                + Figures.seconds(summary.window().seconds()) + ", exit code " + exitCode);
        if (!summary.components().isEmpty()) {
            line(err, "energy", energy(total));
            line(err, "origin", origin(total));
            line(
                    err,
                    "power",
                    Figures.watts(total.meanWatts()) + " mean, " + Figures.watts(total.peakWatts()) + " peak");
            line(err, "parts", parts(summary));
            summary.wallEstimate().ifPresent(wall -> line(err, "wall", wall(wall)));
            line(err, "job", job(summary.job()));
            line(err, "CO2e", carbon(summary));
        }
        line(err, "meter", meter(summary.meter()));
        for (PhaseEnergy phase : summary.phasesByName()) {
            line(err, "phase", phase(phase));
        }
        summary.metrics().forEach((name, value) -> line(err, "metric", name + " " + Figures.number(value)));
        for (String warning : summary.warnings()) {
            line(err, "note", warning);
        }
        line(err, "run", summary.recording().folder().toString());
        for (Path file : written) {
            line(err, "report", file.toString());
        }
        err.flush();
    }

    private static void line(PrintWriter err, String label, String text) {
        err.println(String.format(Locale.ROOT, "  %-8s%s", label, printable(text)));
    }

    /** Names come from the job: nothing of them may steer the terminal. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
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
        String parts = parts(summary.components());
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

    private static String job(JobEnergy job) {
        String text = Figures.joules(job.joules()) + " (" + Figures.percent(job.share()) + "), rest of the machine "
                + Figures.joules(job.restJoules()) + "; " + Figures.seconds(job.cpuSeconds()) + " of CPU time";
        Idle idle = job.idle();
        return idle == null
                ? text
                : text + "; idle floor " + Figures.joules(idle.joules()) + " (" + Figures.watts(idle.watts()) + ")";
    }

    private static String carbon(Summary summary) {
        GridIntensity grid = summary.footprint().intensity();
        String year = grid.year().isPresent() ? " " + grid.year().getAsInt() : "";
        return Figures.grams(summary.carbon().grams()) + " (" + Figures.number(grid.gramsPerKilowattHour()) + " g/kWh, "
                + grid.place() + year + ", PUE "
                + Figures.number(summary.footprint().pue()) + ")";
    }

    private static String meter(MeterCost meter) {
        return Figures.percent(meter.coreShare()) + " of one core, " + Figures.bytes(meter.rssBytes()) + ", about "
                + Figures.joules(meter.joules());
    }

    private static String phase(PhaseEnergy phase) {
        String times = phase.count() == 1 ? "" : " x" + phase.count();
        return "  ".repeat(phase.depth()) + phase.name() + times + "  " + Figures.seconds(phase.seconds()) + "  "
                + phaseJoules(phase);
    }

    private static String phaseJoules(PhaseEnergy phase) {
        if (!phase.resolved()) {
            return "not resolved: " + phase.unresolved();
        }
        if (phase.coverage() == 0) {
            return "energy not known";
        }
        return Figures.joules(phase.joules()) + (phase.isRough() ? " ± " + Figures.joules(phase.errorJoules()) : "");
    }
}
