package io.powermeter.summary;

import static io.powermeter.summary.TestRun.cpu;
import static io.powermeter.summary.TestRun.energy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import io.powermeter.recording.Instants;
import io.powermeter.recording.Values;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Attribution adds up: the job and the rest are the total. */
class AttributionTest {
    private static final Channel PACKAGE = cpu("rapl/package-0");
    private static final Channel GPU = energy("nvml/gpu-0", Component.GPU);
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
        Curve line = Curve.ofCounter(Instants.of(0, Long.MAX_VALUE / 4), Values.of(0, 100), List.of());
        Window window = new Window(0, Long.MAX_VALUE / 4);
        assertThat(attribution(window, line).split(window).jobJoules()).isCloseTo(100, within(1e-6));
    }

    @Test
    void phases_ofARunOfManyDays_addUpToIt() {
        long end = 4 * 86_400 * 1_000_000_000L;
        Curve line = Curve.ofCounter(Instants.of(0, end), Values.of(0, 100), List.of());
        Attribution attribution = attribution(new Window(0, end), line);
        assertThat(attribution.split(new Window(0, end / 4)).jobJoules()).isCloseTo(25, within(1e-6));
        assertThat(attribution.split(new Window(end / 4, end)).jobJoules()).isCloseTo(75, within(1e-6));
    }

    /** Shares the joules of one package, all of them used by the job. */
    private static Attribution attribution(Window job, Curve line) {
        Curve none = Curve.ofGauge(Instants.of(), Values.of(), 1);
        UsageCurves use = new UsageCurves(line, line, none, none, none, none);
        return new Attribution(
                new BlockShares(job, use, Map.of()), new Totals(List.of(new EnergyChannel(PACKAGE, line, 1))));
    }

    @Test
    void job_gpuWithKnownShare_getsIt() {
        JobEnergy job = new TestRun(10)
                .watts(GPU, 300)
                .channel(shareOf(GPU), t -> t < 5 ? 1 : 0.5)
                .watts(PACKAGE, 100)
                .cores(1, 2)
                .job(0.5, 9.5)
                .summary()
                .job();
        assertThat(job.joules()).isCloseTo(300 * (4.5 + 4.5 / 2) + 450, within(20.0));
    }

    @Test
    void job_gpuWhoseUsersAreUnknown_getsNothingOfItAndSaysSo() {
        Summary summary = new TestRun(10)
                .watts(GPU, 300)
                .channel(shareOf(GPU), t -> t < 5 ? 1 : Double.NaN)
                .cores(1, 1)
                .job(0, 10)
                .summary();
        assertThat(summary.job().joules()).isCloseTo(1500, within(35.0));
        assertThat(summary.warnings())
                .contains(
                        "Who used nvml/gpu-0 is known for 49 % of the time; what it drew otherwise (3000.0 J in all) is"
                                + " nobody's here.");
    }

    /** The card's memory is inside it, and its power is the same thing again: neither is given to the job twice. */
    @Test
    void job_partsAndRetellingsOfAGpu_changeNothing() {
        Channel memory = energy("nvml/gpu-0/memory-power", Component.GPU).partOf(GPU.id());
        Channel again = Channel.of("nvml/gpu-0/power", Component.GPU, Quantity.POWER, Origin.MEASURED)
                .partOf(GPU.id())
                .mirrorOf(GPU.id());
        Summary summary = new TestRun(10)
                .watts(GPU, 300)
                .watts(memory, 80)
                .channel(again, t -> 300)
                .channel(shareOf(GPU), t -> 0.5)
                .cores(1, 1)
                .job(0, 10)
                .summary();
        assertThat(summary.energy().joules()).isCloseTo(3000, within(1e-6));
        assertThat(summary.job().joules()).isCloseTo(1500, within(1e-6));
        assertThat(summary.warnings()).isEmpty();
    }

    /** Two cards on one module: it is told twice and counted once, and what both cards drew in it is shared as theirs. */
    @Test
    void job_cardsOfAModuleToldTwice_getBothTheirShares() {
        Channel module = Channel.of("nvml/gpu-0/module", Component.BOARD, Quantity.POWER, Origin.MEASURED);
        Channel again = Channel.of("nvml/gpu-1/module", Component.BOARD, Quantity.POWER, Origin.MEASURED)
                .mirrorOf(module.id());
        Channel other = energy("nvml/gpu-1", Component.GPU).partOf(again.id());
        Summary summary = new TestRun(10)
                .channel(module, t -> 900)
                .channel(again, t -> 900)
                .watts(GPU.partOf(module.id()), 300)
                .watts(other, 400)
                .channel(shareOf(GPU), t -> 1)
                .channel(shareOf(other), t -> t < 5 ? 1 : Double.NaN)
                .cores(1, 2)
                .job(0, 10)
                .summary();
        assertThat(summary.energy().joules()).isCloseTo(9000, within(1e-6));
        assertThat(summary.job().joules())
                .as("all of the first card, half the time of the second, half of what is besides")
                .isCloseTo(3000 + 2000 + 1000, within(50.0));
        assertThat(summary.warnings())
                .anySatisfy(
                        warning -> assertThat(warning).startsWith("Who used nvml/gpu-1 is known for 49 % of the time"));
    }

    @Test
    void job_wattmeter_isSharedAsTheComponentsAreAndTheRestByCpuTime() {
        Channel plug = Channel.of("shelly/plug", Component.WALL, Quantity.POWER, Origin.MEASURED);
        Channel second = Channel.of("shelly/plug-2", Component.WALL, Quantity.POWER, Origin.MEASURED);
        Summary summary = new TestRun(10)
                .channel(plug, t -> 300)
                .channel(second, t -> 200)
                .watts(GPU, 300)
                .channel(shareOf(GPU), t -> 1)
                .watts(PACKAGE, 100)
                .cores(0.5, 1)
                .job(0, 10)
                .summary();
        assertThat(summary.energy().joules()).as("both power supplies").isCloseTo(5000, within(1e-6));
        assertThat(summary.besideWall()).containsOnlyKeys(Component.CPU, Component.GPU);
        assertThat(summary.job().joules())
                .as("all of the GPU, half of the package, half of the 100 W of fans and disks")
                .isCloseTo(3000 + 500 + 500, within(1e-6));
        assertThat(summary.warnings()).isEmpty();
    }

    @Test
    void wattmeter_lessThanItsComponents_isDoubted() {
        Channel plug = Channel.of("shelly/plug", Component.WALL, Quantity.POWER, Origin.MEASURED);
        Summary summary = new TestRun(10)
                .channel(plug, t -> 60)
                .watts(PACKAGE, 100)
                .cores(1, 2)
                .job(0, 10)
                .summary();
        assertThat(summary.job().joules()).isCloseTo(300, within(1e-6));
        assertThat(summary.warnings())
                .containsExactly(
                        "The wattmeter told 600.0 J and the machine's own sensors 1000.0 J: it does not feed the"
                                + " whole machine, or one of them is wrong.");
    }

    @Test
    void crossCheck_counterAndPowerThatDisagree_areReported() {
        Channel again = Channel.of("nvml/gpu-0/power", Component.GPU, Quantity.POWER, Origin.MEASURED)
                .partOf(GPU.id())
                .mirrorOf(GPU.id());
        TestRun run =
                new TestRun(10).watts(GPU, 300).channel(shareOf(GPU), t -> 1).job(0, 10);
        assertThat(run.channel(again, t -> 260).summary().warnings())
                .containsExactly("nvml/gpu-0 told 3000.0 J and nvml/gpu-0/power told 2600.0 J of the same 10.0 s: they"
                        + " disagree by 13 %, so one of them is wrong.");
        TestRun near =
                new TestRun(10).watts(GPU, 300).channel(shareOf(GPU), t -> 1).job(0, 10);
        assertThat(near.channel(again, t -> 275).summary().warnings()).isEmpty();
        TestRun brief =
                new TestRun(3).watts(GPU, 300).channel(shareOf(GPU), t -> 1).job(0, 3);
        assertThat(brief.channel(again, t -> 200).summary().warnings())
                .as("too short to tell")
                .isEmpty();
    }

    /** A plug that was gone for 4 s counted on meanwhile. */
    @Test
    void gaugeWithAHole_isFilledByTheCounterOfTheSameThing() {
        Channel plug = Channel.of("plug/power", Component.WALL, Quantity.POWER, Origin.MEASURED);
        Channel counter =
                energy("plug/energy", Component.WALL).partOf(plug.id()).mirrorOf(plug.id());
        TestRun run = new TestRun(10)
                .channel(plug, t -> t > 3 && t < 7 ? Double.NaN : 100)
                .job(0, 10);
        assertThat(run.summary().energy().coverage()).isCloseTo(0.6, within(1e-9));
        Summary filled = run.channel(counter, t -> t > 3 && t < 7 ? Double.NaN : t < 5 ? 100 * t : 100 * t + 80)
                .summary();
        assertThat(filled.energy().coverage()).isEqualTo(1);
        assertThat(filled.energy().joules()).as("what it counted in the hole").isCloseTo(1080, within(1e-6));
        assertThat(filled.warnings()).isEmpty();
    }

    private static Channel shareOf(Channel device) {
        return Channel.of(device.id() + "/job-share", Component.JOB, Quantity.UTILIZATION, Origin.MEASURED)
                .partOf(device.id());
    }
}
