package io.powermeter.summary;

import static io.powermeter.summary.TestRun.cpu;
import static io.powermeter.summary.TestRun.energy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Attribution adds up: the job and the rest are the total. */
class AttributionTest {
    private static final Channel PACKAGE = cpu("rapl/package-0");
    private static final Channel DRAM = energy("rapl/dram", Component.DRAM);

    @Test
    void job_randomLoads_andRestAreTheTotalExactly() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            double period = 1 + random.nextDouble();
            JobEnergy job;
            Summary summary = new TestRun(7.3)
                    .channel(PACKAGE, t -> 60 * t + 20 * Math.sin(t / period))
                    .watts(DRAM, 10)
                    .cores(t -> t * 0.4, t -> t + 0.1 * Math.sin(t))
                    .memory(2e9, 8e9)
                    .job(0.31, 6.97)
                    .summary();
            job = summary.job();
            assertThat(job.joules() + job.restJoules())
                    .isCloseTo(summary.energy().joules(), within(1e-9));
            assertThat(job.joules()).isBetween(0.0, summary.energy().joules());
            assertThat(job.share()).isCloseTo(job.joules() / summary.energy().joules(), within(1e-12));
        }
    }

    @Test
    void job_competingLoad_getsItsShareOfTheCpu() {
        JobEnergy job = new TestRun(10)
                .watts(PACKAGE, 100)
                .cores(1.5, 2)
                .job(0.5, 9.5)
                .summary()
                .job();
        assertThat(job.share()).isCloseTo(0.75, within(0.02));
        assertThat(job.joules()).isCloseTo(675, within(1.0));
        assertThat(job.cpuSeconds()).isCloseTo(13.5, within(1e-9));
    }

    @Test
    void job_cpuTimeInTicksOfTheKernel_isWithinTwoPercent() {
        JobEnergy job = new TestRun(10)
                .watts(PACKAGE, 100)
                .cores(t -> Math.floor(100 * 0.6 * t) / 100, t -> Math.floor(100 * 1.7 * t) / 100)
                .job(0.25, 9.75)
                .summary()
                .job();
        assertThat(job.share()).isCloseTo(0.6 / 1.7, within(0.02 * 0.6 / 1.7));
    }

    @Test
    void job_loadThatComesLater_takesOnlyTheLaterEnergy() {
        JobEnergy job = new TestRun(10)
                .channel(PACKAGE, t -> t <= 5 ? 100 * t : 500 + 50 * (t - 5))
                .cores(t -> Math.max(0, t - 5), t -> t)
                .job(0, 10)
                .summary()
                .job();
        assertThat(job.joules()).isCloseTo(250, within(1e-6));
    }

    @Test
    void job_noUsageData_leavesAllToTheRest() {
        Summary summary = new TestRun(10).watts(PACKAGE, 100).job(0, 10).summary();
        assertThat(summary.job().joules()).isZero();
        assertThat(summary.job().restJoules()).isCloseTo(1000, within(1e-9));
        assertThat(summary.job().cpuSeconds()).isNaN();
        assertThat(summary.job().memoryBytes()).isNaN();
        assertThat(summary.meter().cpuSeconds()).isNaN();
    }

    @Test
    void job_dram_isSharedByMemoryAndNotByCpu() {
        Summary summary = new TestRun(10)
                .watts(PACKAGE, 100)
                .watts(DRAM, 10)
                .cores(1, 2)
                .memory(1e9, 4e9)
                .job(0, 10)
                .summary();
        assertThat(summary.job().joules()).isCloseTo(500 + 25, within(1e-6));
        assertThat(summary.job().memoryBytes()).isEqualTo(1e9);
    }

    @Test
    void job_gpuOfUnknownUse_isTheRests() {
        Channel gpu = Channel.of("nvidia/gpu-0", Component.GPU, Quantity.POWER, Origin.MEASURED);
        Summary summary =
                new TestRun(10).channel(gpu, t -> 300).cores(1, 1).job(0, 10).summary();
        assertThat(summary.job().joules()).isZero();
        assertThat(summary.job().restJoules()).isCloseTo(3000, within(1e-6));
    }

    @Test
    void job_moreCpuTimeThanTheMachine_getsNoMoreThanAll() {
        JobEnergy job = new TestRun(10)
                .watts(PACKAGE, 100)
                .cores(2, 1)
                .job(0, 10)
                .summary()
                .job();
        assertThat(job.share()).isEqualTo(1);
        assertThat(job.restJoules()).isZero();
    }

    @Test
    void phases_thatPartitionTheJob_addUpToIt() {
        Summary summary = new TestRun(10)
                .channel(PACKAGE, t -> 60 * t + 20 * Math.sin(t))
                .cores(t -> t * 0.7 + 0.1 * Math.sin(t), t -> t * 1.1)
                .job(0.35, 9.65)
                .phase("load", 0.35, 1.234)
                .phase("train", 1.234, 7.777)
                .phase("test", 7.777, 9.65)
                .summary();
        double joules =
                summary.phasesByName().stream().mapToDouble(PhaseEnergy::joules).sum();
        double job = summary.phasesByName().stream()
                .mapToDouble(PhaseEnergy::jobJoules)
                .sum();
        assertThat(joules).isCloseTo(summary.energy().joules(), within(1e-9));
        assertThat(job).isCloseTo(summary.job().joules(), within(1e-9));
    }

    @Test
    void job_runOfManyYears_isSharedInFewBlocks() {
        Curve line = Curve.ofCounter(new long[] {0, Long.MAX_VALUE / 4}, new double[] {0, 100}, java.util.List.of());
        Window window = new Window(0, Long.MAX_VALUE / 4);
        Curve none = Curve.ofGauge(new long[0], new double[0], 1);
        Attribution attribution = new Attribution(window, new UsageCurves(line, line, none, none, none));
        assertThat(attribution.jobJoules(java.util.List.of(new EnergyChannel(PACKAGE, line, 1)), window))
                .isCloseTo(100, within(1e-6));
    }

    @Test
    void phases_ofARunOfManyDays_addUpToIt() {
        long end = 4 * 86_400 * 1_000_000_000L;
        Curve line = Curve.ofCounter(new long[] {0, end}, new double[] {0, 100}, java.util.List.of());
        Curve none = Curve.ofGauge(new long[0], new double[0], 1);
        Attribution attribution = new Attribution(new Window(0, end), new UsageCurves(line, line, none, none, none));
        java.util.List<EnergyChannel> channels = java.util.List.of(new EnergyChannel(PACKAGE, line, 1));
        assertThat(attribution.jobJoules(channels, new Window(0, end / 4))).isCloseTo(25, within(1e-6));
        assertThat(attribution.jobJoules(channels, new Window(end / 4, end))).isCloseTo(75, within(1e-6));
    }
}
