package io.powermeter.recording;

import io.powermeter.measurement.Channel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What makes two recordings segments of one run: the folder of the later one inside the first one's, and the same machine,
 * sensors and periods, so that their joules are of the same things.
 */
final class Continuation {
    private Continuation() {}

    /** Returns the folder of a segment of the run in {@code run}; the first segment is the run folder itself. */
    static Path folder(Path run, int number) {
        return run.resolve("segment-" + number);
    }

    /** Returns why {@code next} cannot be a segment of the run that began with {@code first}, or nothing if it can. */
    static Optional<String> obstacle(RunInfo first, RunInfo next) {
        String there = machine(first.machine());
        String here = machine(next.machine());
        if (!there.equals(here)) {
            return Optional.of("it was begun on another machine (" + there + "), not on this one (" + here + ")");
        }
        if (!sensors(first).equals(sensors(next))) {
            return Optional.of("it was begun with other sensors (" + words(first) + "), not with those of now ("
                    + words(next) + ")");
        }
        return Optional.empty();
    }

    private static String machine(Machine machine) {
        return machine.cpu() + ", " + machine.sockets() + " sockets, " + machine.cores() + " cores, "
                + machine.processors() + " logical CPUs";
    }

    private static List<RunInfo.SamplerInfo> sensors(RunInfo info) {
        return info.samplers().stream()
                .map(sampler ->
                        new RunInfo.SamplerInfo(sampler.name(), sampler.periodNanos(), sampler.channels(), List.of()))
                .toList();
    }

    private static String words(RunInfo info) {
        return info.samplers().stream().map(Continuation::words).collect(Collectors.joining("; "));
    }

    private static String words(RunInfo.SamplerInfo sampler) {
        String channels = sampler.channels().stream()
                .filter(Channel::tellsEnergy)
                .map(Channel::id)
                .collect(Collectors.joining(" "));
        return (channels.isEmpty() ? sampler.name() : channels) + " every " + sampler.periodNanos() / 1_000_000 + " ms";
    }
}
