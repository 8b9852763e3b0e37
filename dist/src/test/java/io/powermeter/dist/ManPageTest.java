package io.powermeter.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.powermeter.cli.Main;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManPageTest {
    @TempDir
    private Path folder;

    private final Map<String, String> pages = pages();

    @Test
    void all_ofTheCommand_haveAPageForEachThatIsNotHidden() {
        assertThat(pages)
                .containsKeys("powermeter.1", "powermeter-run.1", "powermeter-mark-begin.1", "powermeter-workloads.1")
                .doesNotContainKeys("powermeter-workload.1", "powermeter-workload-sgd.1");
    }

    @Test
    void page_ofRun_hasWhatItsHelpHas() {
        assertThat(pages.get("powermeter-run.1"))
                .startsWith(".TH \"POWERMETER\\-RUN\" 1 \"2026-11-22\" \"powermeter 1.2.3\"")
                .contains("\\fB\\-\\-redact\\fR, \\fB\\-\\-no\\-redact\\fR\n")
                .contains("\\fB\\-\\-out\\fR=\\fIDIR\\fR\n")
                .contains(".BR powermeter (1)");
    }

    @Test
    void page_ofWorkloads_hasTheOptionsOfEach() {
        assertThat(pages.get("powermeter-workloads.1")).contains(".SS sgd\n").contains("\\fB\\-\\-epochs\\fR");
    }

    @Test
    void page_ofTheWholeCommand_hasExitCodesEnvironmentAndFiles() {
        assertThat(pages.get("powermeter.1"))
                .contains(".SH EXIT STATUS\n", ".SH ENVIRONMENT\n", ".SH FILES\n", ".BR powermeter\\-run (1)");
    }

    @Test
    void words_thatLookLikeCommands_areText() {
        assertThat(new Roff().words(".SH a\\b").words("'c").toString()).isEqualTo("\\&.SH a\\eb\n\\&'c\n");
    }

    @Test
    void pages_readByMandoc_haveNothingToWarnOf() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mandoc")), "mandoc is not installed: apt install mandoc");
        List<String> command = new ArrayList<>(List.of("mandoc", "-T", "lint", "-W", "warning"));
        for (Map.Entry<String, String> page : pages.entrySet()) {
            command.add(Files.writeString(folder.resolve(page.getKey()), page.getValue())
                    .toString());
        }

        assertThat(run(command)).isEmpty();
    }

    private static Map<String, String> pages() {
        try {
            return ManPage.all(Main.commandLine(), "2026-11-22", "1.2.3", Generate.resource("powermeter.1"));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
