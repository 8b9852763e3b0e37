package io.powermeter.tdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.estimate.EstimateSettings;
import io.powermeter.estimate.LoadModel;
import io.powermeter.process.Slice;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EstimateTest {
    private static final long GB = 1L << 30;
    private static final String XEON = "Intel(R) Xeon(R) CPU E5-2620 v3 @ 2.40GHz";
    private static final String BAND =
            "The truth is expected between 0.5 and 2 times the estimate: 90 % of 60 recorded points of 4 machines were.";

    private final Hardware twoChips = new Hardware(XEON, 2, 24, 64 * GB, false);

    @Test
    void of_knownCpuInTwoSockets_takesTheTableTwice() {
        Estimate estimate = whole(twoChips);
        assertThat(estimate.cpu().fullWatts()).isEqualTo(170);
        assertThat(estimate.cpu().idleWatts()).isCloseTo(0.12 * 170, within(1e-9));
        assertThat(estimate.memoryWatts()).isCloseTo(64 * 0.284, within(1e-9));
        assertThat(estimate.notes())
                .containsExactly(
                        "CPU power is estimated, not measured: a straight line from 20.4 W idle to 170.0 W at full load;"
                                + " idle power assumed to be 12 % of the TDP.",
                        "TDP: 85.0 W per chip, of the table's \"xeon e5 2620 v3\"; chips: 2.",
                        "Memory power is estimated, not measured: a constant 18.2 W, for 64.0 GB at 0.284 W each.",
                        BAND);
    }

    @Test
    void of_anonymousCpu_assumesWattsPerCpuAndAsksForTheTdp() {
        Estimate estimate = whole(new Hardware("AMD EPYC", 1, 4, 16 * GB, true));
        assertThat(estimate.cpu().fullWatts()).isEqualTo(14);
        assertThat(estimate.notes())
                .contains("No TDP known for \"AMD EPYC\": 3.5 W per CPU assumed for 4 CPUs; give --tdp WATTS.");
    }

    @Test
    void of_virtualMachineThatNamesAWholeChip_countsItsCpusOnly() {
        Estimate estimate = whole(new Hardware("AMD EPYC 7702 64-Core Processor", 1, 4, 16 * GB, true));
        assertThat(estimate.cpu().fullWatts()).isEqualTo(14);
        assertThat(estimate.notes())
                .contains("A virtual machine has only a part of its \"epyc 7702\" (TDP 200.0 W):"
                        + " 3.5 W per CPU assumed for 4 CPUs; give --tdp WATTS.");
    }

    @Test
    void of_virtualMachineOfTheWholeChip_takesNoMoreThanItsTdp() {
        assertThat(whole(new Hardware("AMD EPYC 7702 64-Core Processor", 1, 128, GB, true))
                        .cpu()
                        .fullWatts())
                .isEqualTo(200);
    }

    @Test
    void of_givenTdpAndIdle_overrideTableAndShare() {
        EstimateSettings settings = new EstimateSettings(OptionalDouble.of(100), OptionalDouble.of(25));
        Estimate estimate = Estimate.of(twoChips, Slice.WHOLE_MACHINE, settings);
        assertThat(estimate.cpu()).isEqualTo(new LoadModel(50, 200));
        assertThat(estimate.notes())
                .contains(
                        "CPU power is estimated, not measured: a straight line from 50.0 W idle to 200.0 W at full load;"
                                + " idle power given by --idle-watts.",
                        "TDP: 100.0 W per chip, given by --tdp; chips: 2.");
    }

    @Test
    void of_slice_countsItsShareOfCpusAndItsMemory() {
        Slice slice = new Slice(OptionalDouble.of(6), OptionalLong.of(8 * GB), "/use");
        Estimate estimate = Estimate.of(twoChips, slice, EstimateSettings.NONE);
        assertThat(estimate.cpu().fullWatts()).isCloseTo(170 / 4.0, within(1e-9));
        assertThat(estimate.memoryWatts()).isCloseTo(8 * 0.284, within(1e-9));
        assertThat(estimate.notes())
                .contains(
                        "A control group limits this process to 6.00 of 24 CPUs: the estimate is for that slice only.",
                        "Memory power is estimated, not measured: a constant 2.3 W,"
                                + " for 8.0 GB (the limit of the control group) at 0.284 W each.");
    }

    @Test
    void of_limitsAboveTheMachine_areNone() {
        Slice slice = new Slice(OptionalDouble.of(24), OptionalLong.of(64 * GB), "/use");
        assertThat(Estimate.of(twoChips, slice, EstimateSettings.NONE)).isEqualTo(whole(twoChips));
    }

    @Test
    void of_unknownMemory_leavesItOutAndSaysSo() {
        Estimate estimate = whole(new Hardware(XEON, 1, 12, 0, false));
        assertThat(estimate.memoryWatts()).isNaN();
        assertThat(estimate.notes()).contains("The size of the memory is unknown: its power is not estimated.");
    }

    @Test
    void of_idleAboveTheTablesTdp_saysWhatToGive() {
        EstimateSettings settings = new EstimateSettings(OptionalDouble.empty(), OptionalDouble.of(85));
        assertThatThrownBy(() -> Estimate.of(twoChips, Slice.WHOLE_MACHINE, settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("idle power must be above 0 W and below the 170.0 W at full load, not 170.0 W;"
                        + " give another --idle-watts or --tdp");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -3, Double.NaN, Double.POSITIVE_INFINITY})
    void newSettings_impossibleWatts_nameTheOption(double watts) {
        assertThatThrownBy(() -> new EstimateSettings(OptionalDouble.of(watts), OptionalDouble.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--tdp must be a finite number of watts above 0, such as 65, not " + watts);
        assertThatThrownBy(() -> new EstimateSettings(OptionalDouble.empty(), OptionalDouble.of(watts)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--idle-watts must be a finite number of watts above 0, such as 65, not " + watts);
    }

    @Test
    void newSettings_idleNotBelowTdp_isRefused() {
        assertThatThrownBy(() -> new EstimateSettings(OptionalDouble.of(65), OptionalDouble.of(65)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--idle-watts 65.0 must be below --tdp 65.0; both are watts of one chip");
    }

    @Test
    void newHardware_noCpuOrNegativeMemory_isRefused() {
        assertThatThrownBy(() -> new Hardware(XEON, 1, 0, GB, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a machine has at least 1 CPU, not 0");
        assertThatThrownBy(() -> new Hardware(XEON, 1, 1, -1, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a machine's memory cannot be -1 bytes");
    }

    @Test
    void newHardware_unknownSockets_countAsOne() {
        assertThat(new Hardware(XEON, 0, 1, GB, false).sockets()).isOne();
    }

    private static Estimate whole(Hardware hardware) {
        return Estimate.of(hardware, Slice.WHOLE_MACHINE, EstimateSettings.NONE);
    }
}
