package io.powermeter.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.host.FakeHost;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningProcessTest {
    @TempDir
    Path root;

    private FakeHost host(String state, long started) {
        return FakeHost.empty(root)
                .put(
                        "/proc/42/stat",
                        "42 (a) b (c) " + state + " 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 1 18 " + started)
                .put("/proc/42/comm", "server")
                .put("/proc/42/cmdline", "/opt/server\0--port\0" + "80\0<NONL>");
    }

    @Test
    void of_livingProcess_tellsNameAndCommand() {
        RunningProcess process = RunningProcess.of(host("S", 99), 42).orElseThrow();
        assertThat(process.name()).isEqualTo("server");
        assertThat(process.command()).containsExactly("/opt/server", "--port", "80");
        assertThat(process.lives()).isTrue();
        assertThat(process.showsMemory()).isFalse();
    }

    @Test
    void of_processOfTheKernel_isCalledByItsName() {
        RunningProcess process = RunningProcess.of(host("I", 99).put("/proc/42/cmdline", "<EMPTY>"), 42)
                .orElseThrow();
        assertThat(process.command()).containsExactly("server");
    }

    @Test
    void of_noneOrOneThatEnded_isNone() {
        assertThat(RunningProcess.of(FakeHost.empty(root), 42)).isEmpty();
        assertThat(RunningProcess.of(host("Z", 99), 42))
                .as("nobody waited for it yet")
                .isEmpty();
    }

    @Test
    void of_processWhoseFirstThreadEndedBeforeTheOthers_lives() {
        FakeHost host = host("Z", 99);
        host.put("/proc/42/stat", host.text("/proc/42/stat").orElseThrow().replace(" 16 1 18 ", " 16 2 18 "));
        assertThat(RunningProcess.of(host, 42)).isPresent();
    }

    @Test
    void lives_endedOrNumberGivenAway_doesNot() {
        RunningProcess process = RunningProcess.of(host("S", 99), 42).orElseThrow();
        host("S", 100);
        assertThat(process.lives()).as("another process").isFalse();
        host("Z", 99);
        assertThat(process.lives()).as("ended").isFalse();
    }
}
