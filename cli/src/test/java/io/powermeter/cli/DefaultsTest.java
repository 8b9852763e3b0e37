package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Options from the environment and from the user's file. */
class DefaultsTest {
    @TempDir
    Path folder;

    @Test
    void run_environment_takesThePlaceOfOptions() throws Exception {
        MeterProcess meter = MeterProcess.in(folder)
                .environment("POWERMETER_COUNTRY", "FR")
                .environment("POWERMETER_NAME", "from the environment")
                .environment("POWERMETER_OUT", "run")
                .environment("POWERMETER_QUIET", "true")
                .environment("POWERMETER_REPORT", "json");
        MeterProcess.Outcome outcome = meter.run("run", "--", "true");

        assertThat(outcome.err()).isEmpty();
        JsonNode summary = RunFolder.summary(folder.resolve("run"));
        assertThat(summary.get("name").textValue()).isEqualTo("from the environment");
        assertThat(summary.get("carbon").get("place").textValue()).isEqualTo("France");
    }

    @Test
    void run_file_isOverruledByTheEnvironmentAndThatByTheOption() throws Exception {
        config("country = DE\npue = 1.5\nperiod = 50ms\nreport = json\n");
        MeterProcess meter =
                MeterProcess.in(folder).environment("POWERMETER_COUNTRY", "FR").environment("POWERMETER_PUE", "1.4");
        MeterProcess.Outcome outcome = meter.run("run", "--quiet", "--pue", "1.3", "--out", "run", "--", "true");

        assertThat(outcome.err()).isEmpty();
        JsonNode carbon = RunFolder.summary(folder.resolve("run")).get("carbon");
        assertThat(carbon.get("place").textValue()).isEqualTo("France");
        assertThat(carbon.get("pue").doubleValue()).isEqualTo(1.3);
        assertThat(folder.resolve("run/reports/report.html")).doesNotExist();
    }

    /** To picocli a flag turns its default round: with a default of true, giving it would switch it off. */
    @Test
    void flags_ofEveryCommand_areTrueWhenGivenWhateverTheDefaultIs() {
        CommandLine line = new CommandLine(new Main());
        Main.commands(new String[0], false).forEach(line::addSubcommand);
        List<CommandLine.Model.OptionSpec> flags = Stream.concat(
                        Stream.of(line), line.getSubcommands().values().stream())
                .flatMap(command -> command.getCommandSpec().options().stream())
                .filter(option -> option.type() == boolean.class && !option.usageHelp() && !option.versionHelp())
                .toList();
        assertThat(flags)
                .hasSizeGreaterThan(10)
                .allSatisfy(option -> assertThat(option.fallbackValue())
                        .as(option.longestName())
                        .isEqualTo("true"));
    }

    @Test
    void run_unknownKeyInTheFile_isAnErrorThatNamesTheKnown() throws Exception {
        Path config = config("contry = DE\n");
        MeterProcess.Outcome outcome = MeterProcess.in(folder).run("run", "--", "true");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .startsWith("powermeter: Unknown key \"contry\" in " + config + ". Known keys: baseline, ")
                .contains("country", "period", "pue", "report");
        assertThat(outcome.err().lines()).hasSize(1);
    }

    @Test
    void configFolder_byTheSpecification_isInHomeUnlessItIsNamed() {
        Path java = Path.of(System.getProperty("user.home"), ".config", "powermeter");
        assertThat(Defaults.configFolder(Map.of("HOME", "/h"))).isEqualTo(Path.of("/h/.config/powermeter"));
        assertThat(Defaults.configFolder(Map.of("HOME", "/h", "XDG_CONFIG_HOME", "/x")))
                .isEqualTo(Path.of("/x/powermeter"));
        assertThat(Defaults.configFolder(Map.of("HOME", ""))).isEqualTo(java);
        assertThat(Defaults.configFolder(Map.of())).isEqualTo(java);
    }

    @Test
    void of_fileWithoutEnd_isRefusedAtOnce() {
        assertThatThrownBy(() -> Defaults.of(Map.of(), Path.of("/dev/zero")))
                .hasMessage("Cannot read /dev/zero: it is no file, or larger than 64 KiB. Mend or remove it.");
    }

    @Test
    void run_badValueInTheFile_isToldAsOnTheCommandLine() throws Exception {
        config("period = often\n");
        MeterProcess.Outcome outcome = MeterProcess.in(folder).run("run", "--", "true");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("--period", "\"often\" is not a duration")
                .hasLineCount(1);
    }

    private Path config(String text) throws IOException {
        Path file = folder.resolve("config/powermeter/config.properties");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
