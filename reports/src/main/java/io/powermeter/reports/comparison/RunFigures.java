package io.powermeter.reports.comparison;

import io.powermeter.carbon.CarbonAccount;
import io.powermeter.measurement.Origin;
import io.powermeter.recording.Machine;
import io.powermeter.recording.RunInfo;
import io.powermeter.summary.ChannelEnergy;
import io.powermeter.summary.PhaseEnergy;
import io.powermeter.summary.PhaseSpan;
import io.powermeter.summary.Summary;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The few figures of one run that are compared, so that its recording need not be kept.
 *
 * @param folder where it is
 * @param name what the user calls it
 * @param command the measured command, word by word
 * @param startedAt when
 * @param machine what it was measured on, in words
 * @param sensors which channels were counted, and whether they measure: runs of other sensors tell other energies
 * @param settings what the user, the meter and the job chose, among them the job's own as {@code job.NAME}
 * @param origin MEASURED only if no part of its energy is estimated
 * @param coverage share of the time, 0 to 1, in which its energy is known
 * @param ending why it is not a whole run, empty if it is one
 * @param whole the job from its start to its end
 * @param grams of CO2 equivalent: energy, PUE and intensity of the grid, without the making of the machine
 * @param phases by name, in order of their first begin
 * @param outermost names of those that lie in no other, so that their costs add up to no more than the whole
 * @param metrics the last value of each
 * @param power of the job from its start to its end
 * @param phasePower of the first stretch of each phase
 * @param learning of the metric that says how good the result is
 */
public record RunFigures(
        Path folder,
        String name,
        List<String> command,
        Instant startedAt,
        String machine,
        String sensors,
        Map<String, String> settings,
        Origin origin,
        double coverage,
        String ending,
        Cost whole,
        double grams,
        Map<String, Cost> phases,
        List<String> outermost,
        Map<String, Double> metrics,
        PowerLine power,
        Map<String, PowerLine> phasePower,
        Learning learning) {
    private static final int MOST_LINES = 24;

    public RunFigures {
        command = List.copyOf(command);
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        phases = Collections.unmodifiableMap(new LinkedHashMap<>(phases));
        outermost = List.copyOf(outermost);
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        phasePower = Collections.unmodifiableMap(new LinkedHashMap<>(phasePower));
    }

    /**
     * Takes the figures out of a summary, which need not be kept.
     *
     * @param quality name of the metric that says how good the result is, such as {@code accuracy}
     */
    public static RunFigures of(Summary run, String quality) {
        RunInfo info = run.recording().info();
        boolean attributed = Double.isFinite(run.job().cpuSeconds());
        Map<String, Cost> phases = new LinkedHashMap<>();
        for (PhaseEnergy phase : run.phasesByName()) {
            phases.put(phase.name(), Cost.of(phase, attributed));
        }
        Cost whole = Cost.of(run, samples(run));
        return new RunFigures(
                run.recording().folder(),
                info.name(),
                info.command(),
                info.startedAt(),
                machine(info.machine()),
                sensors(run),
                info.settings(),
                run.energy().origin(),
                run.energy().coverage(),
                ending(info),
                whole,
                Double.isNaN(whole.joules())
                        ? Double.NaN
                        : CarbonAccount.of(run).emissions().operational().value(),
                phases,
                run.phasesByName().stream()
                        .filter(phase -> phase.depth() == 0)
                        .map(PhaseEnergy::name)
                        .toList(),
                run.metrics(),
                PowerLine.of(run, run.window()),
                phasePower(run),
                Learning.of(run, quality));
    }

    /**
     * The samples of the phases that lie in no other, since those of a phase inside are among its outer one's; or else what
     * was told outside of phases.
     */
    private static double samples(Summary run) {
        return run.phasesByName().stream()
                .filter(phase -> phase.depth() == 0)
                .mapToDouble(PhaseEnergy::samples)
                .filter(Double::isFinite)
                .boxed()
                .reduce(Double::sum)
                .orElse(run.metrics().getOrDefault(PhaseEnergy.SAMPLES, Double.NaN));
    }

    private static String machine(Machine machine) {
        return machine.processors() == 0
                ? "unknown machine"
                : machine.cpu() + ", " + machine.processors() + " CPUs, "
                        + Math.round(machine.memoryBytes() / (double) (1L << 30)) + " GiB";
    }

    private static String sensors(Summary run) {
        return run.channels().stream()
                .filter(ChannelEnergy::counted)
                .map(channel -> channel.channel().id() + " "
                        + channel.channel().origin().name().toLowerCase(Locale.ROOT))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String ending(RunInfo info) {
        RunInfo.End end = info.end();
        if (end == null) {
            return "it ended early: its end is not recorded";
        }
        Integer exitCode = end.exitCode();
        return exitCode == null || exitCode == 0 ? "" : "its job failed with exit code " + exitCode;
    }

    private static Map<String, PowerLine> phasePower(Summary run) {
        Map<String, PowerLine> lines = new LinkedHashMap<>();
        for (PhaseSpan span : run.phaseSpans()) {
            boolean inJob = run.window().contains(span.window().fromNanos())
                    && !Objects.equals(span.name(), Summary.BASELINE_PHASE);
            if (inJob && lines.size() < MOST_LINES && !lines.containsKey(span.name())) {
                lines.put(span.name(), PowerLine.of(run, span.window()));
            }
        }
        return lines;
    }
}
