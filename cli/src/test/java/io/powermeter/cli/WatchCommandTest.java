package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.powermeter.rapl.SimulatedRapl;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchCommandTest {
    private static final String SCRIPT = "/usr/bin/script";
    private static final String ENTERED = "\u001b[?1049h";

    @TempDir
    Path folder;

    @Test
    void watch_onceAsJson_tellsTheMachineOnce() throws Exception {
        try (SimulatedRapl machine = SimulatedRapl.under(folder.resolve("machine"))
                .sockets(2)
                .psys(true)
                .start()) {
            assertThat(machine.longestGapNanos()).isNotNegative();
            MeterProcess.Outcome outcome =
                    MeterProcess.in(folder).run("watch", "--once", "--json", "--sysfs-root", "machine");

            assertThat(outcome.exitCode()).isZero();
            assertThat(outcome.err()).isEmpty();
            JsonNode told = new ObjectMapper().readTree(outcome.out());
            JsonNode total = told.get("total");
            assertThat(total.get("origin").textValue()).isEqualTo("MEASURED");
            // two sockets of 50 W with 5 W of memory each, and 10 W of the board; wide, as a loaded machine reads late
            assertThat(total.get("watts").doubleValue()).isCloseTo(120, within(20.0));
            assertThat(told.get("processes").get("sharedWatts").doubleValue()).isCloseTo(100, within(20.0));
            assertThat(told.get("channels")).hasSize(5);
            assertThat(told.get("seconds").doubleValue()).isGreaterThanOrEqualTo(1);
        }
    }

    @Test
    void watch_linesIntoHead_endsWithoutAWord() throws Exception {
        String line = MeterProcess.in(folder).line("watch", "--every", "100ms");
        Path err = folder.resolve("err");
        Path out = folder.resolve("out");
        Process pipe = new ProcessBuilder("/bin/sh", "-c", "{ " + line + "; echo $? >code; } | head -n 1")
                .directory(folder.toFile())
                .redirectError(err.toFile())
                .redirectOutput(out.toFile())
                .start();

        assertThat(pipe.waitFor(30, TimeUnit.SECONDS)).isTrue();
        Await.untilLine(folder.resolve("code"));
        assertThat(folder.resolve("code")).hasContent("0");
        assertThat(err).isEmptyFile();
        assertThat(Files.readAllLines(out)).hasSize(1).first().asString().contains(" W ", " J ");
    }

    @Test
    void watch_onATerminalThatIsTerminated_givesTheScreenBack() throws Exception {
        assumeTrue(Files.isExecutable(Path.of(SCRIPT)), "skipped: a terminal needs " + SCRIPT + " of util-linux");
        Path shown = folder.resolve("shown");
        String line = MeterProcess.in(folder).line("watch", "--every", "100ms");
        ProcessBuilder builder = new ProcessBuilder(
                        SCRIPT, "-qec", "stty -g >before; echo $$ >pid; (" + line + "); stty -g >after", "/dev/null")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(shown.toFile());
        builder.environment().put("TERM", "xterm");
        Process terminal = builder.start();
        try (OutputStream keys = terminal.getOutputStream()) {
            Await.until("the screen is drawn", () -> Files.readString(shown).contains("q ends  meter"));
            keys.write('x');
            keys.flush();
            ProcessHandle meter = terminal.descendants()
                    .filter(process -> process.info().command().orElse("").endsWith("java"))
                    .findFirst()
                    .orElseThrow();
            assertThat(meter.destroy()).isTrue();
            assertThat(terminal.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            terminal.destroy();
        }

        String screen = Files.readString(shown);
        assertThat(screen).contains(ENTERED);
        assertThat(screen.substring(screen.lastIndexOf(ENTERED)))
                .containsPattern("\u001b\\[\\?25h\u001b\\[\\?1049l[0-9.]+ m?W (ESTIMATED|MEASURED)  [^\u001b]*$");
        assertThat(Files.readString(folder.resolve("after"))).isEqualTo(Files.readString(folder.resolve("before")));
    }

    @Test
    void watch_wrongOptions_saysWhatIsRight() throws Exception {
        MeterProcess meter = MeterProcess.in(folder);
        MeterProcess.Outcome every = meter.run("watch", "--every", "10ms");
        MeterProcess.Outcome count = meter.run("watch", "--count", "0");

        assertThat(every.exitCode()).isEqualTo(2);
        assertThat(every.err())
                .isEqualTo("powermeter: the interval must be from 100 ms to 1 min, not 10 ms: for longer ones record a"
                        + " run.\n");
        assertThat(count.exitCode()).isEqualTo(2);
        assertThat(count.err()).isEqualTo("powermeter: --count must be 1 or more, not 0.\n");
    }
}
