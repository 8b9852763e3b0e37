package io.powermeter.nvsmi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.powermeter.sampler.Job;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NvmlAllocationTest {
    private static final int READINGS = 1000;

    @TempDir
    Path root;

    /** Remembers nothing, so that it allocates nothing. */
    private static final class AnyJob implements Job {
        private double bytes;

        @Override
        public boolean holds(long pid) {
            return pid == 100;
        }

        @Override
        public void usesAccelerators(long pid, double utilization, double memory) {
            bytes = memory;
        }
    }

    @Test
    void sample_thousandTimesWithProcesses_allocatesNothing() {
        try (Machine machine = new Machine(root).run(100, 200)) {
            machine.nvml
                    .add("NVIDIA GH200 480GB")
                    .module(500)
                    .process(100, 60, 1 << 20)
                    .process(200, 20, 1 << 20);
            machine.nvml.add("NVIDIA GH200 480GB").module(500).process(200, 20, 1 << 20);
            AnyJob job = new AnyJob();
            Sampler sampler = machine.sampler();
            sampler.follow(job);
            Reading reading = new Reading(sampler.channels().size());
            readMany(machine, sampler, reading);
            ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long nothing = -memory.getCurrentThreadAllocatedBytes() + memory.getCurrentThreadAllocatedBytes();
            long before = memory.getCurrentThreadAllocatedBytes();
            readMany(machine, sampler, reading);
            assertThat(memory.getCurrentThreadAllocatedBytes() - before).isEqualTo(nothing);
            assertThat(job.bytes).isEqualTo(1 << 20);
            assertThat(reading.get(machine.ids().indexOf("nvml/gpu-0/job-share")))
                    .isCloseTo(0.75, within(1e-12));
        }
    }

    /** Half a second between two readings, so that each is a round of processes. */
    private static void readMany(Machine machine, Sampler sampler, Reading reading) {
        for (int i = 0; i < READINGS; i++) {
            machine.pass(0.5);
            reading.clear();
            sampler.sample(reading);
        }
    }
}
