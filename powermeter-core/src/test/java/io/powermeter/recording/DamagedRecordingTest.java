package io.powermeter.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is whole in a damaged run folder is read, and what is not is told. */
class DamagedRecordingTest {
    private static final String LEFT_OUT = " damaged or unfinished lines were left out.";

    @TempDir
    Path root;

    private Path run;

    @BeforeEach
    void writeRun() throws IOException {
        run = Runs.write(root.resolve("run"), new RunInfo.End(310_000_000, 0, 0, 0));
    }

    private Recording read() throws RecordingException {
        return RecordingReader.read(run);
    }

    private void replace(String file, String what, String with) throws IOException {
        String before = Files.readString(run.resolve(file));
        assertThat(before).contains(what);
        Files.writeString(run.resolve(file), before.replace(what, with));
    }

    private void append(String file, String text) throws IOException {
        Files.writeString(run.resolve(file), text, StandardOpenOption.APPEND);
    }

    private void cut(String file) throws IOException {
        byte[] bytes = Files.readAllBytes(run.resolve(file));
        Files.write(run.resolve(file), java.util.Arrays.copyOf(bytes, bytes.length - 4));
    }

    @Test
    void read_samplesCutInTheLastLine_keepsTheLinesBefore() throws IOException {
        cut("samples-rapl.csv");
        assertThat(read().tables().get(0).elapsedNanos().toArray()).containsExactly(0, 100_000_000, 200_000_000);
        assertThat(read().damages()).containsExactly("samples-rapl.csv: 1" + LEFT_OUT);
    }

    @Test
    void read_samplesWithoutTheLastLineEnd_leavesTheLastLineOut() throws IOException {
        append("samples-nvidia.csv", "350000000,12");
        assertThat(read().tables().get(1).rows()).isEqualTo(2);
        assertThat(read().damages()).containsExactly("samples-nvidia.csv: 1" + LEFT_OUT);
    }

    @Test
    void read_eventsCutInTheLastLine_keepsTheLinesBefore() throws IOException {
        cut("events.jsonl");
        assertThat(read().marks()).isEqualTo(Runs.marks().subList(0, 7));
        assertThat(read().damages()).containsExactly("events.jsonl: 1" + LEFT_OUT);
    }

    @Test
    void read_processesCutInTheLastLine_keepsTheLinesBefore() throws IOException {
        cut("processes.csv");
        assertThat(read().processes()).isEqualTo(Runs.processes().subList(0, 1));
        assertThat(read().damages()).containsExactly("processes.csv: 1" + LEFT_OUT);
    }

    @Test
    void read_runJsonCut_saysThatItCannotBeRead() throws IOException {
        cut("run.json");
        assertThatThrownBy(this::read)
                .isInstanceOf(RecordingException.class)
                .hasMessageStartingWith("Cannot read " + run.resolve("run.json") + ": Unexpected end-of-input");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x,1,2,3",
                "150000000,1,2",
                "150000000,1,2,3,4",
                "150000000,1,2,x",
                "150000000,1,2,1e5",
                "150000000,1,2,NaN",
                "150000000,1,2,-",
                "150000000,1,2,1.",
                "150000000,1,2,.5",
                "150000000,1,2,3 ",
                "150000000;1;2;3",
                "-1,1,2,3",
                "99999999,1,2,3",
                "9999999999999999999,1,2,3",
                "150000000,1,2,9999999999999999999",
                "150000000,1,2,0.12345678901234567890",
                "",
                "\u0000\u0000\u0000"
            })
    void read_damagedSampleRow_isLeftOutAndToldAndTheRestKept(String line) throws IOException {
        replace("samples-rapl.csv", "200000000,10.25,,\n", line + "\n200000000,10.25,,\n");
        assertThat(read().tables().get(0).elapsedNanos().toArray())
                .containsExactly(0, 100_000_000, 200_000_000, 300_000_000);
        assertThat(read().damages()).containsExactly("samples-rapl.csv: 1" + LEFT_OUT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "",
                "null",
                "[1]",
                "{\"elapsed_ns\":1}",
                "{\"elapsed_ns\":1.5,\"warning\":\"x\"}",
                "{\"elapsed_ns\":\"1\",\"warning\":\"x\"}",
                "{\"elapsed_ns\":-1,\"warning\":\"x\"}",
                "{\"elapsed_ns\":99999999999999999999,\"warning\":\"x\"}",
                "{\"elapsed_ns\":9000000000000000000,\"warning\":\"x\"}",
                "{\"elapsed_ns\":1,\"job\":\"pause\"}",
                "{\"elapsed_ns\":1,\"phase\":\"a\",\"event\":\"middle\"}",
                "{\"elapsed_ns\":1,\"metric\":\"a\",\"value\":\"high\"}",
                "{\"elapsed_ns\":1,\"metric\":\"a\",\"value\":1e999}",
                "{\"elapsed_ns\":1,\"warning\":\"x\"} {\"elapsed_ns\":1,\"warning\":\"y\"}",
                "{\"elapsed_ns\":1,\"gap\":\"rapl/core-0\",\"from_ns\":2,\"reason\":\"x\"}",
                "not json",
                "{\"elapsed_ns\":1,"
            })
    void read_damagedEvent_isLeftOutAndToldAndTheRestKept(String line) throws IOException {
        append("events.jsonl", line + "\n");
        assertThat(read().marks()).isEqualTo(Runs.marks());
        assertThat(read().damages()).containsExactly("events.jsonl: 1" + LEFT_OUT);
    }

    @Test
    void read_deepOrHugeEvent_isLeftOutAndTold() throws IOException {
        append(
                "events.jsonl",
                "[".repeat(60_000) + "\n{\"elapsed_ns\":1,\"warning\":\"" + "x".repeat(100_000) + "\"}\n");
        assertThat(read().marks()).isEqualTo(Runs.marks());
        assertThat(read().damages()).containsExactly("events.jsonl: 2" + LEFT_OUT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1,2,3,sh,0.1,,,",
                "1,2,3,sh,0.1,,,,,",
                "x,2,3,sh,0.1,,,,",
                "1,2,3,sh,high,,,,",
                "1,2,3,sh,Infinity,,,,",
                "1,2,3,\"sh,0.1,,,,",
                "-1,2,3,sh,0.1,,,,"
            })
    void read_damagedProcessRow_isLeftOutAndToldAndTheRestKept(String line) throws IOException {
        append("processes.csv", line + "\n");
        assertThat(read().processes()).isEqualTo(Runs.processes());
        assertThat(read().damages()).containsExactly("processes.csv: 1" + LEFT_OUT);
    }

    @Test
    void read_otherHeader_readsNothingOfThatFile() throws IOException {
        replace("samples-rapl.csv", "elapsed_ns,rapl/package-0", "elapsed_ns,rapl/package-9");
        assertThat(read().tables().get(0).rows()).isZero();
        assertThat(read().tables().get(1).rows()).isEqualTo(2);
        assertThat(read().damages())
                .containsExactly("samples-rapl.csv: its columns are not those of run.json, so nothing of it was read.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"samples-rapl.csv", "events.jsonl", "processes.csv"})
    void read_missingFile_isTold(String file) throws IOException {
        Files.delete(run.resolve(file));
        assertThat(read().damages()).containsExactly(file + ": the file is missing.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"samples-rapl.csv", "events.jsonl", "processes.csv"})
    void read_folderInPlaceOfAFile_isTold(String file) throws IOException {
        Files.delete(run.resolve(file));
        Files.createDirectory(run.resolve(file));
        assertThat(read().damages()).containsExactly(file + ": it is not a plain file.");
    }

    @Test
    void read_noRunFolder_saysWhatToGive() throws IOException {
        Path empty = Files.createDirectory(root.resolve("empty"));
        Path file = Files.writeString(root.resolve("file"), "x");
        for (Path none : new Path[] {empty, file, root.resolve("nowhere")}) {
            assertThatThrownBy(() -> RecordingReader.read(none))
                    .isInstanceOf(RecordingException.class)
                    .hasMessage(none + " is not a run folder: there is no run.json in it."
                            + " Give the folder that `powermeter run` named at its end.");
        }
    }

    @Test
    void read_laterFormat_saysWhichPowermeterToUse() throws IOException {
        replace("run.json", "\"formatVersion\" : 1", "\"formatVersion\" : 2");
        assertThatThrownBy(this::read)
                .isInstanceOf(RecordingException.class)
                .hasMessage("Cannot read " + run.resolve("run.json")
                        + ": it is of format version 2, and this powermeter reads version 1."
                        + " Use the powermeter that made it (toolVersion 0.1.0) or a later one.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "\"formatVersion\" : 1, | | the field \"formatVersion\" is missing.",
                "\"name\" : \"rapl\" | \"name\" : \"../rapl\" | \"../rapl\" is not the name of a sampler.",
                "\"name\" : \"rapl\" | \"name\" : \"/etc/x\" | \"/etc/x\" is not the name of a sampler.",
                "\"name\" : \"rapl\" | \"name\" : \"\" | \"\" is not the name of a sampler.",
                "\"name\" : \"nvidia\" | \"name\" : \"rapl\" | the sampler \"rapl\" is there twice.",
                "\"component\" : \"CPU\" | \"component\" : \"MOON\" | \"MOON\" is not a component.",
                "\"quantity\" : \"ENERGY\" | \"quantity\" : 5 | \"5\" is not a quantity.",
                "\"origin\" : \"MEASURED\" | \"origin\" : null | the field \"origin\" is missing.",
                "2026-01-02T03:04:05.678Z | yesterday | \"yesterday\" is not an instant.",
                "\"wrapsAt\" : 262143.32885 | \"wrapsAt\" : -1 | rapl/package-0: only a counter wraps, and at a value above 0, not -1.0",
                "\"periodNanos\" : 100000000 | \"periodNanos\" : 0 | no sampler is read every 0 ns.",
                "\"elapsedNanos\" : 310000000 | \"elapsedNanos\" : -7 | no run ends -7 ns after its start.",
                "\"elapsedNanos\" : 310000000 | \"elapsedNanos\" : 9000000000000000000 | no run ends 9000000000000000000 ns after its start.",
            })
    void read_badRunJson_saysWhatIsWrong(String what, String with, String why) throws IOException {
        replace("run.json", what, with == null ? "" : with);
        assertThatThrownBy(this::read)
                .isInstanceOf(RecordingException.class)
                .hasMessage("Cannot read " + run.resolve("run.json") + ": " + why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "5", "null", "\"x\""})
    void read_runJsonThatIsNoObject_saysSo(String text) throws IOException {
        Files.writeString(run.resolve("run.json"), text);
        assertThatThrownBy(this::read)
                .isInstanceOf(RecordingException.class)
                .hasMessage("Cannot read " + run.resolve("run.json") + ": it is not a JSON object.");
    }

    @Test
    void read_runJsonNotUtf8_isARecordingException() throws IOException {
        Files.write(run.resolve("run.json"), new byte[] {(byte) 0xc3, (byte) 0x28});
        assertThatThrownBy(this::read)
                .isInstanceOf(RecordingException.class)
                .hasMessageStartingWith("Cannot read " + run.resolve("run.json") + ": ");
    }

    @Test
    void read_eventsNotUtf8_keepsTheLinesAround() throws IOException {
        Files.write(
                run.resolve("events.jsonl"),
                "{\"elapsed_ns\":310000000,\"warning\":\"\u00ff\"}\n".getBytes(StandardCharsets.ISO_8859_1),
                StandardOpenOption.APPEND);
        assertThat(read().marks()).hasSize(9);
        assertThat(read().marks().get(8)).isEqualTo(new Mark.Warning(310_000_000, "\ufffd"));
    }

    @Test
    void read_endWithoutExitCode_hasNone() throws IOException {
        replace("run.json", "\"exitCode\" : 0", "\"exitCode\" : null");
        assertThat(read().info().end()).isEqualTo(new RunInfo.End(310_000_000, null, 0, 0));
    }
}
