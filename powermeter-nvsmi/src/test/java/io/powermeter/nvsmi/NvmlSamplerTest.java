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
import org.junit.jupiter.params.provider.CsvSource;

class NvmlSamplerTest {
    private static final double MILLI = 1e-3;

    @TempDir
    Path root;

    private Machine machine;

    @BeforeEach
    void start() {
        machine = new Machine(root);
    }

    @AfterEach
    void end() {
        machine.close();
    }

    @Test
    void channels_cardOfToday_areACounterItsTwinsAndItsUse() {
        machine.nvml.add("NVIDIA L40S");
        assertThat(machine.describe())
                .containsExactly(
                        "nvml/gpu-0 GPU ENERGY",
                        "nvml/gpu-0/power GPU POWER in nvml/gpu-0 mirrors nvml/gpu-0",
                        "nvml/gpu-0/power-average GPU POWER in nvml/gpu-0 mirrors nvml/gpu-0",
                        "nvml/gpu-0/utilization GPU UTILIZATION",
                        "nvml/gpu-0/memory GPU MEMORY",
                        "nvml/gpu-0/temperature GPU TEMPERATURE",
                        "nvml/gpu-0/job-share JOB UTILIZATION in nvml/gpu-0");
    }

    @Test
    void sample_cardOfToday_readsEverythingInItsUnit() {
        Card card =
                machine.nvml.add("NVIDIA L40S").energy(5000).watts(300).busy(73).memory(3L << 30, 48L << 30);
        card.celsius(61);
        machine.pass(2).read();
        assertThat(machine.value("nvml/gpu-0")).isCloseTo(5600, within(MILLI));
        assertThat(machine.value("nvml/gpu-0/power")).isCloseTo(300, within(MILLI));
        assertThat(machine.value("nvml/gpu-0/power-average")).isCloseTo(300, within(MILLI));
        assertThat(machine.value("nvml/gpu-0/utilization")).isEqualTo(0.73);
        assertThat(machine.value("nvml/gpu-0/memory")).isEqualTo(3L << 30);
        assertThat(machine.value("nvml/gpu-0/temperature")).isEqualTo(61);
        assertThat(machine.warning()).isNull();
    }

    @Test
    void sample_powerThatJumps_instantJumpsAndTheMeanFollowsWithinASecond() {
        Card card = machine.nvml.add("NVIDIA L40S").watts(100).watts(100);
        machine.pass(5);
        card.watts(300);
        machine.pass(0.25).read();
        assertThat(machine.value("nvml/gpu-0/power")).isEqualTo(300);
        assertThat(machine.value("nvml/gpu-0/power-average")).isCloseTo(150, within(MILLI));
    }

    @Test
    void sample_fourCards_readsEachFromItsOwn() {
        for (int i = 1; i <= 4; i++) {
            machine.nvml.add("NVIDIA A10").energy(1000 * i).watts(10 * i);
        }
        machine.pass(1).read();
        for (int i = 0; i < 4; i++) {
            assertThat(machine.value("nvml/gpu-" + i)).isCloseTo(1010 * (i + 1), within(MILLI));
        }
    }

    @Test
    void channels_beforeVolta_powerIsTheRoot() {
        machine.nvml.add("Tesla P100").withoutEnergy();
        assertThat(machine.describe())
                .startsWith(
                        "nvml/gpu-0/power GPU POWER",
                        "nvml/gpu-0/power-average GPU POWER in nvml/gpu-0/power mirrors nvml/gpu-0/power")
                .endsWith("nvml/gpu-0/job-share JOB UTILIZATION in nvml/gpu-0/power");
        assertThat(machine.sampler().notes())
                .contains("nvml/gpu-0 has no counter of energy, as every card before Volta: its power is integrated.");
    }

    @Test
    void channels_beforeVoltaAndWithoutFields_powerUsageIsTheRoot() {
        machine.nvml.add("Tesla K80").withoutEnergy().withoutFields().watts(149);
        assertThat(machine.describe())
                .startsWith("nvml/gpu-0/power GPU POWER", "nvml/gpu-0/utilization GPU UTILIZATION");
        assertThat(machine.pass(2).read().value("nvml/gpu-0/power")).isEqualTo(149);
    }

    @Test
    void channels_instantPowerOnly_hasNoMean() {
        machine.nvml.add("NVIDIA GeForce RTX 2080").field(185, 0, 3);
        assertThat(machine.ids()).contains("nvml/gpu-0/power").doesNotContain("nvml/gpu-0/power-average");
    }

    @Test
    void channels_meanPowerOnly_powerUsageTellsItOnce() {
        machine.nvml.add("NVIDIA A10").field(186, 0, 3);
        assertThat(machine.ids()).contains("nvml/gpu-0/power").doesNotContain("nvml/gpu-0/power-average");
    }

    @Test
    void channels_noPowerAtAll_hasUseOnlyAndSaysSo() {
        machine.nvml
                .add("NVIDIA GeForce GT 730")
                .withoutEnergy()
                .withoutFields()
                .fail(Function.POWER_USAGE, 3);
        assertThat(machine.ids())
                .containsExactly("nvml/gpu-0/utilization", "nvml/gpu-0/memory", "nvml/gpu-0/temperature");
        assertThat(machine.sampler().notes()).contains("nvml/gpu-0 tells neither energy nor power.");
    }

    @Test
    void channels_graceHopper_moduleHoldsTheCard() {
        machine.nvml.add("NVIDIA GH200 480GB").module(350).memoryPower(40);
        assertThat(machine.describe())
                .startsWith(
                        "nvml/gpu-0/module BOARD POWER",
                        "nvml/gpu-0 GPU ENERGY in nvml/gpu-0/module",
                        "nvml/gpu-0/power GPU POWER in nvml/gpu-0 mirrors nvml/gpu-0",
                        "nvml/gpu-0/power-average GPU POWER in nvml/gpu-0 mirrors nvml/gpu-0",
                        "nvml/gpu-0/memory-power GPU POWER in nvml/gpu-0");
        machine.read();
        assertThat(machine.value("nvml/gpu-0/module")).isEqualTo(350);
        assertThat(machine.value("nvml/gpu-0/memory-power")).isEqualTo(40);
    }

    @Test
    void channels_graceHopperWithoutScopeOfTheCard_moduleIsTheRoot() {
        machine.nvml
                .add("NVIDIA GH200 480GB")
                .module(350)
                .withoutEnergy()
                .field(185, 0, 3)
                .field(186, 0, 3);
        machine.nvml.fail(Function.POWER_USAGE, 3);
        assertThat(machine.describe())
                .startsWith("nvml/gpu-0/module BOARD POWER", "nvml/gpu-0/utilization GPU UTILIZATION")
                .endsWith("nvml/gpu-0/job-share JOB UTILIZATION in nvml/gpu-0/module");
        assertThat(machine.sampler().notes()).contains("nvml/gpu-0 tells the power of its module only.");
    }

    @Test
    void channels_driverThatKnowsNoScopes_haveNeitherModuleNorMemory() {
        StubNvml.Card card = machine.nvml.add("NVIDIA H100 PCIe").module(0).memoryPower(0);
        for (int scope = 0; scope <= 2; scope++) {
            card.rawField(186, scope, 1, 310_000).rawField(185, scope, 1, 295_000);
        }
        assertThat(machine.describe())
                .contains("nvml/gpu-0 GPU ENERGY")
                .noneMatch(channel -> channel.contains("module") || channel.contains("memory-power"));
    }

    @Test
    void channels_twoCardsOfOneModule_areMarkedAsPossibleTwins() {
        machine.nvml.add("NVIDIA GB300").module(2700);
        machine.nvml.add("NVIDIA GB300").module(2700);
        assertThat(machine.describe())
                .contains(
                        "nvml/gpu-0/module BOARD POWER",
                        "nvml/gpu-1/module BOARD POWER mirrors nvml/gpu-0/module",
                        "nvml/gpu-1 GPU ENERGY in nvml/gpu-1/module");
        assertThat(machine.read().value("nvml/gpu-1/module")).isEqualTo(2700);
    }

    @Test
    void channels_mig_boardOnlyAndSaysSo() {
        machine.nvml.add("NVIDIA H100 80GB HBM3").mig();
        assertThat(machine.ids()).contains("nvml/gpu-0").doesNotContain("nvml/gpu-0/utilization");
        assertThat(machine.sampler().notes())
                .contains("nvml/gpu-0 is cut into instances (MIG), which have neither energy nor use of their own: the"
                        + " board's energy is told, and the job's share of it only while no one else has a process on the"
                        + " card.");
    }

    @Test
    void notes_everyCard_nameModelIdAndDriver() {
        machine.nvml.driver("590.48.01").add("NVIDIA L40S").uuid("GPU-1234");
        assertThat(machine.sampler().notes()).contains("nvml/gpu-0 is NVIDIA L40S, GPU-1234, driver 590.48.01.");
    }

    @Test
    void notes_severalCardsOfAModel_sayOnceHowItSamples() {
        machine.nvml.add("NVIDIA A100-SXM4-40GB");
        machine.nvml.add("NVIDIA A100-SXM4-40GB");
        assertThat(machine.sampler().notes())
                .filteredOn(note -> note.contains("25 % of the time") && note.contains("arXiv 2312.02741"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, false", "2, false", "3, false", "4, false", "5, false", "6, false"})
    void sample_fieldOfAnyType_isReadAsThatType(int type, boolean real) {
        machine.nvml.add("NVIDIA L40S").rawField(186, 0, type, real ? Double.doubleToLongBits(41_000) : 41_000);
        assertThat(machine.read().value("nvml/gpu-0/power")).isEqualTo(41);
    }

    @ParameterizedTest
    @CsvSource({"1, 4294967295", "4, -1", "5, -5", "0, 9221120237041090560", "7, 41000"})
    void sample_fieldThatNoCardCanHave_isMissingAndSaysSo(int type, long bits) {
        Card card = machine.nvml.add("NVIDIA L40S");
        machine.read();
        card.rawField(186, 0, type, bits);
        machine.read();
        assertThat(machine.value("nvml/gpu-0/power")).isNaN();
        assertThat(machine.warning())
                .isEqualTo(
                        "nvml/gpu-0/power could not be read: NVML told a value that no card can have; such readings are"
                                + " missing.");
        assertThat(machine.read().warning()).as("said once").isNull();
    }

    @Test
    void sample_gb300AtFullPower_isBelieved() {
        machine.nvml.add("NVIDIA GB300").module(2900);
        assertThat(machine.read().value("nvml/gpu-0/module")).isEqualTo(2900);
    }

    @Test
    void sample_oneFunctionFails_theOthersAreRead() {
        Card card = machine.nvml.add("NVIDIA L40S");
        machine.read();
        card.fail(Function.ENERGY, 10);
        machine.read();
        assertThat(machine.value("nvml/gpu-0")).isNaN();
        assertThat(machine.value("nvml/gpu-0/power")).isEqualTo(50);
        assertThat(machine.warning())
                .isEqualTo("nvml/gpu-0 could not be read: NVML told TIMEOUT (10); such readings are missing.");
        card.fail(Function.ENERGY, 0);
        assertThat(machine.read().value("nvml/gpu-0")).isPositive();
    }

    @Test
    void sample_cardLost_isMissingWarnsOnceAndIsReadAgainWhenItComesBack() {
        Card card = machine.nvml.add("NVIDIA L40S");
        machine.nvml.add("NVIDIA L40S");
        machine.read();
        card.lose(15);
        machine.pass(0.1).read();
        for (String id : machine.ids()) {
            assertThat(Double.isNaN(machine.value(id)))
                    .as(id)
                    .isEqualTo(id.startsWith("nvml/gpu-0") || id.endsWith("job-share"));
        }
        assertThat(machine.warning())
                .isEqualTo(
                        "nvml/gpu-0 is lost: NVML told GPU_IS_LOST (15); its readings are missing until it comes back."
                                + " Reset the card with sudo nvidia-smi --gpu-reset, or restart the machine; sudo dmesg | grep NVRM"
                                + " says why.");
        assertThat(machine.pass(0.1).read().warning()).isNull();
        card.comeBack();
        assertThat(machine.pass(0.1).read().value("nvml/gpu-0"))
                .as("looked for seldom")
                .isNaN();
        assertThat(machine.pass(5).read().value("nvml/gpu-0")).isCloseTo(50 * 5.1, within(MILLI));
    }

    @Test
    void sample_lostCard_isAskedForOnceInFiveSeconds() {
        machine.nvml.add("NVIDIA L40S").lose(0);
        machine.read();
        machine.nvml.fail(Function.ENERGY, 15);
        machine.read();
        machine.nvml.fail(Function.HANDLE_BY_UUID, 15);
        long before = machine.nvml.calls();
        for (int i = 0; i < 100; i++) {
            machine.pass(0.1).read();
        }
        assertThat(machine.nvml.calls() - before).isBetween(1L, 2L);
    }

    @Test
    void sample_counterThatStartsAgain_isToldRaw() {
        Card card = machine.nvml.add("NVIDIA L40S").energy(7_000_000);
        machine.read();
        card.energy(0);
        assertThat(machine.pass(1).read().value("nvml/gpu-0")).isCloseTo(50, within(MILLI));
    }

    @Test
    void sample_twoWarningsAtOnce_areToldInTwoReadings() {
        Card one = machine.nvml.add("NVIDIA L40S");
        Card two = machine.nvml.add("NVIDIA L40S");
        machine.read();
        one.lose(15);
        two.lose(16);
        assertThat(machine.read().warning()).contains("nvml/gpu-0");
        assertThat(machine.read().warning()).contains("nvml/gpu-1", "RESET_REQUIRED (16)");
        assertThat(machine.read().warning()).isNull();
    }

    @Test
    void sample_afterClose_isMissing() {
        machine.nvml.add("NVIDIA L40S");
        machine.read().sampler().close();
        machine.sampler().close();
        assertThat(machine.read().value("nvml/gpu-0")).isNaN();
        assertThat(machine.nvml.inits()).isEqualTo(1);
        assertThat(machine.nvml.shutdowns()).isEqualTo(1);
    }
}
