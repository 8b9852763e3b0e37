package io.powermeter.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import io.powermeter.recording.Mark;
import io.powermeter.recording.ProcessRow;
import io.powermeter.recording.Recording;
import io.powermeter.recording.RecordingReader;
import io.powermeter.recording.RunInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLogTest {
    private static final List<Channel> CHANNELS =
            List.of(Channel.of("fake/x", Component.CPU, Quantity.ENERGY, Origin.MEASURED));

    @TempDir
    Path root;

    @Test
    void failure_nothingWentWrong_isNothing() throws IOException {
        TestLog test = new TestLog(root.resolve("run"), CHANNELS);
        test.log.row(test.samples(), 1, new double[] {2});
        test.log.mark(new Mark.Warning(1, "x"));
        test.log.process(new ProcessRow(1, 2, 3, "sh", 0, 0, 0, 0, 0));
        test.log.end(new RunInfo.End(5, null, 0, 0));
        test.log.close();
        assertThat(test.log.failure()).isEmpty();
        assertThat(test.read().damages()).isEmpty();
    }

    @Test
    void write_failed_isKeptAndNothingThrowsOrIsWrittenAfterwards() throws IOException {
        TestLog test = new TestLog(root.resolve("run"), CHANNELS);
        test.log.row(test.samples(), 1, new double[] {2});
        test.writer.close();
        test.log.mark(new Mark.Warning(1, "lost"));
        String failure = test.log.failure().orElseThrow();
        assertThat(failure)
                .startsWith("Cannot go on recording to " + root.resolve("run") + ": ")
                .endsWith(". What was written until then can be read.")
                .doesNotContain("null");
        test.log.row(test.samples(), 1_000_000_000, new double[] {3});
        test.log.process(new ProcessRow(1, 2, 3, "sh", 0, 0, 0, 0, 0));
        test.log.end(new RunInfo.End(5, null, 0, 0));
        test.log.close();
        assertThat(test.log.failure()).contains(failure);
        Recording read = RecordingReader.read(root.resolve("run"));
        assertThat(read.tables().get(0).rows()).isEqualTo(1);
        assertThat(read.endedEarly()).isTrue();
    }

    @Test
    void end_folderRemovedUnderneath_isKeptAsTheReason() throws IOException {
        TestLog test = new TestLog(root.resolve("run"), CHANNELS);
        Files.move(root.resolve("run"), root.resolve("elsewhere"));
        test.log.end(new RunInfo.End(5, null, 0, 0));
        test.log.close();
        assertThat(test.log.failure().orElseThrow()).contains("run.json");
    }
}
