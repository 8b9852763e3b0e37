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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
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

    @Test
    void listener_hearsWhatIsRecorded_alsoWhenTheDiskIsFull() throws IOException {
        List<String> heard = new ArrayList<>();
        RunListener listener = new RunListener() {
            @Override
            public void readings(RunInfo.SamplerInfo sampler, long elapsedNanos, double[] values) {
                heard.add(sampler.name() + " " + elapsedNanos + " " + values[0]);
            }

            @Override
            public void mark(Mark mark) {
                heard.add(mark.toString());
            }

            @Override
            public void ended(RunInfo.End end) {
                heard.add("ended " + end.elapsedNanos());
            }
        };
        TestLog test = new TestLog(root.resolve("run"), CHANNELS, 1, listener);
        ReadingLog readings = test.log.of(test.sampler);
        readings.row(1, new double[] {2});
        test.writer.close();
        test.log.mark(new Mark.PhaseBegin(2, "train"));
        readings.row(3, new double[] {4});
        test.log.end(new RunInfo.End(5, null, 0, 0));
        assertThat(test.log.failure()).isPresent();
        assertThat(heard)
                .containsExactly("fake 1 2.0", "PhaseBegin[elapsedNanos=2, phase=train]", "fake 3 4.0", "ended 5");
    }

    @Test
    void listener_threw_isToldTheEndOnceAndQuietly() throws IOException {
        AtomicInteger ends = new AtomicInteger();
        RunListener broken = new RunListener() {
            @Override
            public void mark(Mark mark) {
                throw new IllegalStateException("no network");
            }

            @Override
            public void ended(RunInfo.End end) {
                ends.incrementAndGet();
                throw new IllegalStateException("still no network");
            }
        };
        TestLog test = new TestLog(root.resolve("run"), CHANNELS, 1, broken);
        test.log.mark(new Mark.PhaseBegin(1, "train"));
        test.log.end(new RunInfo.End(5, null, 0, 0));
        assertThat(ends).hasValue(1);
        assertThat(test.marks()).filteredOn(Mark.Warning.class::isInstance).hasSize(1);
    }

    @Test
    void listener_throws_isToldNoMoreAndTheRecordingSaysSo() throws IOException {
        AtomicInteger told = new AtomicInteger();
        RunListener broken = new RunListener() {
            @Override
            public void readings(RunInfo.SamplerInfo sampler, long elapsedNanos, double[] values) {
                told.incrementAndGet();
                throw new IllegalStateException("no network");
            }
        };
        TestLog test = new TestLog(root.resolve("run"), CHANNELS, 1, broken);
        ReadingLog readings = test.log.of(test.sampler);
        readings.row(1, new double[] {2});
        readings.row(2, new double[] {3});
        assertThat(told).hasValue(1);
        assertThat(test.table().rows()).isEqualTo(2);
        assertThat(test.marks())
                .singleElement()
                .isInstanceOfSatisfying(
                        Mark.Warning.class,
                        warning -> assertThat(warning.text())
                                .contains("RunLogTest", "failed and hears no more of this run: ", "no network"));
    }
}
