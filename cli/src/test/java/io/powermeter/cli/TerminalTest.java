package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
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
        // a shell that stayed in between would be ended by Ctrl-C itself, and bash does not stay where dash does
        Process terminal = terminal("exec $METER");
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
        assertThat(folder.resolve("shown"))
                .content()
                .containsPattern("\r\u001b\\[K[12] s  .* J\r")
                .contains("powermeter: sh,", "exit code 9");
    }

    /** The terminal stops and continues all of its foreground group, and tells it of a new size. */
    @Test
    void run_ctrlZAndFgInAShell_jobAndMeterStopTogetherAndGoOn() throws Exception {
        assumeTrue(Files.isExecutable(Path.of(SCRIPT)), "skipped: a terminal needs " + SCRIPT + " of util-linux");
        Files.writeString(folder.resolve("job.sh"), """
                trap 'echo told >resized' WINCH
                mkfifo go
                echo $$ >up
                read line <go # no child: one that is stopped between vfork and exec keeps its parent from being stopped
                stty cols 99
                while [ ! -e resized ]; do sleep 0.05; done
                exit 7
                """);
        Process terminal = terminal("sh -i");
        try (OutputStream keys = terminal.getOutputStream()) {
            type(keys, "$METER\n");
            Await.untilLine(folder.resolve("up"));
            long job = Long.parseLong(Files.readString(folder.resolve("up")).strip());
            long meter = ProcessHandle.of(job)
                    .flatMap(ProcessHandle::parent)
                    .orElseThrow()
                    .pid();
            type(keys, "\u001a");
            Await.untilStopped(job);
            Await.untilStopped(meter);
            type(keys, "fg\n");
            Files.writeString(folder.resolve("go"), "on\n");
            Await.until("the job goes on", () -> Files.exists(folder.resolve("run/reports/summary.json")));
            type(keys, "echo $? >code\nexit\n");
            assertThat(terminal.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            terminal.destroy();
        }

        assertThat(folder.resolve("code")).hasContent("7");
        assertThat(RunFolder.summary(folder.resolve("run")).get("exitCode").intValue())
                .isEqualTo(7);
    }

    /** Starts a shell on a terminal, in which {@code $METER} is the meter: typed lines end at 4 KiB, and class paths are long. */
    private Process terminal(String line) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(SCRIPT, "-qec", line, "/dev/null")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("shown").toFile());
        builder.environment()
                .put(
                        "METER",
                        MeterProcess.in(folder).line("run", "--report", "json", "--out", "run", "--", "sh", "job.sh"));
        builder.environment().put("TERM", "xterm");
        builder.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        return builder.start();
    }

    private static void type(OutputStream keys, String text) throws IOException {
        keys.write(text.getBytes(StandardCharsets.US_ASCII));
        keys.flush();
    }
}
