package io.powermeter.reports;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.recording.RunInfo;
import io.powermeter.reports.comparison.Comparison;
import io.powermeter.reports.comparison.RunFigures;
import io.powermeter.summary.ChannelEnergy;
import io.powermeter.summary.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where the joules and the grams of a run come from, in the words of a sentence. */
final class Provenance {
    /** The sampler and the origin of each channel that {@link RunFigures#sensors} names. */
    private static final Pattern SENSOR = Pattern.compile("(?:^|, )([^,/]+?)(?:/[^,]*)? (measured|estimated)(?=, |$)");

    private Provenance() {}

    /**
     * Returns who told the energy of what, for instance {@code measured by rapl and nvml (CPU, DRAM, GPU)} or {@code estimated by
     * a model (sampler estimate: CPU, DRAM)}.
     */
    static String energy(Summary summary) {
        List<Channel> counted = summary.channels().stream()
                .filter(ChannelEnergy::counted)
                .map(ChannelEnergy::channel)
                .toList();
        String samplers = summary.recording().info().samplers().stream()
                .filter(sampler -> sampler.channels().stream().anyMatch(counted::contains))
                .map(RunInfo.SamplerInfo::name)
                .collect(Collectors.joining(" and "));
        String components =
                summary.components().keySet().stream().map(Component::label).collect(Collectors.joining(", "));
        if (summary.energy().origin() == Origin.MEASURED) {
            return "measured by " + samplers + " (" + components + ")";
        }
        String part = summary.energy().measuredJoules() > 0 ? "measured in part, else " : "";
        return part + "estimated by a model (sampler " + samplers + ": " + components + ")";
    }

    /**
     * Returns who told the energy of the runs of a comparison, for instance {@code measured by rapl} or {@code estimated by a model
     * (sampler estimate)}.
     */
    static String energy(Comparison comparison) {
        Set<String> measured = new TreeSet<>();
        Set<String> estimated = new TreeSet<>();
        comparison.groups().stream()
                .flatMap(group -> group.runs().stream())
                .flatMap(run -> SENSOR.matcher(run.sensors()).results())
                .forEach(sensor -> (sensor.group(2).equals("measured") ? measured : estimated).add(sensor.group(1)));
        List<String> told = new ArrayList<>();
        if (!measured.isEmpty()) {
            told.add("measured by " + String.join(" and ", measured));
        }
        if (!estimated.isEmpty()) {
            told.add("estimated by a model (sampler " + String.join(" and ", estimated) + ")");
        }
        return told.isEmpty() ? "told by no sensor" : String.join(", in part ", told);
    }
}
