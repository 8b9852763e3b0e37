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
    private final Curve jobCpu;
    private final SampleCounts samples;

    /**
     * Prepares to add up.
     *
     * @param counted the channels that make the total
     * @param attribution the job's part of it
     * @param baseline the idle machine's part of it
     * @param jobCpu the job's CPU time
     * @param samples what the job said it processed
     * @param samplers who read the channels
     */
    Phases(
            List<EnergyChannel> counted,
            Attribution attribution,
            Baseline baseline,
            Curve jobCpu,
            SampleCounts samples,
            List<RunInfo.SamplerInfo> samplers) {
        this.counted = counted;
        this.attribution = attribution;
        this.baseline = baseline;
        this.jobCpu = jobCpu;
        this.samples = samples;
        this.resolutions = counted.stream()
                .map(channel -> Resolution.of(channel, samplers))
                .toList();
    }

    /** Returns the energy of the spans, all of one name together, in order of their first begin. */
    List<PhaseEnergy> byName(List<PhaseSpan> spans) {
        Map<String, PhaseSum> byName = new LinkedHashMap<>();
        for (PhaseSpan span : spans) {
            add(
                    span.window(),
                    byName.computeIfAbsent(
                            span.name(), name -> new PhaseSum(name, span.depth(), counted, resolutions)));
        }
        return byName.values().stream().map(PhaseSum::energy).toList();
    }

    private void add(Window stretch, PhaseSum sum) {
        long from = stretch.fromNanos();
        long to = stretch.toNanos();
        sum.add(stretch, attribution.split(stretch).jobJoules(), baseline.joules(counted, stretch));
        sum.addCpu(jobCpu.increase(from, to), jobCpu.farther(from) + jobCpu.farther(to));
        sum.addSamples(samples.lastIn(stretch));
    }
}
