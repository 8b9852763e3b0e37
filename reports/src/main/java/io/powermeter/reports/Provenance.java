package io.powermeter.reports;

import io.powermeter.carbon.GridIntensity;
import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.recording.RunInfo;
import io.powermeter.reports.words.Figures;
import io.powermeter.summary.ChannelEnergy;
import io.powermeter.summary.Summary;
import java.util.List;
import java.util.stream.Collectors;

/** Where the joules and the grams of a run come from, in the words of a sentence. */
final class Provenance {
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

    /** Returns what electricity is taken to emit, for instance {@code 56.04 g/kWh (France, 2023) and a PUE of 1.2}. */
    static String carbon(Summary summary) {
        GridIntensity grid = summary.footprint().intensity();
        String year = grid.year().isPresent() ? ", " + grid.year().getAsInt() : "";
        return Figures.number(grid.gramsPerKilowattHour()) + " g/kWh (" + grid.place() + year + ") and a PUE of "
                + Figures.number(summary.footprint().pue());
    }
}
