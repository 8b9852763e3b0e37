package io.powermeter.summary;

import static io.powermeter.summary.TestRun.SECOND;
import static io.powermeter.summary.TestRun.cpu;
import static io.powermeter.summary.TestRun.energy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import io.powermeter.recording.Mark;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static final Channel SOCKET_0 = cpu("rapl/package-0");
    private static final Channel SOCKET_1 = cpu("rapl/package-1");
    private static final Channel DRAM_0 = energy("rapl/dram-0", Component.DRAM);
    private static final Channel ESTIMATE =
            Channel.of("estimate/cpu", Component.CPU, Quantity.ENERGY, Origin.ESTIMATED);

    /** Two sockets of 50 W and memory of 10 W for 10 s, of which the job ran from 1.25 s to 9.25 s on 3 of 4 busy cores. */
    private static TestRun twoSockets() {
        return new TestRun(10)
                .watts(SOCKET_0, 50)
                .watts(SOCKET_1, 50)
                .watts(DRAM_0, 10)
                .cores(3, 4)
                .memory(2e9, 8e9)
                .meterCores(0.01)
                .job(1.25, 9.25);
    }

    @Test
    void energy_constantPowerOfTwoSockets_isExactInTheJobsWindow() {
        Summary summary = twoSockets().summary();
        Total total = summary.energy();
        assertThat(summary.window()).isEqualTo(new Window(SECOND * 5 / 4, SECOND * 37 / 4));
        assertThat(total.joules()).isCloseTo(880, within(1e-9));
        assertThat(total.measuredJoules()).isCloseTo(880, within(1e-9));
        assertThat(total.origin()).isEqualTo(Origin.MEASURED);
        assertThat(total.coverage()).isCloseTo(1, within(1e-12));
        assertThat(total.meanWatts()).isCloseTo(110, within(1e-9));
        assertThat(summary.peakWatts()).isCloseTo(110, within(1e-6));
        assertThat(total.lowJoules()).isCloseTo(880, within(1e-9));
        assertThat(total.highJoules()).isCloseTo(880, within(1e-9));
        assertThat(summary.warnings()).isEmpty();
    }

    @Test
    void components_twoSockets_addUpToTheTotal() {
        Map<Component, Double> components = twoSockets().summary().components();
        assertThat(components).containsOnlyKeys(Component.CPU, Component.DRAM);
        assertThat(components.get(Component.CPU)).isCloseTo(800, within(1e-9));
        assertThat(components.get(Component.DRAM)).isCloseTo(80, within(1e-9));
    }

    @Test
    void job_threeOfFourBusyCores_getsThreeQuartersOfTheCpuAndAQuarterOfTheMemory() {
        assertThat(twoSockets().summary().job().joules()).isCloseTo(600 + 20, within(1e-6));
    }

    @Test
    void meter_itsCores_areItsCost() {
        MeterCost meter = twoSockets().summary().meter();
        assertThat(meter.cpuSeconds()).isCloseTo(0.08, within(1e-9));
        assertThat(meter.coreShare()).isCloseTo(0.01, within(1e-9));
        assertThat(meter.joules()).as("of the CPU; its memory was not read").isCloseTo(800 * 0.01 / 4, within(1e-6));
        assertThat(meter.rssBytes()).isNaN();
    }

    @Test
    void peak_shortBurst_isItsMeanOverAFifthOfASecondWhereverItLies() {
        // 90 W from 3.1 s to 3.3 s, else 10 W
        Summary summary = new TestRun(10)
                .channel(SOCKET_0, t -> 10 * t + 80 * Math.max(0, Math.min(t - 3.1, 0.2)))
                .job(0.03, 9)
                .summary();
        assertThat(summary.peakWatts()).isCloseTo(90, within(1e-6));
    }

    @Test
    void watts_ofAStretch_areTheSumOfTheCounted() {
        assertThat(twoSockets().summary().watts(SECOND, 2 * SECOND)).isCloseTo(110, within(1e-9));
    }

    @Test
    void curve_ofAChannel_isItsJoules() {
        Summary summary = twoSockets().summary();
        assertThat(summary.curve("rapl/package-1").orElseThrow().increase()).isCloseTo(500, within(1e-9));
        assertThat(summary.curve("usage/job-cpu")).as("tells no energy").isEmpty();
    }

    @Test
    void warnings_endedEarly_isSaidFirst() {
        Summary summary = new TestRun(10)
                .watts(SOCKET_0, 50)
                .mark(new Mark.JobBegin(SECOND, 7))
                .killed()
                .summary();
        assertThat(summary.energy().joules()).isCloseTo(450, within(1e-9));
        assertThat(summary.warnings())
                .containsExactly(
                        "The recording ended early: the meter was killed, could not go on writing, or still runs; what is here was read up to 10.0 s.");
    }

    @Test
    void energy_nothingRecorded_isZeroAndSaysSo() {
        Summary summary = new TestRun(10).summary();
        assertThat(summary.energy().joules()).isZero();
        assertThat(summary.energy().coverage()).isZero();
        assertThat(summary.peakWatts()).isZero();
        assertThat(summary.job().share()).isZero();
        assertThat(summary.job().idle()).isNull();
        assertThat(summary.warnings()).containsExactly("Nothing told the energy of this run.");
    }

    @Test
    void energy_noReadings_isZeroAndNotCovered() {
        Summary summary = new TestRun(10).channel(SOCKET_0, t -> Double.NaN).summary();
        assertThat(summary.energy().joules()).isZero();
        assertThat(summary.energy().coverage()).isZero();
        assertThat(summary.warnings())
                .containsExactly(
                        "The energy is known for 0.0 % of the time only; the rest is missing from the total, not guessed.",
                        "rapl/package-0 could never be read.");
    }

    @Test
    void energy_runWithoutLength_hasNoInfinities() {
        Summary summary = new TestRun(10).watts(SOCKET_0, 50).job(5, 5).summary();
        Total total = summary.energy();
        assertThat(total.joules()).isZero();
        assertThat(total.meanWatts()).isZero();
        assertThat(summary.peakWatts()).isZero();
    }

    @Test
    void energy_gap_isMissingFromTotalAndCoverage() {
        Summary summary = new TestRun(10)
                .channel(SOCKET_0, t -> t < 4.05 ? 50 * t : t < 6.05 ? 200 : 50 * (t - 2))
                .gap("rapl/package-0", 4, 6)
                .job(0, 10)
                .summary();
        assertThat(summary.energy().joules()).isCloseTo(400, within(1e-6));
        assertThat(summary.energy().coverage()).isCloseTo(0.8, within(1e-6));
        assertThat(summary.warnings())
                .containsExactly(
                        "The energy is known for 80.0 % of the time only; the rest is missing from the total, not guessed.",
                        "rapl/package-0: 1 gap, 2.0 s together (a reason).");
    }

    @Test
    void energy_estimate_hasItsBandAndOrigin() {
        Total total = new TestRun(10).watts(ESTIMATE, 40).job(0, 10).summary().energy();
        assertThat(total.origin()).isEqualTo(Origin.ESTIMATED);
        assertThat(total.measuredJoules()).isZero();
        assertThat(total.lowJoules()).isCloseTo(200, within(1e-9));
        assertThat(total.highJoules()).isCloseTo(800, within(1e-9));
    }

    @Test
    void energy_measuredAndEstimated_isEstimatedWithABandOfTheEstimatedPart() {
        Total total = new TestRun(10)
                .watts(energy("nvidia/gpu-0", Component.GPU), 100)
                .watts(ESTIMATE, 40)
                .job(0, 10)
                .summary()
                .energy();
        assertThat(total.origin()).isEqualTo(Origin.ESTIMATED);
        assertThat(total.measuredJoules()).isCloseTo(1000, within(1e-9));
        assertThat(total.lowJoules()).isCloseTo(1200, within(1e-9));
        assertThat(total.highJoules()).isCloseTo(1800, within(1e-9));
    }

    @Test
    void idle_baselinesBeforeAndAfter_giveFloorAndDrift() {
        Summary summary = new TestRun(20)
                .channel(SOCKET_0, t -> t <= 5 ? 20 * t : t <= 15 ? 100 + 80 * (t - 5) : 900 + 24 * (t - 15))
                .cores(1, 1)
                .phase(Summary.BASELINE_PHASE, 0, 5)
                .job(5, 15)
                .phase(Summary.BASELINE_PHASE, 15, 20)
                .summary();
        Idle idle = summary.job().idle();
        assertThat(idle).isNotNull();
        assertThat(idle.watts()).isCloseTo(22, within(1e-6));
        assertThat(idle.joules()).isCloseTo(220, within(1e-6));
        assertThat(idle.driftWatts()).isCloseTo(4, within(1e-6));
        assertThat(summary.phasesByName())
                .as("the baseline is no phase of the job")
                .isEmpty();
        assertThat(summary.phaseSpans()).hasSize(2);
    }

    @Test
    void net_baselineMeasured_isGrossLessTheFloorOfTheSameTime() {
        Summary summary = new TestRun(20)
                .channel(SOCKET_0, t -> t <= 5 ? 20 * t : t <= 15 ? 100 + 80 * (t - 5) : 900 + 20 * (t - 15))
                .watts(energy("rapl/dram", Component.DRAM), 5)
                .phase(Summary.BASELINE_PHASE, 0, 5)
                .job(5, 15)
                .phase("load", 5, 7.5)
                .phase("train", 7.5, 15)
                .phase(Summary.BASELINE_PHASE, 15, 20)
                .summary();
        assertThat(summary.netJoules()).isCloseTo(600, within(1e-6));
        assertThat(summary.channels()).extracting(ChannelEnergy::netJoules).satisfies(net -> {
            assertThat(net.get(0)).isCloseTo(600, within(1e-6));
            assertThat(net.get(1)).isCloseTo(0, within(1e-6));
        });
        assertThat(summary.idleComponents(summary.window()).get(Component.CPU)).isCloseTo(200, within(1e-6));
        assertThat(summary.phasesByName()).extracting(PhaseEnergy::netJoules).satisfies(net -> {
            assertThat(net.get(0)).isCloseTo(150, within(1e-6));
            assertThat(net.get(1)).isCloseTo(450, within(1e-6));
        });
        assertThat(summary.warnings()).isEmpty();
    }

    @Test
    void net_gapInTheJob_takesNoFloorAwayOfWhatIsNotKnown() {
        Summary summary = new TestRun(20)
                .watts(SOCKET_0, 20)
                .gap("rapl/package-0", 8, 12)
                .phase(Summary.BASELINE_PHASE, 0, 5)
                .job(5, 20)
                .summary();
        assertThat(summary.netJoules()).isCloseTo(0, within(1e-6));
    }

    @Test
    void net_noBaseline_isNotKnown() {
        Summary summary = twoSockets().phase("train", 2, 6).summary();
        assertThat(summary.netJoules()).isNaN();
        assertThat(summary.channels()).extracting(ChannelEnergy::netJoules).containsOnly(Double.NaN);
        assertThat(summary.phasesByName()).extracting(PhaseEnergy::netJoules).containsOnly(Double.NaN);
    }

    @Test
    void warnings_idleFloorThatDrifts_isTold() {
        TestRun run = new TestRun(20)
                .channel(SOCKET_0, t -> t <= 5 ? 20 * t : t <= 15 ? 100 + 80 * (t - 5) : 900 + 24 * (t - 15))
                .phase(Summary.BASELINE_PHASE, 0, 5)
                .job(5, 15)
                .phase(Summary.BASELINE_PHASE, 15, 20);
        assertThat(run.summary().warnings())
                .containsExactly(
                        "The idle machine drew 20.00 W before the job and 24.00 W after it: over the job that is 40.0"
                                + " J, and the net energy is not known better.");
    }

    @Test
    void warnings_netSmallerThanTheDrift_isTold() {
        TestRun run = new TestRun(20)
                .channel(SOCKET_0, t -> t <= 15 ? 20 * t : 300 + 21 * (t - 15))
                .phase(Summary.BASELINE_PHASE, 0, 5)
                .job(5, 15)
                .phase(Summary.BASELINE_PHASE, 15, 20);
        assertThat(run.summary().warnings()).hasSize(1).allMatch(note -> note.contains("21.00 W after it"));
    }

    @Test
    void idle_oneBaseline_hasNoDrift() {
        Idle idle = new TestRun(10)
                .watts(SOCKET_0, 20)
                .phase(Summary.BASELINE_PHASE, 0, 5)
                .job(5, 10)
                .summary()
                .job()
                .idle();
        assertThat(idle).isNotNull();
        assertThat(idle.driftWatts()).isNaN();
        assertThat(idle.watts()).isCloseTo(20, within(1e-9));
    }

    @Test
    void idle_phaseOfTheJobNamedBaseline_isAPhaseOfTheJob() {
        Summary summary = new TestRun(10)
                .watts(SOCKET_0, 20)
                .job(1, 9)
                .phase(Summary.BASELINE_PHASE, 2, 4)
                .summary();
        assertThat(summary.job().idle()).isNull();
        assertThat(summary.phasesByName()).extracting(PhaseEnergy::name).containsExactly("baseline");
    }

    @Test
    void phasesByName_stretchesOfOneName_areTogetherInOrderOfTheirFirst() {
        Summary summary = twoSockets()
                .phase("train", 2, 6)
                .phase("epoch", 2.05, 3)
                .phase("epoch", 4, 5)
                .phase("test", 6, 7)
                .summary();
        assertThat(summary.phasesByName()).extracting(PhaseEnergy::name).containsExactly("train", "epoch", "test");
        PhaseEnergy epoch = summary.phasesByName().get(1);
        assertThat(epoch.count()).isEqualTo(2);
        assertThat(epoch.depth()).isEqualTo(1);
        assertThat(epoch.seconds()).isCloseTo(1.95, within(1e-9));
        assertThat(epoch.joules()).isCloseTo(1.95 * 110, within(1e-6));
        assertThat(epoch.components().get(Component.DRAM)).isCloseTo(1.95 * 10, within(1e-6));
        assertThat(epoch.coverage()).isCloseTo(1, within(1e-9));
    }

    @Test
    void metrics_toldOften_areTheLastOnes() {
        Summary summary = new TestRun(10)
                .mark(new Mark.Metric(1, "loss", 2))
                .mark(new Mark.Metric(2, "accuracy", 0.5))
                .mark(new Mark.Metric(3, "loss", 1))
                .summary();
        assertThat(summary.metrics()).containsExactly(Map.entry("loss", 1.0), Map.entry("accuracy", 0.5));
    }

    @Test
    void absences_absentSensors_areTold() {
        assertThat(new TestRun(1)
                        .absent("nvidia", "No driver.", "Install it.")
                        .summary()
                        .absences())
                .containsExactly(new Absence("nvidia", "No driver.", "Install it."));
    }

    @Test
    void warnings_everythingElse_isOneSentenceEach() {
        Summary summary = twoSockets()
                .mark(new Mark.PhaseBegin(2 * SECOND, "train"))
                .mark(new Mark.PhaseBegin(3 * SECOND, "train"))
                .mark(new Mark.Warning(3 * SECOND, "The job said so."))
                .gap("rapl/package-1", 0, 0.5)
                .gap("rapl/package-1", 9.5, 9.75)
                .end(3, 2)
                .damage("events.jsonl: the file is missing.")
                .summary();
        assertThat(summary.warnings())
                .containsExactly(
                        "2 lines of the job's event file were not understood and left out.",
                        "3 readings came too late and were left out; counters lose nothing by it.",
                        "rapl/package-1: 2 gaps, 0.8 s together (a reason).",
                        "The job said so.",
                        "The phase \"train\" was never ended; it was taken to last to the end.",
                        "events.jsonl: the file is missing.");
    }

    @Test
    void warnings_counterThatStandsStillUnderLoad_isDoubted() {
        TestRun run = new TestRun(20).channel(SOCKET_0, t -> 50 * (t < 5 ? t : t < 12 ? 5 : t - 7));
        assertThat(run.cores(1, 2).job(0, 20).summary().warnings())
                .containsExactly("rapl/package-0 stood still for 7.0 s while the job worked.");
    }

    @Test
    void warnings_counterThatStandsStillWhileTheJobSleeps_isNotDoubted() {
        TestRun run = new TestRun(20).channel(SOCKET_0, t -> 50 * (t < 5 ? t : t < 12 ? 5 : t - 7));
        assertThat(run.cores(0.01, 2).job(0, 20).summary().warnings()).isEmpty();
    }
}
