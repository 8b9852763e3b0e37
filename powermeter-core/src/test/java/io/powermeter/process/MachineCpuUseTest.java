package io.powermeter.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.powermeter.host.FakeHost;
import io.powermeter.host.UnreadableException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MachineCpuUseTest {
    private static final String STAT = "/proc/stat";

    @TempDir
    Path root;

    private FakeHost host(String stat) {
        return FakeHost.empty(root).put(STAT, stat);
    }

    @Test
    void busySeconds_stat_addsAllButIdleIoWaitStealAndGuests() throws UnreadableException {
        FakeHost host = host("cpu  100 20 30 4000 50 6 7 800 9000 90000\ncpu0 1 2 3 4");
        MachineCpuUse use = new MachineCpuUse(host, 2);
        assertThat(use.busySeconds()).isEqualTo(1.63);
        assertThat(use.capacity()).isEqualTo(2);
    }

    @Test
    void busySeconds_changedInPlace_isReadAgain() throws UnreadableException {
        FakeHost host = host("cpu  0 0 0 0 0 0 0 0 0 0");
        MachineCpuUse use = new MachineCpuUse(host, 1);
        assertThat(use.busySeconds()).isZero();
        host.put(STAT, "cpu  12345678901 0 0 0 0 0 0 0 0 0");
        assertThat(use.busySeconds()).isEqualTo(123456789.01);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<EMPTY>", "cpu", "cpu  1 2 3", "garbage", "<EACCES>"})
    void busySeconds_noNumbers_isUnreadable(String content) {
        FakeHost host = host(content);
        MachineCpuUse use = new MachineCpuUse(host, 1);
        assertThatThrownBy(use::busySeconds)
                .isInstanceOf(UnreadableException.class)
                .hasMessageStartingWith("Cannot read /proc/stat: ");
    }

    @Test
    void busySeconds_missingThenThere_isReadOnceItIs() throws UnreadableException {
        FakeHost host = FakeHost.empty(root);
        MachineCpuUse use = new MachineCpuUse(host, 1);
        assertThatThrownBy(use::busySeconds).isInstanceOf(UnreadableException.class);
        host.put(STAT, "cpu  100 0 0 0 0 0 0 0 0 0");
        assertThat(use.busySeconds()).isEqualTo(1);
    }

    @Test
    void of_stat_countsItsCpus() throws UnreadableException {
        assertThat(MachineCpuUse.of(host("cpu  1 2 3 4 5 6 7\ncpu0 1\ncpu1 1\ncpu10 1\nintr 5\ncpufreq 1"))
                        .capacity())
                .isEqualTo(3);
    }

    @Test
    void of_statWithoutCpus_saysSo() {
        assertThatThrownBy(() -> MachineCpuUse.of(host("cpu  1 2 3 4 5 6 7")))
                .hasMessage("Cannot read /proc/stat: it lists no CPU.");
    }
}
