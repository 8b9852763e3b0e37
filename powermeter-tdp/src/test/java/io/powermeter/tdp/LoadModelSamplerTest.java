package io.powermeter.tdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.estimate.EstimateSettings;
import io.powermeter.estimate.LoadModel;
import io.powermeter.host.FakeHost;
import io.powermeter.host.UnreadableException;
import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import io.powermeter.process.CpuUse;
import io.powermeter.sampler.Reading;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadModelSamplerTest {
    private static final int CPUS = 4;
    private static final long SECOND = 1_000_000_000;
    private static final double FULL = 100;
    private static final double IDLE = 12;

    private final Machine machine = new Machine();
    private final LoadModelSampler sampler = new LoadModelSampler(
            new Estimate(LoadModel.ofTdp(FULL), 2, List.of("a note")), machine, () -> machine.nanos);
    private final Reading reading = new Reading(2);

    @TempDir
    Path root;

    /** Four CPUs that are half busy; the kernel counts whole ticks of 10 ms. */
    private static final class Machine implements CpuUse {
        long nanos = 7 * SECOND;
        double utilization = 0.5;
        double busy;
        boolean readable = true;

        void pass(long forNanos) {
            nanos += forNanos;
            busy += utilization * CPUS * forNanos / SECOND;
        }

        @Override
        public void close() {}

        @Override
        public double busySeconds() throws UnreadableException {
            if (!readable) {
                throw new UnreadableException("/proc/stat", UnreadableException.Reason.NO_VALUE, "it is empty", "");
            }
            return Math.floor(busy * 100) / 100;
        }

        @Override
        public double capacity() {
            return CPUS;
        }
    }

    @Test
    void channels_always_areEstimatedCountersOfCpuAndMemory() {
        assertThat(sampler.channels())
                .containsExactly(
                        Channel.of("estimate/cpu", Component.CPU, Quantity.ENERGY, Origin.ESTIMATED),
                        Channel.of("estimate/dram", Component.DRAM, Quantity.ENERGY, Origin.ESTIMATED));
        assertThat(sampler.name()).isEqualTo("estimate");
        assertThat(sampler.isCheap()).isTrue();
        assertThat(sampler.notes()).containsExactly("a note");
    }

    @Test
    void sample_first_isZero() {
        machine.pass(3 * SECOND);
        assertThat(read()).isZero();
        assertThat(reading.get(1)).isZero();
    }

    @Test
    void sample_tenSecondsHalfBusy_isTheLineAtOneHalf() {
        double joules = regularly(100);
        assertThat(joules).isCloseTo(10 * (IDLE + FULL) / 2, within(1.0));
        assertThat(reading.get(1)).isCloseTo(20, within(1e-6));
    }

    @Test
    void sample_irregularTimesDownToOneMicrosecond_givesTheEnergyOfRegularOnesWithinOnePercent() {
        double regular = regularly(100);
        Machine other = new Machine();
        LoadModelSampler irregular =
                new LoadModelSampler(new Estimate(LoadModel.ofTdp(FULL), 2, List.of()), other, () -> other.nanos);
        Random random = new Random(42);
        irregular.sample(reading);
        long end = other.nanos + 10 * SECOND;
        while (other.nanos < end) {
            long step = (long) Math.pow(10, 3 + 5.3 * random.nextDouble());
            other.pass(Math.min(step, end - other.nanos));
            reading.clear();
            irregular.sample(reading);
        }
        assertThat(reading.get(0)).isCloseTo(regular, within(0.01 * regular));
    }

    @Test
    void sample_microsecondsApart_neverShowsMoreThanFullLoadNorLessThanBefore() {
        double before = read();
        for (int i = 0; i < 200_000; i++) {
            machine.pass(5_000);
            double now = read();
            assertThat(now - before).isBetween(0.0, FULL * 5e-6 * 1.000001);
            before = now;
        }
        assertThat(before).isCloseTo((IDLE + FULL) / 2, within(0.01 * FULL));
    }

    @Test
    void sample_loadThatChanges_losesNoBusyTime() {
        read();
        Random random = new Random(7);
        double expected = 0;
        for (int i = 0; i < 1000; i++) {
            machine.utilization = random.nextDouble();
            expected += 0.01 * LoadModel.ofTdp(FULL).watts(machine.utilization);
            machine.pass(SECOND / 100);
            read();
        }
        assertThat(reading.get(0)).isCloseTo(expected, within(0.01 * expected));
    }

    @Test
    void sample_busyTimeThatGoesBack_doesNotTakeEnergyBack() {
        read();
        machine.pass(SECOND);
        double before = read();
        machine.busy -= 1;
        assertThat(read()).isEqualTo(before);
    }

    @Test
    void sample_useUnreadableForAWhile_isMissingThenTellsTheWholeHole() {
        read();
        machine.readable = false;
        machine.pass(4 * SECOND);
        assertThat(read()).isNaN();
        assertThat(reading.get(1)).isCloseTo(8, within(1e-9));
        machine.readable = true;
        machine.pass(SECOND);
        assertThat(read()).isCloseTo(5 * (IDLE + FULL) / 2, within(1.0));
    }

    @Test
    void sample_unknownMemory_isMissing() {
        LoadModelSampler noMemory = new LoadModelSampler(
                new Estimate(LoadModel.ofTdp(FULL), Double.NaN, List.of()), machine, () -> machine.nanos);
        noMemory.sample(reading);
        assertThat(reading.has(0)).isTrue();
        assertThat(reading.has(1)).isFalse();
    }

    @Test
    void of_containerWithHalfACpu_readsTheContainersOwnUse() {
        FakeHost host = FakeHost.empty(root)
                .put("/proc/self/cgroup", "0::/")
                .put("/proc/stat", "cpu 0 0 0 0 0 0 0 0 0 0")
                .put("/sys/fs/cgroup/cgroup.controllers", "cpu memory")
                .put("/sys/fs/cgroup/cpu.max", "50000 100000")
                .put("/sys/fs/cgroup/cpu.stat", "usage_usec 1000000");
        long[] nanos = {0};
        Hardware hardware = new Hardware("AMD Ryzen 7 5800X 8-Core Processor", 1, 16, 1 << 30, false);
        LoadModelSampler slice = LoadModelSampler.of(host, hardware, EstimateSettings.NONE, () -> nanos[0]);
        slice.sample(reading);
        nanos[0] = 2 * SECOND;
        host.put("/sys/fs/cgroup/cpu.stat", "usage_usec 2000000");
        slice.sample(reading);
        assertThat(reading.get(0)).isCloseTo(2 * 105 * 0.5 / 16, within(1e-6));
        slice.close();
    }

    @Test
    void of_machineThatDoesNotTellItsLoad_leavesTheCpuMissing() {
        LoadModelSampler sampler = LoadModelSampler.of(
                FakeHost.empty(root).put("/proc", "<DIR>"),
                new Hardware("", 1, 2, 1 << 30, false),
                EstimateSettings.NONE,
                () -> 0);
        sampler.sample(reading);
        assertThat(reading.has(0)).isFalse();
        assertThat(reading.get(1)).isZero();
    }

    private double regularly(int readings) {
        read();
        for (int i = 0; i < readings; i++) {
            machine.pass(10 * SECOND / readings);
            read();
        }
        return reading.get(0);
    }

    private double read() {
        reading.clear();
        sampler.sample(reading);
        return reading.get(0);
    }
}
