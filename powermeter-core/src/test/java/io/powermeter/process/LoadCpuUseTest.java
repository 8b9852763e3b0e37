package io.powermeter.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.host.FakeHost;
import io.powermeter.host.UnreadableException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadCpuUseTest {
    private double load = 0.9;
    private long nanos = 5_000_000_000L;

    private final LoadCpuUse use = new LoadCpuUse(() -> load, () -> nanos, 4);

    private double after(long millis) throws UnreadableException {
        nanos += millis * 1_000_000;
        return use.busySeconds();
    }

    @Test
    void busySeconds_ofLoads_areTheirSumOverTimeAndProcessors() throws UnreadableException {
        load = 0.5;
        assertThat(after(1000)).isCloseTo(2, within(1e-9));
        load = 0.25;
        assertThat(after(2000)).isCloseTo(4, within(1e-9));
        assertThat(use.capacity()).isEqualTo(4);
    }

    @Test
    void busySeconds_askedAgainAtOnce_keepTheLoadForLater() throws UnreadableException {
        load = 0.5;
        assertThat(after(1000)).isCloseTo(2, within(1e-9));
        assertThat(after(40)).isCloseTo(2, within(1e-9));
        assertThat(after(60)).isCloseTo(2.2, within(1e-9));
    }

    @Test
    void busySeconds_loadNotKnown_areUnreadable() {
        load = -1;
        assertThatThrownBy(() -> after(1000))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("the load of the CPUs: this system does not tell it to Java");
        load = Double.NaN;
        assertThatThrownBy(() -> after(1000)).isInstanceOf(UnreadableException.class);
    }

    @Test
    void ofMachine_withoutProc_isWhatJavaTells(@TempDir Path root) {
        FakeHost host = FakeHost.empty(root);

        assertThat(CpuUse.ofMachine(host, 2)).isSameAs(LoadCpuUse.shared());
        assertThat(CpuUse.ofMachine(host.put("/proc", "<DIR>"), 2)).isInstanceOf(MachineCpuUse.class);
    }
}
