package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.powermeter.rapl.PowerTrace;
import io.powermeter.rapl.SimulatedRapl;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** {@code powermeter study}: the bundled studies, and one of a user's. */
@Timeout(60)
class StudyCommandTest {
    private static final String STUDY = """
            title = "Is waiting longer worth it?"
            question = "Somebody waited. What did it cost?"
            baseline = "short"

            [[run]]
            name = "short"
            command = ["sh", "-c", "echo short {repeat} >>log; exec sleep 0.1"]

            [[run]]
            name = "long"
            command = ["sh", "-c", "echo long {repeat} >>log; exec sleep 0.5"]
            quick = ["sh", "-c", "echo quick {repeat} >>log; test {repeat} = 1 || { echo up >up; exec sleep 30; }"]

            [[published]]
            what = "Waiting five times as long"
            value = "5 times the energy"
            source = "arithmetic"
            look = "somewhat less: a shell starts in both"
            ours = { group = "long", figure = "energy" }
            """;

    @TempDir
    Path folder;

    static Collection<String> names() {
        return BundledStudies.NAMES;
    }

    private static String printed(String... words) {
        StringWriter out = new StringWriter();
        int code = new CommandLine(new StudyCommand())
                .registerConverter(java.time.Duration.class, new DurationText())
                .setOut(new PrintWriter(out))
                .execute(words);
        assertThat(code).isZero();
        return out.toString();
    }

    @ParameterizedTest
    @MethodSource("names")
    void bundled_eachStudy_hasCommandsThatItsWorkloadsTakeAndFindingsThatStandBesideOurs(String name) throws Exception {
        StudyFile file = StudyReader.read(BundledStudies.text(name), name);

        for (StudyFile.Entry run : file.runs()) {
            for (boolean quick : List.of(false, true)) {
                List<String> words = run.words(quick, 3);
                assertThat(WorkloadCommand.isWorkload(words.get(0)))
                        .as(words.get(0))
                        .isTrue();
                WorkloadCommand.check(words);
                assertThat(words).as("repeats differ in their seeds").containsSequence("--seed", "3");
            }
        }
        assertThat(file.full().takes()).isNotEmpty();
        assertThat(file.quick().takes()).isNotEmpty();
        assertThat(file.study().published())
                .hasSizeGreaterThan(2)
                .allMatch(published -> published.url().startsWith("https://")
                        || published.source().contains("docs/workloads.md"))
                .allSatisfy(published -> assertThat(published.ours()).isNotNull());
    }

    @Test
    void study_withoutAName_listsTheBundledOnesWithTheirQuestions() {
        String list = printed();

        assertThat(list)
                .contains(
                        "pruning: Does pruning a network before training save energy?\n  Frameworks multiply",
                        "  takes about",
                        "with --quick about",
                        "Run one: powermeter study NAME.");
        assertThat(BundledStudies.NAMES).allMatch(name -> list.contains("\n" + name + ": ") || list.startsWith(name));
    }

    @Test
    void study_printed_isAFileThatReads() throws Exception {
        String text = printed("pruning", "--print");

        assertThat(text).startsWith("# A study for `powermeter study`");
        assertThat(StudyReader.read(text, "copy").runs()).hasSize(3);
    }

    @Test
    void study_unknownName_namesTheOnesThereAre() {
        assertThatThrownBy(() -> BundledStudies.text("prunning"))
                .hasMessage(
                        "No study prunning: choose one of pruning, binarisation, early-exit, mcmc, kernels, or give a"
                                + " study file. `powermeter study pruning --print` shows one.");
    }

    @Test
    void label_ofAFile_isFitForAFolder() {
        assertThat(BundledStudies.label("my studies/Fast & slow.toml")).isEqualTo("Fast-slow");
    }

    @Test
    void study_ofAUser_isRunInTurnAndComparedBesideWhatOthersFound() throws Exception {
        Files.writeString(folder.resolve("waiting.toml"), STUDY);
        SimulatedRapl rapl = SimulatedRapl.under(folder.resolve("machine"))
                .packagePower(PowerTrace.constant(50))
                .dram(false)
                .start();
        MeterProcess.Outcome outcome;
        try {
            outcome = MeterProcess.in(folder)
                    .run("study", "waiting.toml", "--sysfs-root", "machine", "--repeat", "2", "--report", "html");
        } finally {
            rapl.close();
        }

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(Files.readAllLines(folder.resolve("log"))).containsExactly("short 1", "long 1", "short 2", "long 2");
        assertThat(outcome.err())
                .contains("\npowermeter: Is waiting longer worth it?\npowermeter: 2 groups, 4 runs: mean")
                .contains("\n  others  Waiting five times as long: 5 times the energy (arithmetic)\n  here    long, ")
                .containsPattern("\n  report  runs/\\S+_study-waiting/comparison/comparison.html\n");
        String page = outcome.err().replaceFirst("(?s).*report  (\\S+comparison.html).*", "$1");
        assertThat(Files.readString(folder.resolve(page)))
                .contains("<h1><bdi>Is waiting longer worth it?</bdi></h1>", "What others found", "arithmetic");
    }

    @Test
    void signal_duringAStudy_comparesWhatIsDone() throws Exception {
        assumeFalse(MeterProcess.ignoresInterrupts(), "skipped: whoever started the tests ignores SIGINT");
        Files.writeString(folder.resolve("waiting.toml"), STUDY);
        MeterProcess.Running meter = MeterProcess.in(folder)
                .start("study", "waiting.toml", "--quick", "--repeat", "3", "--report", "none", "--out", "out");
        Await.untilLine(folder.resolve("up"));
        meter.signal("INT");
        MeterProcess.Outcome outcome = meter.await();

        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(130);
        assertThat(Files.readAllLines(folder.resolve("log")))
                .containsExactly("short 1", "quick 1", "short 2", "quick 2");
        assertThat(outcome.err()).contains("2 groups, 3 of 6 runs: mean");
    }

    @Test
    void study_ofACommandThatIsNotThere_runsNothing() throws Exception {
        Files.writeString(
                folder.resolve("wrong.toml"),
                STUDY.replace("[\"sh\", \"-c\", \"echo long", "[\"./gone\", \"echo long"));
        MeterProcess.Outcome outcome = MeterProcess.in(folder).run("study", "wrong.toml");

        assertThat(outcome.exitCode()).isEqualTo(127);
        assertThat(outcome.err()).isEqualTo("powermeter: ./gone: no such file.\n");
        assertThat(folder.resolve("log")).doesNotExist();
        assertThat(folder.resolve("runs")).doesNotExist();
    }
}
