package io.powermeter.recording;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import io.powermeter.sampler.Detection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The small run that the tests of this package write: every field and every kind of mark once. */
final class Runs {
    static final Channel PACKAGE = Channel.of("rapl/package-0", Component.CPU, Quantity.ENERGY, Origin.MEASURED)
            .wrapsAt(262143.32885);
    static final Channel CORE = Channel.of("rapl/core-0", Component.CORE, Quantity.ENERGY, Origin.MEASURED)
            .partOf("rapl/package-0");
    static final Channel DIE = Channel.of("rapl/package-1", Component.CPU, Quantity.ENERGY, Origin.MEASURED)
            .mirrorOf("rapl/package-0");
    static final Channel GPU = Channel.of("nvidia/gpu-0", Component.GPU, Quantity.POWER, Origin.MEASURED);

    private Runs() {}

    static RunInfo info() {
        Map<String, Detection.Absent> absent = new LinkedHashMap<>();
        absent.put("jetson", new Detection.Absent("This is no Jetson.", ""));
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("country", "FRA");
        settings.put("pue", "1.2");
        return new RunInfo(
                "lenet5 \"small\"",
                List.of("sh", "-c", "echo é"),
                Instant.parse("2026-01-02T03:04:05.678Z"),
                123456789012345L,
                new Machine("A CPU @ 2 GHz", 2, 8, 16, 67430182912L, "GNU/Linux 6.1", "none", "OpenJDK 17"),
                List.of(
                        new RunInfo.SamplerInfo("rapl", 100_000_000, List.of(PACKAGE, CORE, DIE), List.of("Two dies.")),
                        new RunInfo.SamplerInfo("nvidia", 250_000_000, List.of(GPU), List.of())),
                absent,
                settings,
                "0.1.0",
                null);
    }

    static List<Mark> marks() {
        return List.of(
                new Mark.JobBegin(1_000, 4242),
                new Mark.PhaseBegin(2_000, "train"),
                new Mark.Metric(50_000_000, "loss", 0.25),
                new Mark.Warning(60_000_000, "rapl is slow."),
                new Mark.Gap(200_000_000, 100_000_000, "rapl/core-0", "the counter went back from 2.000 to 1.000 J"),
                new Mark.Grid(
                        210_000_000,
                        new ToldIntensity(
                                Instant.parse("2026-01-02T03:00:00Z"),
                                Instant.parse("2026-01-02T04:00:00Z"),
                                56.5,
                                "an operator, zone FR")),
                new Mark.PhaseEnd(250_000_000, "train"),
                new Mark.JobEnd(300_000_000, 137));
    }

    static List<ProcessRow> processes() {
        return List.of(
                new ProcessRow(1_000, 4242, 1, "sh", 0.01, Double.NaN, Double.NaN, Double.NaN, Double.NaN),
                new ProcessRow(200_000_000, 4243, 4242, "py,thon \"3\" é", 0.19, 1048576, 524288, 0.75, 2147483648.0));
    }

    /** Writes the run, with its end if {@code end} is not null. */
    static Path write(Path folder, RunInfo.End end) throws IOException {
        try (RecordingWriter writer = RecordingWriter.create(folder, info())) {
            SampleLog rapl = writer.samples("rapl");
            rapl.append(0, new double[] {0, 0, 0});
            rapl.append(100_000_000, new double[] {5.000061, 2.5, 5});
            rapl.append(200_000_000, new double[] {10.25, Double.NaN, Double.NaN});
            rapl.append(300_000_000, new double[] {1234567.000001, 2.75, -0.5});
            SampleLog nvidia = writer.samples("nvidia");
            nvidia.append(12_345, new double[] {31.4});
            nvidia.append(250_000_000, new double[] {Double.NaN});
            for (Mark mark : marks()) {
                writer.mark(mark);
            }
            for (ProcessRow row : processes()) {
                writer.process(row);
            }
            if (end != null) {
                writer.end(end);
            }
        }
        return folder;
    }
}
