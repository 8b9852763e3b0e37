package io.powermeter.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.powermeter.host.FakeHost;
import io.powermeter.recording.Mark;
import io.powermeter.recording.RecordingException;
import io.powermeter.recording.RecordingReader;
import io.powermeter.recording.RecordingWriter;
import io.powermeter.recording.RunInfo;
import io.powermeter.summary.PhaseEnergy;
import io.powermeter.summary.Summary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Java API, on a machine without sensors whose CPUs are never busy. */
@Timeout(30)
class PowerMeterTest {
    @TempDir
    Path root;

    private PowerMeter.Builder builder() {
        FakeHost host = FakeHost.empty(root.resolve("machine")).put("/proc/stat", "cpu 0 0 0 0 0 0 0 0 0 0");
        return PowerMeter.builder().host(host).recordTo(root.resolve("runs")).period(Duration.ofMillis(5));
    }

    private static void spend(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @Test
    void start_wholeRun_recordsPhasesAndMetricsAndSumsUp() throws RecordingException {
        Run run = builder().setting("country", "FRA").build().start("a run");
        try (run) {
            try (Phase train = run.phase("train")) {
                spend(60);
                Phase early = run.phase("early");
                spend(30);
                Phase late = run.phase("late");
                early.close();
                early.close();
                spend(30);
                late.close();
                assertThat(train).isNotNull();
            }
            run.metric("loss", 0.5);
            run.metric("loss", Double.NaN);
            run.metric("loss", Double.POSITIVE_INFINITY);
            run.warning("Mind this.");
            assertThat(run.live().seconds()).isBetween(0.1, 20.0);
            assertThat(run.live().progress()).isEmpty();
            assertThat(run.eventsFile()).as("the job is this process").isEmpty();
        }
        run.close();
        assertThat(run.failure()).isEmpty();
        Summary summary = run.summary();
        assertThat(summary.recording().damages()).isEmpty();
        assertThat(summary.recording().endedEarly()).isFalse();
        assertThat(summary.recording().info().settings()).containsEntry("country", "FRA");
        assertThat(summary.phasesByName())
                .extracting(PhaseEnergy::name, PhaseEnergy::count, PhaseEnergy::depth)
                .containsExactly(tuple("train", 1, 0), tuple("early", 1, 1), tuple("late", 1, 2));
        assertThat(summary.phasesByName().get(0).seconds()).isBetween(0.12, 20.0);
        assertThat(summary.metrics()).containsOnlyKeys("loss").containsEntry("loss", 0.5);
        assertThat(summary.warnings()).contains("Mind this.");
        assertThat(summary.energy().coverage()).as("nothing measures here").isZero();
    }

    @Test
    void run_interruptedThread_goesOnRecording() throws RecordingException {
        Run run = builder().build().start("a");
        Thread.currentThread().interrupt();
        run.phase("train").close();
        run.metric("loss", 0.5);
        assertThat(Thread.interrupted()).as("the interrupt is the job's").isTrue();
        run.metric("loss", 0.25);
        run.close();
        assertThat(run.failure()).isEmpty();
        assertThat(run.summary().metrics()).containsEntry("loss", 0.25);
        assertThat(run.summary().phasesByName()).hasSize(1);
    }

    @Test
    void summary_beforeClose_isRefused() throws RecordingException {
        try (Run run = builder().build().start("a")) {
            assertThatThrownBy(run::summary)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the run still goes on: close it first");
        }
    }

    @Test
    void delete_closedRun_leavesNothingButItsSummary() throws RecordingException {
        Run run = builder().build().start("gone");
        assertThatThrownBy(run::delete).isInstanceOf(IllegalStateException.class);
        run.close();
        Summary summary = run.summary();
        run.delete();
        assertThat(root.resolve("runs")).isEmptyDirectory();
        assertThat(summary.window().seconds()).isPositive();
        assertThatThrownBy(run::delete)
                .isInstanceOf(RecordingException.class)
                .hasMessageStartingWith("Cannot delete the recording in " + run.folder() + ": ");
    }

    @Test
    void start_child_takesItsEventsAndExitCode() throws IOException {
        Run run = builder().build().start("child", List.of("some", "command"));
        try (run) {
            Path events = run.eventsFile().orElseThrow();
            assertThat(events).isEmptyFile();
            run.jobStarted(ProcessHandle.current().pid());
            Files.writeString(
                    events, "{\"metric\": \"m\", \"value\": 2}\nbad\n{\"progress\": {\"done\": 1, \"total\": 2}}");
            run.jobEnded(137);
        }
        Summary summary = run.summary();
        assertThat(run.eventsFile().orElseThrow()).as("it is in the recording").doesNotExist();
        assertThat(summary.metrics()).containsEntry("m", 2.0);
        assertThat(summary.recording().info().command()).containsExactly("some", "command");
        assertThat(summary.recording().info().end())
                .satisfies(end -> assertThat(end.exitCode()).isEqualTo(137))
                .satisfies(end -> assertThat(end.badEventLines()).isEqualTo(1));
        assertThat(summary.warnings()).contains("1 lines of the job's event file were not understood and left out.");
    }

    @Test
    void start_noCommand_isRefusedAndMakesNothing() {
        assertThatThrownBy(() -> builder().build().start("a", List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the command has no words");
        assertThat(root.resolve("runs")).doesNotExist();
    }

    @Test
    void start_folderThatIsThere_isRefused() throws IOException {
        Path folder = Files.createDirectory(root.resolve("mine"));
        assertThatThrownBy(() -> builder().recordInto(folder).build().start("a"))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("it is there already");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void start_twiceAtOnce_givesTwoRuns() throws RecordingException {
        PowerMeter meter = builder().build();
        try (Run first = meter.start("same");
                Run second = meter.start("same")) {
            assertThat(first.folder()).isNotEqualTo(second.folder());
        }
    }

    /** A program may make thousands of runs. */
    @Test
    void close_leavesNoFileOpen() throws IOException {
        List<String> before = openFiles();
        try (Run run = builder().build().start("a")) {
            run.phase("train").close();
        }
        try (Run run = builder().build().start("b", List.of("true"))) {
            run.jobStarting();
        }
        assertThat(before).as("what was open before").containsAll(openFiles());
    }

    /** Returns what the kernel shows of this process's files of the kernel, and of runs. */
    private List<String> openFiles() throws IOException {
        List<String> files = new ArrayList<>();
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            for (Path file : open.toList()) {
                try {
                    files.add(Files.readSymbolicLink(file).toString());
                } catch (NoSuchFileException e) {
                    // it was the list itself
                }
            }
        }
        files.removeIf(file -> !file.matches("/(proc|sys)/.*(?<!/fd)") && !file.startsWith(root.toString()));
        return files;
    }

    /** Two meters that look for a free name at once find the same one: who comes second takes the next. */
    @Test
    void record_manyAtOnce_giveEachAFolderOfItsOwn() throws Exception {
        PowerMeter meter = builder().build();
        RunInfo info;
        try (Run run = meter.start("pattern")) {
            info = RecordingReader.read(run.folder()).info();
        }
        int runs = 200;
        Set<Path> folders = ConcurrentHashMap.newKeySet();
        IntStream.range(0, runs).parallel().forEach(i -> {
            try (RecordingWriter writer = meter.record("same", new ManualClock(0), info)) {
                folders.add(writer.folder());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(folders).hasSize(runs);
    }

    @Test
    void record_folderThatCannotBeMade_isToldAndNotTriedForEver() throws Exception {
        RunInfo info;
        try (Run run = builder().build().start("pattern")) {
            info = RecordingReader.read(run.folder()).info();
        }
        Path file = Files.createFile(root.resolve("file"));
        assertThatThrownBy(() -> builder().recordTo(file).build().record("a", new ManualClock(0), info))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("is a file, not a folder");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lenet5 on mnist | lenet5-on-mnist",
                "../../etc/passwd | etc-passwd",
                "/etc/passwd | etc-passwd",
                ".. | ''",
                "... | ''",
                "-rf | rf",
                "a/../../b | a-..-..-b",
                "'' | ''",
                "été | t-",
                "日本 | ''",
            })
    void folderFor_anyName_isOneFolderInsideRuns(String name, String plain) {
        Path folder = builder().build().folderFor(name, new ManualClock(0));
        assertThat(folder.getParent()).isEqualTo(root.resolve("runs"));
        assertThat(folder.normalize()).isEqualTo(folder);
        assertThat(folder.getFileName().toString())
                .matches("\\d{4}-\\d\\d-\\d\\d_\\d\\d-\\d\\d-\\d\\d_.*")
                .endsWith("_" + plain);
    }

    @Test
    void folderFor_longName_isCut() {
        Path folder = builder().build().folderFor("x".repeat(500), new ManualClock(0));
        assertThat(folder.getFileName().toString())
                .endsWith("_" + "x".repeat(40))
                .hasSize(20 + 40);
    }

    @Test
    void folderFor_secondRunInOneSecond_getsANumber() throws IOException {
        PowerMeter meter = builder().build();
        Path first = meter.folderFor("a", new ManualClock(0));
        Files.createDirectories(first);
        Path second = meter.folderFor("a", new ManualClock(0));
        assertThat(second).isEqualTo(first.resolveSibling(first.getFileName() + "_2"));
        Files.createDirectories(second);
        assertThat(meter.folderFor("a", new ManualClock(0)))
                .isEqualTo(first.resolveSibling(first.getFileName() + "_3"));
    }

    @Test
    void recordTo_afterRecordInto_isTheOneThatCounts() {
        assertThat(builder().recordInto(root.resolve("x")).build().folderFor("a", new ManualClock(0)))
                .isEqualTo(root.resolve("x"));
        PowerMeter meter = builder()
                .recordInto(root.resolve("x"))
                .recordTo(root.resolve("y"))
                .build();
        assertThat(meter.folderFor("a", new ManualClock(0)).getParent()).isEqualTo(root.resolve("y"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.000999S", "PT1H0.001S"})
    void period_outOfBounds_saysWhichItMayBe(Duration period) {
        assertThatThrownBy(() -> PowerMeter.builder().period(period))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the period must be from 1 ms to 1 h, not " + period.toNanos() / 1e6 + " ms");
    }

    @Test
    void listener_ofAWholeRun_hearsItFromBeginToEnd() throws RecordingException {
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        RunListener listener = new RunListener() {
            @Override
            public void began(RunInfo run) {
                heard.add("began " + run.name());
            }

            @Override
            public void readings(RunInfo.SamplerInfo sampler, long elapsedNanos, double[] values) {
                heard.add("readings of " + sampler.name());
            }

            @Override
            public void mark(Mark mark) {
                heard.add(mark.getClass().getSimpleName());
            }

            @Override
            public void ended(RunInfo.End end) {
                heard.add("ended");
            }
        };
        try (Run run = builder().listener(listener).build().start("heard")) {
            run.phase("train").close();
            run.metric("loss", 1);
        }
        assertThat(heard)
                .startsWith("began heard")
                .containsSubsequence("JobBegin", "PhaseBegin", "PhaseEnd", "Metric", "JobEnd")
                .contains("readings of usage")
                .endsWith("ended");
    }
}
