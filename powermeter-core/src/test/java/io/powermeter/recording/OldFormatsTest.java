package io.powermeter.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import io.powermeter.sampler.Detection;
import io.powermeter.summary.Summary;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** One run folder of each format version is kept for ever and must be read for ever: the folders are never changed. */
class OldFormatsTest {
    private static Recording read(String folder) throws RecordingException, URISyntaxException {
        return RecordingReader.read(Path.of(
                Objects.requireNonNull(OldFormatsTest.class.getResource(folder)).toURI()));
    }

    @Test
    void read_format1_givesEverything() throws RecordingException, URISyntaxException {
        Recording run = read("run-format-1");
        RunInfo info = run.info();
        assertThat(run.damages()).isEmpty();
        assertThat(info.name()).isEqualTo("kept");
        assertThat(info.command()).containsExactly("sh", "-c", "true");
        assertThat(info.startedAt()).isEqualTo(Instant.parse("2026-11-22T03:00:00Z"));
        assertThat(info.startNanos()).isEqualTo(1234567890);
        assertThat(info.machine().cores()).isEqualTo(16);
        assertThat(info.absent()).containsEntry("nvidia", new Detection.Absent("There is no NVIDIA driver.", ""));
        assertThat(info.settings()).containsEntry("country", "FRA");
        assertThat(info.end()).isEqualTo(new RunInfo.End(420_000_000, 0, 1, 2));
        assertThat(info.samplers().get(0).notes()).containsExactly("A note.");
        assertThat(run.tables().get(0).channels())
                .containsExactly(
                        Channel.of("rapl/package-0", Component.CPU, Quantity.ENERGY, Origin.MEASURED)
                                .wrapsAt(262143.32885),
                        Channel.of("rapl/package-0/core", Component.CORE, Quantity.ENERGY, Origin.MEASURED)
                                .wrapsAt(262143.32885)
                                .partOf("rapl/package-0"));
        assertThat(run.tables().get(0).column(1).toArray()).containsExactly(0, 2.5, Double.NaN, 7.500061, 10);
        assertThat(run.tables().get(1).elapsedNanos().toArray())
                .containsExactly(1000, 100_001_000, 200_001_000, 300_001_000, 400_000_000);
        assertThat(run.processes().get(1))
                .isEqualTo(new ProcessRow(
                        200_001_000, 4712, 4711, "a \"b\", c", 0.02, Double.NaN, Double.NaN, Double.NaN, Double.NaN));
        assertThat(run.marks())
                .isEqualTo(List.of(
                        new Mark.JobBegin(0, 4711),
                        new Mark.PhaseBegin(50_000_000, "train"),
                        new Mark.Metric(150_000_000, "loss", 0.125),
                        new Mark.Gap(200_000_000, 100_000_000, "rapl/package-0/core", "a reason"),
                        new Mark.PhaseEnd(250_000_000, "train"),
                        new Mark.Warning(260_000_000, "A warning."),
                        new Mark.JobEnd(400_000_000, 0)));
    }

    @Test
    void summary_format1_hasItsJoules() throws RecordingException, URISyntaxException {
        Summary summary = Summary.of(read("run-format-1"));
        assertThat(summary.energy().joules()).isCloseTo(20, within(1e-9));
        assertThat(summary.phasesByName().get(0).joules()).isCloseTo(10, within(1e-9));
        assertThat(summary.job().share()).isCloseTo(0.5, within(1e-3));
    }
}
