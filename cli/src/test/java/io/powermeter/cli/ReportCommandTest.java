package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
    @TempDir
    static Path recorded;

    @TempDir
    Path folder;

    @BeforeAll
    static void record() throws Exception {
        MeterProcess.Outcome outcome = MeterProcess.in(recorded)
                .run("run", "--quiet", "--report", "none", "--country", "FR", "--out", "run", "--", "sleep", "0.5");
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    }

    @Test
    void run_reportNone_writesNone() {
        assertThat(recorded.resolve("run/run.json")).exists();
        assertThat(recorded.resolve("run/reports")).doesNotExist();
    }

    @Test
    void report_again_writesThemAllAndNamesThem() throws Exception {
        MeterProcess.Outcome outcome = MeterProcess.in(folder)
                .run("report", "--to", "reports", recorded.resolve("run").toString());

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .isEqualTo("reports/report.html\nreports/power.png\nreports/power.svg\nreports/summary.json\n"
                        + "reports/report.md\nreports/report.csv\nreports/report.tex\nreports/model-card.md\n");
        assertThat(folder.resolve("reports/report.html")).isNotEmptyFile();
        assertThat(folder.resolve("reports/power.png")).isNotEmptyFile();
    }

    @Test
    void report_kindsAndResolution_areThoseAskedFor() throws Exception {
        String run = recorded.resolve("run").toString();
        Main.run("report", "--report", "PNG, csv", "--resolution", "print", "--to", folder.toString(), run);

        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("power.png", "report.csv");
        assertThat(ImageIO.read(folder.resolve("power.png").toFile()).getWidth())
                .isEqualTo(2250);
    }

    @Test
    void report_redacted_hidesTheArgumentsOfAnOldRun() throws Exception {
        Main.run(
                "report",
                "--redact",
                "--to",
                folder.toString(),
                recorded.resolve("run").toString());

        assertThat(Files.readString(folder.resolve("summary.json")).replaceAll("\\s+", ""))
                .contains("\"command\":[\"sleep\",\"[redacted]\"]");
        assertThat(Files.readString(folder.resolve("report.html"))).contains("sleep '[redacted]'");
        assertThat(Files.readString(folder.resolve("report.md"))).contains("`sleep '[redacted]'`");
        assertThat(Files.readString(recorded.resolve("run/run.json"))).contains("\"0.5\"");
    }

    @Test
    void report_otherCountry_overrulesTheRecordedOne() throws Exception {
        MeterProcess.Outcome outcome = MeterProcess.in(folder)
                .run(
                        "report",
                        "--report",
                        "json",
                        "--country",
                        "DE",
                        "--to",
                        ".",
                        recorded.resolve("run").toString());

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(Files.readString(folder.resolve("summary.json"))).contains("\"place\": \"Germany\"");
    }

    @Test
    void report_halfWrittenRun_reportsWhatIsWhole() throws Exception {
        Path half = Files.createDirectory(folder.resolve("half"));
        try (var files = Files.list(recorded.resolve("run"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, half.resolve(file.getFileName()));
            }
        }
        Path samples = half.resolve("samples-usage.csv");
        byte[] whole = Files.readAllBytes(samples);
        Files.write(samples, java.util.Arrays.copyOf(whole, whole.length - 3));
        Files.delete(half.resolve("processes.csv"));
        Files.writeString(half.resolve("events.jsonl"), "{\"elapsed_ns\":12", StandardOpenOption.APPEND);
        MeterProcess.Outcome outcome = MeterProcess.in(folder).run("report", "--report", "json", "half");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        JsonNode warnings = RunFolder.summary(half).get("warnings");
        assertThat(warnings.toString())
                .contains("samples-usage.csv: 1 damaged or unfinished lines were left out.")
                .contains("processes.csv: the file is missing.")
                .contains("events.jsonl: 1 damaged or unfinished lines were left out.");
    }

    @Test
    void report_damagedRunJson_isToldInOneLine() throws Exception {
        Path damaged = Files.createDirectory(folder.resolve("damaged"));
        Files.writeString(damaged.resolve("run.json"), "{\"formatVersion\" : 1, \"name\"");
        MeterProcess.Outcome outcome = MeterProcess.in(folder).run("report", "damaged");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .startsWith("powermeter: Cannot read damaged/run.json: ")
                .hasLineCount(1);
    }

    @Test
    void report_severalRunsAndOneIsNone_reportsTheOthers() throws Exception {
        MeterProcess.Outcome outcome = MeterProcess.in(folder)
                .run(
                        "report",
                        "--report",
                        "json",
                        "nothing",
                        recorded.resolve("run").toString());

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .startsWith("powermeter: nothing is not a run folder")
                .hasLineCount(1);
        assertThat(outcome.out()).endsWith("reports/summary.json\n");
    }
}
