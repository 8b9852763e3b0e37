package io.powermeter.jetson;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.powermeter.host.FakeHost;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JetsonSamplerTest {
    private static final String GPU_CURRENT = "/sys/bus/i2c/drivers/ina3221/2-0040/hwmon/hwmon2/curr1_input";
    private static final String INPUT_POWER = "/sys/bus/i2c/drivers/ina238/2-0044/hwmon/hwmon3/power1_input";
    private static final int VIN = 0;
    private static final int GPU = 1;

    @TempDir
    Path root;

    @Test
    void sample_changingValues_areReadAnew() {
        FakeHost host = Machine.named(root, "agx-thor-jp7");
        Sampler sampler = Machine.found(host);
        assertThat(read(sampler, GPU)).isEqualTo(-0.4);
        host.put(GPU_CURRENT, "1500").put(INPUT_POWER, "71250000");
        assertThat(read(sampler, GPU)).isEqualTo(30);
        assertThat(read(sampler, VIN)).isEqualTo(71.25);
    }

    @Test
    void sample_faultThatPasses_isMissingOnlyMeanwhileAndOnlyThere() {
        FakeHost host = Machine.named(root, "agx-thor-jp7");
        Sampler sampler = Machine.found(host);
        for (String fault : new String[] {"<EMPTY>", "<EIO>", "<ENODATA>", "abc", "1 2", "12 mA", "9".repeat(19)}) {
            host.put(GPU_CURRENT, fault);
            assertThat(read(sampler, GPU)).as(fault).isNaN();
            assertThat(read(sampler, VIN)).as("beside " + fault).isEqualTo(30.0125);
        }
        host.put(GPU_CURRENT, "100");
        assertThat(read(sampler, GPU)).isEqualTo(2);
    }

    @Test
    void sample_again_allocatesNothing() {
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Sampler sampler = Machine.found(Machine.named(root, "agx-thor-jp7"))) {
            Reading reading = new Reading(sampler.channels().size());
            for (int i = 0; i < 100; i++) {
                sampler.sample(reading);
            }
            long before = memory.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1000; i++) {
                sampler.sample(reading);
            }
            assertThat(memory.getCurrentThreadAllocatedBytes() - before)
                    .as("bytes in 1000 readings")
                    .isLessThan(1000);
        }
    }

    private static double read(Sampler sampler, int channel) {
        Reading reading = new Reading(sampler.channels().size());
        sampler.sample(reading);
        return reading.get(channel);
    }
}
