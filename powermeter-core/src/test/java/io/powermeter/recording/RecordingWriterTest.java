package io.powermeter.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingWriterTest {
    @TempDir
    Path root;

    @Test
    void create_folderThatIsThere_isRefusedAndUntouched() throws IOException {
        Path run = Runs.write(root.resolve("run"), null);
        Files.writeString(run.resolve("run.json"), "mine");
        assertThatThrownBy(() -> RecordingWriter.create(run, Runs.info()))
                .isInstanceOf(RecordingException.class)
                .hasMessage("Cannot record to " + run
                        + ": it is there already, and a recording is never overwritten. Give another folder with --out,"
                        + " or append to it with --continue.");
        assertThat(run.resolve("run.json")).hasContent("mine");
        assertThat(run.resolve("samples-rapl.csv")).isNotEmptyFile();
    }

    @Test
    void create_emptyFolder_isRefusedToo() throws IOException {
        Path run = Files.createDirectory(root.resolve("empty"));
        assertThatThrownBy(() -> RecordingWriter.create(run, Runs.info())).hasMessageContaining("it is there already");
        assertThat(run).isEmptyDirectory();
    }

    @Test
    void create_fileInPlaceOfTheFolder_isRefusedAndUntouched() throws IOException {
        Path file = Files.writeString(root.resolve("file"), "mine");
        assertThatThrownBy(() -> RecordingWriter.create(file, Runs.info())).hasMessageContaining("it is there already");
        assertThat(file).hasContent("mine");
    }

    @Test
    void create_missingParents_areMade() throws IOException {
        Path run = root.resolve("a/b/run");
        RecordingWriter.create(run, Runs.info()).close();
        assertThat(run.resolve("run.json")).isRegularFile();
    }

    @Test
    void create_fileInPlaceOfTheParent_saysWhatWhereAndRemedy() throws IOException {
        Path file = Files.writeString(root.resolve("file"), "mine");
        Path run = file.resolve("run");
        assertThatThrownBy(() -> RecordingWriter.create(run, Runs.info()))
                .isInstanceOf(RecordingException.class)
                .hasMessage("Cannot record to " + run + ": " + file
                        + " is a file, not a folder. Give a folder that can be made with --out.");
        assertThat(file).hasContent("mine");
    }

    @Test
    void create_fileInPlaceOfTheGrandparent_saysWhatWhereAndRemedy() throws IOException {
        Path file = Files.writeString(root.resolve("file"), "mine");
        Path run = file.resolve("runs/run");
        assertThatThrownBy(() -> RecordingWriter.create(run, Runs.info()))
                .isInstanceOf(RecordingException.class)
                .hasMessageStartingWith("Cannot record to " + run + ": ")
                .hasMessageEndingWith("Not a directory. Give a folder that can be made with --out.");
    }

    @Test
    void create_done_runCanBeReadAtOnceAndHasNoEnd() throws IOException {
        Path run = root.resolve("run");
        try (RecordingWriter writer = RecordingWriter.create(run, Runs.info())) {
            assertThat(writer.folder()).isEqualTo(run);
            Recording read = RecordingReader.read(run);
            assertThat(read.damages()).isEmpty();
            assertThat(read.info()).isEqualTo(Runs.info());
            assertThat(read.tables()).extracting(SampleTable::rows).containsExactly(0, 0);
        }
    }

    @Test
    void end_done_leavesNoSecondRunJson() throws IOException {
        Path run = Runs.write(root.resolve("run"), new RunInfo.End(1, null, 0, 0));
        assertThat(run.resolve("run.json.new")).doesNotExist();
        assertThat(RecordingReader.read(run).info().end()).isEqualTo(new RunInfo.End(1, null, 0, 0));
    }

    @Test
    void mark_anyKind_isInTheFileAtOnce() throws IOException {
        try (RecordingWriter writer = RecordingWriter.create(root.resolve("run"), Runs.info())) {
            for (int i = 0; i < Runs.marks().size(); i++) {
                writer.mark(Runs.marks().get(i));
                assertThat(Files.readAllLines(root.resolve("run/events.jsonl"))).hasSize(i + 1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "/etc/x", "a/b", "", "a b", "..", "a\n"})
    void samplerInfo_nameThatIsNoFileName_isRefused(String name) {
        assertThatThrownBy(() -> new RunInfo.SamplerInfo(name, 1, List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"" + name + "\" is not the name of a sampler.");
    }

    @Test
    void samples_unknownSampler_isRefused() throws IOException {
        try (RecordingWriter writer = RecordingWriter.create(root.resolve("run"), Runs.info())) {
            assertThatThrownBy(() -> writer.samples("none"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no sampler none in this run");
        }
    }

    @Test
    void append_afterClose_throwsAnIoException() throws IOException {
        RecordingWriter writer = RecordingWriter.create(root.resolve("run"), Runs.info());
        writer.close();
        assertThatThrownBy(() -> writer.samples("rapl").append(1_000_000_000, new double[3]))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> writer.mark(new Mark.Warning(1, "x"))).isInstanceOf(IOException.class);
    }
}
