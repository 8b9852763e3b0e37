package io.powermeter.rapl;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.powermeter.host.Host;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RaplAllocationTest {
    private static final int READINGS = 1000;

    @TempDir
    Path root;

    @Test
    void sample_thousandTimes_allocatesNothing() throws Exception {
        try (SimulatedRapl machine = SimulatedRapl.under(root)
                        .sockets(2)
                        .startMicrojoules(1_000_000)
                        .start();
                Sampler sampler = Machine.found(Host.at(root))) {
            Reading reading = new Reading(sampler.channels().size());
            readMany(sampler, reading);
            ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long nothing = -memory.getCurrentThreadAllocatedBytes() + memory.getCurrentThreadAllocatedBytes();
            long before = memory.getCurrentThreadAllocatedBytes();
            readMany(sampler, reading);
            assertThat(memory.getCurrentThreadAllocatedBytes() - before).isEqualTo(nothing);
            assertThat(reading.has(0)).isTrue();
            assertThat(machine.longestGapNanos()).isNotNegative();
        }
    }

    private static void readMany(Sampler sampler, Reading reading) {
        for (int i = 0; i < READINGS; i++) {
            reading.clear();
            sampler.sample(reading);
        }
    }
}
