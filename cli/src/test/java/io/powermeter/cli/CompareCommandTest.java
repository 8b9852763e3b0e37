package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class CompareCommandTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PrintStream systemOut = System.out;
    private final PrintStream systemErr = System.err;

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stopListening() {
        System.setOut(systemOut);
        System.setErr(systemErr);
    }

    private int compare(String... words) {
        List<String> line = new ArrayList<>(List.of("compare"));
        line.addAll(Arrays.asList(words));
        return Main.run(line.toArray(String[]::new));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8).replace(folder.toString(), "DIR");
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8).replace(folder.toString(), "DIR");
    }

    /** Writes the runs of a job in turn with those of other jobs that have other minutes. */
    private void record(String name, int minute, double... watts) throws IOException {
        for (int i = 0; i < watts.length; i++) {
            RecordedRun.of(name, watts[i], 10 * i + minute)
                    .write(folder.resolve("runs").resolve(name).resolve(String.valueOf(i + 1)));
        }
    }

    @Test
    void compare_twoGroups_tellsMeansVerdictsAndPhases() throws IOException {
        record("sparse", 2, 36, 36.5, 35.5, 36, 37);
        record("dense", 1, 100, 101, 99, 100, 140);

        int exitCode = compare("--report", "json", folder.resolve("runs").toString());

        assertThat(exitCode).as(err()).isZero();
        assertThat(err()).isEqualTo("powermeter: 10 runs in DIR/runs\n");
        assertThat(out()).isEqualTo("""

                powermeter: 2 groups, 10 runs: mean ± 95 % interval (Student t), energy MEASURED
                          n  energy          accuracy             time         energy by sample  mean power      CO₂e
                  dense   5  1.08 ± 0.22 kJ  0.9108 ± 0.0022      10.00 ± 0 s  1.08 ± 0.22 J     108 ± 22 W      30.0 ± 6.2 mg
                  sparse  5  362.0 ± 7.1 J   0.903620 ± 0.000071  10.00 ± 0 s  362.0 ± 7.1 mJ    36.20 ± 0.71 W  10.06 ± 0.20 mg

                  beside dense:
                    energy            sparse  0.338 of dense (0.281 to 0.408)            better, p 0.012 [1]
                    time              sparse  1.00 of dense (1.00 to 1.00)               not resolved [2]
                    energy by sample  sparse  0.338 of dense (0.281 to 0.408)            better, p 0.012 [1]
                    accuracy          sparse  -0.0072 beside dense (-0.0094 to -0.0050)  worse, p 0.012 [1]

                  phase          energy         of dense       energy by sample  time
                  train  dense   864 ± 180 J                   864 ± 180 mJ      8.000 ± 0 s
                  train  sparse  289.6 ± 5.7 J  0.338, better  289.6 ± 5.7 mJ    8.000 ± 0 s
                  [1] there are outliers, so the rank test had to agree
                  [2] no run differs from its repeats, so there is no scatter to compare with: give each another seed
                  outlier run 5 of dense is far from the others: energy 1.400 kJ, accuracy 0.914, energy by sample 1.400 J, mean power 140.0 W, CO₂e 38.89 mg; it counts all the same
                  front   dense, sparse: no other group is better in energy and in accuracy, judged by the means
                  report  DIR/runs/comparison/comparison.json
                """);
    }

    @Test
    void compare_badInputs_areToldInALineEachAndTheOthersCompared() throws IOException {
        record("job", 1, 50, 51);
        Path good = folder.resolve("runs/job");
        Files.createDirectory(folder.resolve("empty"));
        Files.createFile(folder.resolve("file"));
        Path later = RecordedRun.of("job", 50, 7).write(folder.resolve("later"));
        Files.writeString(
                later.resolve("run.json"),
                Files.readString(later.resolve("run.json"))
                        .replaceFirst("\"formatVersion\"\\s*:\\s*1", "\"formatVersion\" : 99"));
        RecordedRun.of("job", 50, 8).killed().write(folder.resolve("killed"));
        Files.createSymbolicLink(folder.resolve("link"), good.resolve("2"));

        int exitCode = compare(
                "--report",
                "none",
                good.toString(),
                folder.resolve("empty").toString(),
                folder.resolve("file").toString(),
                folder.resolve("nothing").toString(),
                later.toString(),
                folder.resolve("killed").toString(),
                folder.resolve("link").toString());

        assertThat(exitCode).isZero();
        String remedy = "Give the folder that `powermeter run` named at its end";
        assertThat(err().lines())
                .containsExactly(
                        "powermeter: There is no run folder in DIR/empty, nor one or two levels below. " + remedy
                                + ", or one with such folders in it.",
                        "powermeter: 2 runs in DIR/runs/job",
                        "powermeter: DIR/link is given twice, and compared once",
                        "powermeter: DIR/file is not a run folder: there is no run.json in it. " + remedy + ".",
                        "powermeter: DIR/nothing is not a run folder: there is no run.json in it. " + remedy + ".",
                        "powermeter: Cannot read DIR/later/run.json: it is of format version 99, and this powermeter reads"
                                + " version 1. Use the powermeter that made it (toolVersion 0.1.0) or a later one.");
        assertThat(out())
                .contains("powermeter: job, 2 of 3 runs: mean")
                .endsWith("\n  refused DIR/killed: it ended early: its end is not recorded\n");
    }

    @Test
    void compare_nothingThatCanBe_endsWith2() throws IOException {
        RecordedRun.of("job", 50, 8).killed().write(folder.resolve("killed"));

        assertThat(compare(folder.resolve("killed").toString())).isEqualTo(2);
        assertThat(err())
                .isEqualTo(
                        "powermeter: None of the runs can be compared: DIR/killed: it ended early: its end is not recorded.\n");
        assertThat(compare(folder.resolve("nothing").toString())).isEqualTo(2);
        assertThat(out()).isEmpty();
    }

    @Test
    void compare_forced_isMarked() throws IOException {
        record("job", 1, 50, 51);
        RecordedRun.of("job", 50, 8).killed().write(folder.resolve("runs/job/3"));

        assertThat(compare("--force", "--report", "none", folder.resolve("runs").toString()))
                .isZero();
        assertThat(out())
                .contains("powermeter: job, 3 runs: ", "\n  forced  job: 1 of 3 not whole, or with too much unknown\n");
    }

    @Test
    void compare_reportsCannotBeWritten_tellsTheTableAllTheSame() throws IOException {
        record("job", 1, 50, 51);
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(compare("--to", file.toString(), folder.resolve("runs").toString()))
                .isEqualTo(2);
        assertThat(err())
                .contains("powermeter: Cannot write DIR/file/comparison.html: DIR/file is a file and not a folder.");
        assertThat(out()).contains("powermeter: job, 2 runs: ");
    }

    @Test
    void compare_usersDefaultsAreOfRun_areNotTakenForItsOwn() throws Exception {
        record("job", 1, 50, 51);
        MeterProcess.Outcome outcome = MeterProcess.in(folder)
                .environment("POWERMETER_BASELINE", "10s")
                .environment("POWERMETER_NAME", "mine")
                .run("compare", "--report", "none", "runs");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("powermeter: job, 2 runs: ");
    }

    @Test
    void compare_recordedCountryThatNobodyKnows_isRefusedAlone() throws IOException {
        record("job", 1, 50, 51);
        Path info = folder.resolve("runs/job/2/run.json");
        Files.writeString(
                info,
                Files.readString(info).replace("\"intensity\"", "\"country\"").replace("\"100\"", "\"Nowhere\""));

        assertThat(compare("--report", "none", folder.resolve("runs").toString()))
                .isZero();
        assertThat(err()).contains("powermeter: Cannot compare DIR/runs/job/2: ", "Nowhere");
        assertThat(out()).contains("powermeter: job, 1 run: ");
    }
}
