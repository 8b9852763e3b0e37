package io.powermeter.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.host.FakeHost;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTableTest {
    @TempDir
    Path root;

    private FakeHost host;
    private ProcessTable table;
    private long now;

    @BeforeEach
    void makeHost() {
        host = FakeHost.empty(root).put("/proc/stat", "cpu 0 0 0 0 0 0 0 0");
        table = new ProcessTable(host, () -> now);
    }

    private void process(long pid, String name, long utime, long stime, long start) {
        host.put(
                "/proc/" + pid + "/stat",
                pid + " (" + name + ") R 1 1 1 0 -1 4194560 100 0 0 0 " + utime + " " + stime + " 900 900 20 0 1 0 "
                        + start + " 1000 10");
    }

    @Test
    void look_twice_tellsOwnCpuTimeBetween() {
        process(10, "python3", 100, 50, 7);
        assertThat(table.look()).extracting(ProcessTable.Use::cpuSeconds).containsExactly(0.0);

        process(10, "python3", 130, 60, 7);

        assertThat(table.look()).containsExactly(new ProcessTable.Use(10, "python3", 0.4, Double.NaN));
    }

    @Test
    void look_processSinceTheLastLook_countsWhole() {
        table.look();
        process(11, "new", 20, 5, 9);

        assertThat(table.look()).containsExactly(new ProcessTable.Use(11, "new", 0.25, Double.NaN));
    }

    @Test
    void look_pidUsedAgain_isAnotherProcess() {
        process(10, "old", 5000, 0, 7);
        table.look();
        process(10, "young", 3, 0, 8);

        assertThat(table.look()).containsExactly(new ProcessTable.Use(10, "young", 0.03, Double.NaN));
    }

    @Test
    void look_nameWithParenthesesAndBlanks_isNotTakenForFields() {
        process(10, "a) R 1 (b", 10, 0, 7);
        table.look();
        process(10, "a) R 1 (b", 20, 0, 7);

        assertThat(table.look()).containsExactly(new ProcessTable.Use(10, "a) R 1 (b", 0.1, Double.NaN));
    }

    @Test
    void look_filesThatAreNoProcesses_areLeftOut() {
        host.put("/proc/12/stat", "12 (torn").put("/proc/13/stat", "<EACCES>").put("/proc/1x/stat", "no");

        assertThat(table.look()).isEmpty();
    }

    @Test
    void look_processOnAccelerators_hasItsShareWhileItIsFresh() {
        process(10, "train", 0, 0, 7);
        assertThat(table.holds(10)).isTrue();
        table.usesAccelerators(10, 0.75, 1e9);
        assertThat(table.look().get(0).acceleratorShare()).isEqualTo(0.75);

        now += 10_000_000_000L;

        assertThat(table.look().get(0).acceleratorShare()).isNaN();
    }
}
