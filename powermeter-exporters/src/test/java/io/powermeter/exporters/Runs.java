package io.powermeter.exporters;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import io.powermeter.recording.Machine;
import io.powermeter.recording.RunInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Runs that were never made, told as the meter tells them to a listener. */
final class Runs {
    static final Channel PACKAGE = Channel.of("rapl/package-0", Component.CPU, Quantity.ENERGY, Origin.MEASURED);
    static final Channel CORE = Channel.of("rapl/core-0", Component.CORE, Quantity.ENERGY, Origin.MEASURED)
            .partOf(PACKAGE.id());
    static final Channel MEMORY = Channel.of("estimate/dram", Component.DRAM, Quantity.POWER, Origin.ESTIMATED);
    static final Channel PLUG = Channel.of("shelly/plug", Component.WALL, Quantity.ENERGY, Origin.MEASURED);
    static final Channel JOB_CPU = Channel.of("usage/job-cpu", Component.JOB, Quantity.CPU_TIME, Origin.MEASURED);

    private static final long PERIOD_NANOS = 100_000_000L;

    private Runs() {}

    /** Returns a sampler that is read ten times a second. */
    static RunInfo.SamplerInfo sampler(String name, Channel... channels) {
        return new RunInfo.SamplerInfo(name, PERIOD_NANOS, List.of(channels), List.of());
    }

    /** Returns a run that begins now. */
    static RunInfo of(String name, RunInfo.SamplerInfo... samplers) {
        Machine machine = new Machine("a CPU", 1, 2, 2, 1L << 33, "Linux", "none", "a JVM");
        return new RunInfo(
                name,
                List.of("job"),
                Instant.parse("2026-11-22T12:00:00Z"),
                System.nanoTime(),
                machine,
                List.of(samplers),
                Map.of(),
                Map.of(),
                "1",
                null);
    }

    /** Tells {@code rows} readings from the start, each channel at its own steady rate a second, a gauge at its value. */
    static void tell(RunExporter listener, RunInfo.SamplerInfo sampler, int rows, double... perSecond) {
        for (int row = 0; row < rows; row++) {
            double[] values = new double[perSecond.length];
            for (int i = 0; i < values.length; i++) {
                boolean counter = sampler.channels().get(i).quantity().isCounter();
                values[i] = counter ? perSecond[i] * row * PERIOD_NANOS / 1e9 : perSecond[i];
            }
            listener.readings(sampler, row * PERIOD_NANOS, values);
        }
    }
}
