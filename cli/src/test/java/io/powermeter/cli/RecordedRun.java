package io.powermeter.cli;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import io.powermeter.recording.Machine;
import io.powermeter.recording.Mark;
import io.powermeter.recording.RecordingWriter;
import io.powermeter.recording.RunInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A recording of a job that never was: 10 s, of which 8 are its phase {@code train}, at constant watts.
 *
 * @param name of the run
 * @param watts of its one socket
 * @param accuracy that it told
 * @param minute of its start
 * @param ends whether it was recorded to its end
 */
record RecordedRun(String name, double watts, double accuracy, int minute, boolean ends) {
    private static final long SECOND = 1_000_000_000L;

    static RecordedRun of(String name, double watts, int minute) {
        return new RecordedRun(name, watts, 0.9 + watts / 1e4, minute, true);
    }

    RecordedRun killed() {
        return new RecordedRun(name, watts, accuracy, minute, false);
    }

    /** Writes it into a folder of its own. */
    Path write(Path folder) throws IOException {
        Channel socket = Channel.of("rapl/package-0", Component.CPU, Quantity.ENERGY, Origin.MEASURED);
        RunInfo info = new RunInfo(
                name,
                List.of("train", name),
                Instant.parse("2026-11-22T09:00:00Z").plusSeconds(60L * minute),
                0,
                new Machine("A CPU", 1, 4, 8, 16L << 30, "an OS", "none", "a JVM"),
                List.of(new RunInfo.SamplerInfo("rapl", SECOND / 10, List.of(socket), List.of())),
                Map.of(),
                Map.of("intensity", "100"),
                "0.1.0",
                null);
        try (RecordingWriter run = RecordingWriter.create(folder, info)) {
            run.mark(new Mark.JobBegin(0, 1));
            run.mark(new Mark.PhaseBegin(SECOND, "train"));
            run.mark(new Mark.Metric(8 * SECOND, "samples", 1000));
            run.mark(new Mark.PhaseEnd(9 * SECOND, "train"));
            run.mark(new Mark.Metric(9 * SECOND, "accuracy", accuracy));
            for (int i = 0; i <= 100; i++) {
                run.samples("rapl").append(i * SECOND / 10, new double[] {watts * i / 10});
            }
            if (ends) {
                run.mark(new Mark.JobEnd(10 * SECOND, 0));
                run.end(new RunInfo.End(10 * SECOND, 0, 0, 0));
            }
        }
        return folder;
    }
}
