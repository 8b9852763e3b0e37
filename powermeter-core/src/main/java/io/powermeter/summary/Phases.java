package io.powermeter.summary;

import io.powermeter.recording.RunInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up the energy of phases by their names, and says how well it is known. */
final class Phases {
    private final List<EnergyChannel> counted;
    private final List<Resolution> resolutions;
    private final Attribution attribution;
    private final Baseline baseline;

    /**
     * Prepares to add up.
     *
     * @param counted the channels that make the total
     * @param attribution the job's part of it
     * @param baseline the idle machine's part of it
     * @param samplers who read the channels
     */
    Phases(
            List<EnergyChannel> counted,
            Attribution attribution,
            Baseline baseline,
            List<RunInfo.SamplerInfo> samplers) {
        this.counted = counted;
        this.attribution = attribution;
        this.baseline = baseline;
        this.resolutions = counted.stream()
                .map(channel -> Resolution.of(channel, samplers))
                .toList();
    }

    /** Returns the energy of the spans, all of one name together, in order of their first begin. */
    List<PhaseEnergy> byName(List<PhaseSpan> spans) {
        Map<String, PhaseSum> byName = new LinkedHashMap<>();
        for (PhaseSpan span : spans) {
            byName.computeIfAbsent(span.name(), name -> new PhaseSum(name, span.depth(), counted, resolutions))
                    .add(
                            span.window(),
                            attribution.split(span.window()).jobJoules(),
                            baseline.joules(counted, span.window()));
        }
        return byName.values().stream().map(PhaseSum::energy).toList();
    }
}
