package io.powermeter.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run folder of a stranger: reading it ends, stays within memory, and what must not be seen of it can be hidden. */
class HostileRecordingTest {
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

    @ParameterizedTest
    @ValueSource(strings = {"samples-rapl.csv", "events.jsonl", "processes.csv"})
    void read_deviceWithoutEndInPlaceOfAFile_isToldAtOnce(String file) throws IOException {
        Files.delete(run.resolve(file));
        Files.createSymbolicLink(run.resolve(file), Path.of("/dev/zero"));

        assertThat(read().damages()).containsExactly(file + ": it is not a plain file.");
    }

    @Test
    void read_runJsonWithoutEnd_isRefusedAtOnce() throws IOException {
        Files.delete(run.resolve("run.json"));
        Files.createSymbolicLink(run.resolve("run.json"), Path.of("/dev/zero"));

        assertThatThrownBy(this::read)
                .isInstanceOf(RecordingException.class)
                .hasMessage("Cannot read " + run.resolve("run.json") + ": it is not a plain file");
    }

    @Test
    void read_runJsonOfAGigabyte_isRefusedUnread() throws IOException {
        try (RandomAccessFile sparse =
                new RandomAccessFile(run.resolve("run.json").toFile(), "rw")) {
            sparse.setLength(1L << 30);
        }

        assertThatThrownBy(this::read)
                .isInstanceOf(RecordingException.class)
                .hasMessageEndingWith("it is larger than 16 MiB, so it is no run.json.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void read_deepRunJson_isRefused(String bracket) throws IOException {
        Files.writeString(run.resolve("run.json"), bracket.repeat(1_000_000));

        assertThatThrownBy(this::read).isInstanceOf(RecordingException.class).hasMessageContaining("nesting depth");
    }

    @Test
    void read_moreNumbersThanMemory_keepsTheBeginningAndTellsIt() throws IOException {
        Recording recording = RecordingReader.read(run, 40, ReadingProgress.NONE);

        assertThat(recording.tables().get(0).rows()).isPositive().isLessThan(4);
        assertThat(recording.damages())
                .isNotEmpty()
                .allMatch(damage -> damage.contains("it is too long for the memory, so only its first "));
    }

    @Test
    void bounded_longStream_endsAtTheBound() throws IOException {
        assertThat(new BoundedInputStream(new ByteArrayInputStream(new byte[10]), 7, bytes -> {}).readAllBytes())
                .hasSize(7);
        try (InputStream byteByByte =
                new BoundedInputStream(new ByteArrayInputStream(new byte[] {1, 2}), 1, bytes -> {})) {
            assertThat(byteByByte.read()).isEqualTo(1);
            assertThat(byteByByte.read()).isEqualTo(-1);
        }
    }

    @Test
    void redacted_keepsTheProgramAndTheNumberOfItsWords() throws IOException {
        String json = Files.readString(run.resolve("run.json"));
        Files.writeString(
                run.resolve("run.json"), json.replace(read().info().command().get(0), "/secret/place/train"));
        Recording redacted = read().redacted();

        assertThat(redacted.info().command())
                .startsWith("train")
                .hasSameSizeAs(read().info().command());
        assertThat(redacted.info().command().stream().skip(1)).containsOnly("[redacted]");
        assertThat(redacted.processes()).isNotEmpty().allMatch(row -> row.name().equals("[redacted]"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {"=1+1 | '=1+1", "+x | '+x", "@x | '@x", "-bash | '-bash", "py=3 | py=3"})
    void processRow_nameThatASpreadsheetWouldCalculate_isText(String name, String kept) {
        assertThat(new ProcessRow(0, 1, 0, name, 0, 0, 0, 0, 0).name()).isEqualTo(kept);
    }
}
