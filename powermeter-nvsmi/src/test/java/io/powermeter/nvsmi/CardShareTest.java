package io.powermeter.nvsmi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.nvsmi.StubNvml.Card;
import io.powermeter.nvsmi.StubNvml.Function;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardShareTest {
    private static final String SHARE = "nvml/gpu-0/job-share";
    private static final long GIB = 1L << 30;
    private static final long MINE = 100;
    private static final long OTHER = 200;

    @TempDir
    Path root;

    private final TestJob job = new TestJob(MINE);
    private Machine machine;
    private Card card;

    @BeforeEach
    void start() {
        machine = new Machine(root).run(MINE, OTHER);
        card = machine.nvml.add("NVIDIA L40S");
    }

    @AfterEach
    void end() {
        machine.close();
    }

    /** Reads for a while, so that samples of the driver and rounds of the sampler have come. */
    private double share() {
        machine.sampler().follow(job);
        for (int i = 0; i < 20; i++) {
            machine.pass(0.1).read();
        }
        return machine.value(SHARE);
    }

    @Test
    void sample_noJobToFollow_shareIsMissing() {
        card.process(OTHER, 50, GIB);
        assertThat(machine.read().value(SHARE)).isNaN();
    }

    @Test
    void sample_onlyTheJob_isAll() {
        card.process(MINE, 80, GIB);
        assertThat(share()).isEqualTo(1);
    }

    @Test
    void sample_jobAndAnother_isSharedByUse() {
        card.process(MINE, 60, GIB).process(OTHER, 20, 9 * GIB);
        assertThat(share()).isCloseTo(0.75, within(1e-12));
    }

    @Test
    void sample_bothIdle_isSharedByMemory() {
        card.process(MINE, 0, GIB).process(OTHER, 0, 3 * GIB);
        assertThat(share()).isEqualTo(0.25);
    }

    @Test
    void sample_nobody_isNone() {
        assertThat(share()).isZero();
    }

    @Test
    void sample_otherWasBusyLongAgo_isTheJobs() {
        long before = machine.nanos.get() / 1000 - 10_000_000;
        card.process(MINE, 10, GIB).process(OTHER, true, false, 90, GIB, before);
        assertThat(share()).isEqualTo(1);
    }

    @Test
    void sample_everyoneStopsComputing_sharesByMemoryAfterTwoSeconds() {
        card.process(MINE, 60, GIB).process(OTHER, 20, 3 * GIB);
        assertThat(share()).isCloseTo(0.75, within(1e-12));
        long stamp = machine.nanos.get() / 200_000_000 * 200_000;
        card.idle().process(MINE, true, false, 60, GIB, stamp).process(OTHER, true, false, 20, 3 * GIB, stamp);
        machine.pass(0.5);
        assertThat(share()).isEqualTo(0.25);
    }

    @Test
    void sample_severalSamplesOfAProcess_areAveraged() {
        card.process(MINE, 20, GIB).process(MINE, 60, GIB).process(OTHER, 40, GIB);
        assertThat(share()).isEqualTo(0.5);
    }

    @Test
    void sample_percentOfNonsense_isLeftOut() {
        card.process(MINE, 50, GIB).process(OTHER, 50, GIB).process(OTHER, 2_000_000, GIB);
        assertThat(share()).isEqualTo(0.5);
    }

    @Test
    void sample_processThatComputesAndDraws_isCountedOnce() {
        card.process(MINE, true, true, 0, GIB, 0).process(OTHER, false, true, 0, GIB, 0);
        assertThat(share()).isEqualTo(0.5);
    }

    @Test
    void sample_memoryNotAvailable_isNotKnown() {
        card.process(MINE, 0, -1).process(OTHER, 0, GIB);
        assertThat(share()).isNaN();
    }

    @Test
    void sample_processesCannotBeListed_isNotKnownAndSaysSo() {
        card.process(MINE, 50, GIB).fail(Function.COMPUTE_PROCESSES, 4);
        assertThat(warningOfLastingShare())
                .isEqualTo(
                        "nvml/gpu-0/job-share is not known: asked for the card's processes, NVML told NO_PERMISSION (4).");
    }

    @Test
    void sample_cardThatOnlyComputes_needsNoListOfWhoDraws() {
        card.process(MINE, 50, GIB).fail(Function.GRAPHICS_PROCESSES, 3);
        assertThat(share()).isEqualTo(1);
    }

    @Test
    void sample_moreProcessesThanTheBufferHolds_asksAgainWithALargerOne() {
        machine.sampler();
        for (long pid = 1000; pid < 1400; pid++) {
            machine.run(pid);
            card.process(pid, 1, GIB);
        }
        card.process(MINE, 100, GIB);
        assertThat(share()).isCloseTo(0.2, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1_000_000, 100_000})
    void sample_countOfNonsense_isNotKnown(long count) {
        card.process(MINE, 50, GIB).rawProcessCount(count);
        assertThat(share()).isNaN();
    }

    @Test
    void sample_betweenTwoRounds_asksNothingAboutProcesses() {
        card.process(MINE, 50, GIB);
        share();
        long perReading = 0;
        for (int i = 0; i < 50; i++) {
            long before = machine.nvml.calls();
            machine.pass(0.1).read();
            perReading = Math.max(perReading, machine.nvml.calls() - before);
            assertThat(machine.value(SHARE)).isEqualTo(1);
        }
        assertThat(perReading).as("5 values, 3 about processes").isEqualTo(8);
    }

    @Test
    void follow_jobOnTwoCards_isToldTheSum() {
        Card second = machine.nvml.add("NVIDIA L40S");
        card.process(MINE, 60, GIB).process(OTHER, 10, GIB);
        second.process(MINE, 70, 2 * GIB);
        share();
        assertThat(job.use).containsOnlyKeys(MINE);
        assertThat(job.use.get(MINE)).isCloseTo(1.3, within(1e-12));
        assertThat(job.bytes).containsEntry(MINE, 3.0 * GIB);
    }

    @Test
    void sample_processesOfAnotherPidNamespace_isNotKnownAndNamesTheRemedy() {
        card.process(5_000_000, 50, GIB).process(5_000_001, 50, GIB);
        assertThat(warningOfLastingShare())
                .isEqualTo(
                        "nvml/gpu-0: no process that uses this card can be seen from here, so the job's share of it is not"
                                + " known; in a container, start it with --pid=host.");
    }

    @Test
    void sample_busyCardThatListsNobody_isNotKnownAndNamesTheRemedy() {
        card.busy(90);
        assertThat(warningOfLastingShare()).endsWith("start it with --pid=host.");
    }

    private String warningOfLastingShare() {
        machine.sampler().follow(job);
        String warning = null;
        for (int i = 0; i < 40; i++) {
            machine.pass(0.1).read();
            assertThat(machine.value(SHARE)).isNaN();
            if (machine.warning() != null) {
                assertThat(warning).as("said once").isNull();
                warning = machine.warning();
            }
        }
        return warning;
    }

    @Test
    void sample_busyCardOfAProcessThatJustEnded_isNoWarning() {
        machine.sampler().follow(job);
        card.busy(90);
        for (int i = 0; i < 10; i++) {
            machine.pass(0.1).read();
            assertThat(machine.warning()).isNull();
        }
        card.busy(0);
        assertThat(share()).isZero();
    }

    @Test
    void sample_cardHiddenFromTheJob_isNone() {
        Card second = machine.nvml.add("NVIDIA L40S");
        second.process(MINE, 50, GIB);
        card.process(OTHER, 50, GIB).fail(Function.COMPUTE_PROCESSES, 4);
        machine.host.set("CUDA_VISIBLE_DEVICES", "1");
        assertThat(share()).isZero();
        assertThat(machine.value("nvml/gpu-1/job-share")).isEqualTo(1);
        assertThat(machine.sampler().notes())
                .contains("nvml/gpu-0 is hidden from the job by CUDA_VISIBLE_DEVICES: nothing of it is the job's.");
    }

    @Test
    void sample_migCardThatOnlyTheJobUses_isAll() {
        card.mig().process(MINE, 50, GIB);
        assertThat(share()).isEqualTo(1);
    }

    @Test
    void sample_migCardOfSeveral_isNotKnown() {
        card.mig().process(MINE, 50, GIB).process(OTHER, 50, GIB);
        assertThat(share()).isNaN();
    }

    @Test
    void follow_useNotToldAndNoNvidiaSmi_saysSoAndKnowsWhatNeedsNoUse() {
        card.fail(Function.PROCESS_UTILIZATION, 3).process(MINE, 50, GIB);
        machine.sampler().follow(job);
        assertThat(machine.read().warning()).startsWith("The job's share of a card that others use too is not known. ");
        assertThat(machine.value(SHARE)).isEqualTo(1);
        card.process(OTHER, 0, GIB);
        assertThat(share()).isNaN();
    }

    @Test
    void follow_useNotToldByNvml_asksNvidiaSmi() {
        machine.host.put(SmiMachine.PROGRAM, """
                #!/bin/sh
                while :; do
                  echo '# gpu  pid  type  sm  mem  enc  dec  command'
                  echo '    0  100     C  60    1    -    -  python'
                  echo '    0  200     C  20    1    -    -  python'
                  echo '    0  300     C   -    1    -    -  idle'
                  sleep 1
                done""");
        card.busy(80)
                .fail(Function.PROCESS_UTILIZATION, 3)
                .process(MINE, 0, GIB)
                .process(OTHER, 0, GIB)
                .process(300, 0, GIB);
        SmiMachine.await(() -> !Double.isNaN(share()));
        assertThat(machine.value(SHARE)).isCloseTo(0.75, within(1e-12));
        assertThat(job.use.get(MINE)).isCloseTo(0.6, within(1e-12));
        assertThat(machine.sampler().notes())
                .contains(
                        "nvml/gpu-0 does not tell NVML who uses its multiprocessors; nvidia-smi pmon is asked instead.");
    }

    @Test
    void sample_lostCard_isMissingUntilItIsBack() {
        card.process(MINE, 50, GIB);
        assertThat(share()).isEqualTo(1);
        card.lose(15);
        assertThat(machine.pass(0.1).read().value(SHARE)).isNaN();
        card.comeBack();
        machine.pass(5);
        assertThat(share()).isEqualTo(1);
    }
}
