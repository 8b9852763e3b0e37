package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkTest {
    private static final Path LAUNCHER = Path.of("..", "powermeter").toAbsolutePath();

    @TempDir
    Path folder;

    private Path events;

    @BeforeEach
    void makeEventFile() throws IOException {
        events = Files.createFile(folder.resolve("events"));
    }

    /** Gives the launcher words that it tells itself: anything else would make it build the program. */
    private MeterProcess.Outcome launcher(Path eventFile, String... words) throws Exception {
        return MeterProcess.ofLauncher(folder, LAUNCHER)
                .environment("POWERMETER_EVENTS", eventFile.toString())
                .environment("POWERMETER_JAVA_HOME", "/no/jvm/is/started")
                .run(words);
    }

    private MeterProcess.Outcome program(String... words) throws Exception {
        return MeterProcess.in(folder)
                .environment("POWERMETER_EVENTS", events.toString())
                .run(words);
    }

    private JsonNode line() throws IOException {
        List<String> lines = Files.readAllLines(events);
        assertThat(lines).hasSize(1);
        return new ObjectMapper().readTree(lines.get(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "begin,fine tuning | {\"phase\": \"fine tuning\", \"event\": \"begin\"}",
                "end,a/b={c} (50%) 'd' | {\"phase\": \"a/b={c} (50%) 'd'\", \"event\": \"end\"}",
                "metric,loss,0.25 | {\"metric\": \"loss\", \"value\": 0.25}",
                "metric,samples,60000 | {\"metric\": \"samples\", \"value\": 60000}",
                "metric,gain,-1.5e-05 | {\"metric\": \"gain\", \"value\": -1.5e-05}",
                "progress,0,10 | {\"progress\": {\"done\": 0, \"total\": 10}}"
            })
    void mark_plainWords_areToldByTheLauncherWithTheTimeOfDay(String words, String told) throws Exception {
        Instant before = Instant.now();
        MeterProcess.Outcome outcome = launcher(events, ("mark," + words).split(","));

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).isEmpty();
        List<String> fields = new ArrayList<>();
        JsonNode expected = new ObjectMapper().readTree(told);
        expected.fieldNames().forEachRemaining(fields::add);
        JsonNode line = line();
        assertThat(fields).allSatisfy(field -> assertThat(line.get(field)).isEqualTo(expected.get(field)));
        assertThat(line.get("wall").longValue() / 1_000_000)
                .isBetween(before.toEpochMilli(), Instant.now().toEpochMilli());
    }

    @Test
    void mark_noMeterAround_doesNothingAndIsNoError() throws Exception {
        Path gone = folder.resolve("gone");
        MeterProcess.Outcome outcome = launcher(gone, "mark", "begin", "train");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).as("only a terminal is told").isEmpty();
        assertThat(gone).as("the file of a run that is over").doesNotExist();
    }

    @Test
    void mark_otherWords_areToldByTheProgramWithItsSteadyClock() throws Exception {
        MeterProcess.Outcome outcome = program("mark", "begin", "say \"hi\"\n");

        assertThat(outcome.exitCode()).isZero();
        assertThat(line().get("phase").asText()).isEqualTo("say \"hi\"\n");
        assertThat(line().get("event").asText()).isEqualTo("begin");
        assertThat(line().get("t").longValue()).isLessThanOrEqualTo(System.nanoTime());
    }

    @Test
    void mark_wrongUsage_isTwoWithTheRemedy() throws Exception {
        MeterProcess.Outcome outcome = program("mark", "progress", "0", "0");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .isEqualTo("powermeter: mark progress needs DONE from 0 and TOTAL above 0, such as 3 10.\n");
        assertThat(events).isEmptyFile();
    }

    @Test
    void run_jobThatMarks_hasItsPhasesWhereItSaid() throws Exception {
        String job =
                LAUNCHER + " mark begin a; sleep 0.3; " + LAUNCHER + " mark end a; " + LAUNCHER + " mark metric m 7";
        MeterProcess.Outcome outcome = MeterProcess.in(folder)
                .run("run", "--quiet", "--report", "json", "--out", "run", "--", "/bin/sh", "-c", job);

        assertThat(outcome.exitCode()).isZero();
        JsonNode summary = RunFolder.summary(folder.resolve("run"));
        assertThat(summary.at("/phases/0/name").asText()).isEqualTo("a");
        // seen four times a second: without the time of day, both edges would be when they were seen
        assertThat(summary.at("/phases/0/seconds").doubleValue())
                .isBetween(0.29, summary.get("seconds").doubleValue());
        assertThat(summary.at("/metrics/m").intValue()).isEqualTo(7);
    }
}
