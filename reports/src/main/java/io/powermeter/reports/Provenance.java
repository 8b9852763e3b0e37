package io.powermeter.reports;

import io.powermeter.carbon.GridIntensity;
import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.recording.RunInfo;
import io.powermeter.summary.ChannelEnergy;
import io.powermeter.summary.Summary;
import java.util.List;
import java.util.stream.Collectors;

/** Where the joules and the grams of a run come from, in the words of a sentence. */
final class Provenance {
    private Provenance() {}

    /** Returns who told the energy of what, for instance {@code measured by rapl and nvidia (CPU, DRAM, GPU)}. */
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
        return Words.of(summary.energy().origin()) + " by " + samplers + " (" + components + ")";
    }

    /** Returns what electricity is taken to emit, for instance {@code 56.04 g/kWh (France, 2023) and a PUE of 1.2}. */
    static String carbon(Summary summary) {
        GridIntensity grid = summary.footprint().intensity();
        String year = grid.year().isPresent() ? ", " + grid.year().getAsInt() : "";
        return Figures.number(grid.gramsPerKilowattHour()) + " g/kWh (" + grid.place() + year + ") and a PUE of "
                + Figures.number(summary.footprint().pue());
    }
}
