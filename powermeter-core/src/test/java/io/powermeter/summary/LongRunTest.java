package io.powermeter.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import io.powermeter.recording.Machine;
import io.powermeter.recording.Recording;
import io.powermeter.recording.RecordingReader;
import io.powermeter.recording.RecordingWriter;
import io.powermeter.recording.RunInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sums a run of a million readings up in a JVM that has no room for them as they are. */
class LongRunTest {
    private static final int ROWS = 1_500_000;
    private static final long MILLISECOND = 1_000_000;
    private static final Channel PACKAGE =
            Channel.of("rapl/package-0", Component.CPU, Quantity.ENERGY, Origin.MEASURED);

    @TempDir
    private Path root;

    @Test
    void summary_millionReadingsInSmallMemory_isWhole() throws Exception {
        Path run = write(root.resolve("run"));
        Process reader = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LongRunTest.class.getName(),
                        run.toString())
                .redirectErrorStream(true)
                .start();
        String told = new String(reader.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(reader.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(told.strip()).isEqualTo("[] " + ROWS + " " + joules(ROWS - 1) + " 50.0");
    }

    /** Tells the damages, the rows, the joules and the peak of a run. */
    public static void main(String[] args) throws Exception {
        Recording recording = RecordingReader.read(Path.of(args[0]));
        Summary summary = Summary.of(recording);
        System.out.println(recording.damages() + " " + recording.tables().get(0).rows() + " "
                + summary.energy().joules() + " " + Math.rint(1e6 * summary.peakWatts()) / 1e6);
    }

    private static double joules(long row) {
        return row * 50_000 / 1e6;
    }

    private static Path write(Path folder) throws IOException {
        RunInfo info = new RunInfo(
                "long",
                List.of("train"),
                Instant.EPOCH,
                0,
                new Machine("A CPU", 1, 1, 1, 1, "GNU/Linux", "none", "OpenJDK"),
                List.of(new RunInfo.SamplerInfo("rapl", MILLISECOND, List.of(PACKAGE), List.of())),
                Map.of(),
                Map.of(),
                "0.1.0",
                null);
        try (RecordingWriter writer = RecordingWriter.create(folder, info)) {
            for (int row = 0; row < ROWS; row++) {
                writer.samples("rapl").append(row * MILLISECOND, new double[] {joules(row)});
            }
            writer.end(new RunInfo.End((ROWS - 1) * MILLISECOND, 0, 0, 0));
        }
        return folder;
    }
}
