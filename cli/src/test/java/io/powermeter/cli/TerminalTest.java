package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a terminal, which {@code script} of util-linux provides. */
class TerminalTest {
    private static final String SCRIPT = "/usr/bin/script";

    @TempDir
    Path folder;

    @Test
    void run_onATerminal_jobHasItAndIsToldOnceOfCtrlC() throws Exception {
        assumeTrue(Files.isExecutable(Path.of(SCRIPT)), "skipped: a terminal needs " + SCRIPT + " of util-linux");
        assumeFalse(MeterProcess.ignoresInterrupts(), SignalTest.SKIPPED);
        Files.writeString(folder.resolve("job.sh"), """
                trap 'echo told >>told; n=1' INT
                test -t 0 && test -t 1 && test -t 2 && echo yes >terminal
                sleep 1.7
                echo up >up
                while [ -z "$n" ]; do sleep 0.05; done
                sleep 0.3
                exit 9
                """);
        Path shown = folder.resolve("shown");
        String line = MeterProcess.in(folder).line("run", "--report", "json", "--out", "run", "--", "sh", "job.sh");
        ProcessBuilder builder = new ProcessBuilder(SCRIPT, "-qec", line, "/dev/null")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(shown.toFile());
        builder.environment().put("TERM", "xterm");
        builder.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        Process terminal = builder.start();
        try (OutputStream keys = terminal.getOutputStream()) {
            Await.untilLine(folder.resolve("up"));
            keys.write(3);
            keys.flush();
            assertThat(terminal.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            terminal.destroy();
        }

        assertThat(terminal.exitValue()).isEqualTo(9);
        assertThat(folder.resolve("terminal")).hasContent("yes");
        assertThat(folder.resolve("told")).hasContent("told");
        assertThat(Files.readString(shown))
                .containsPattern("\r\u001b\\[K[12] s  .* J\r")
                .contains("powermeter: sh,", "exit code 9");
    }
}
