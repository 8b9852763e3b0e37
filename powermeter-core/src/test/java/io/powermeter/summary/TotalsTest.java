package io.powermeter.summary;

import static io.powermeter.summary.TestRun.cpu;
import static io.powermeter.summary.TestRun.energy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One total, never doubled. */
class TotalsTest {
    private static final Channel PACKAGE = cpu("rapl/package-0");
    private static final Channel DIE = cpu("rapl/package-0-die-1").mirrorOf("rapl/package-0");
    private static final Channel PSYS = energy("rapl/psys", Component.BOARD);
    private static final Channel PACKAGE_IN_PSYS = PACKAGE.partOf("rapl/psys");

    private static List<String> counted(Summary summary) {
        return summary.channels().stream()
                .filter(ChannelEnergy::counted)
                .map(c -> c.channel().id())
                .toList();
    }

    private static void assertTotal(Summary summary, double joules, String... counted) {
        assertThat(counted(summary)).containsExactlyInAnyOrder(counted);
        assertThat(summary.energy().joules()).isCloseTo(joules, within(1e-6));
    }

    @Test
    void counted_coreAndUncore_areNotAddedToTheirPackage() {
        Summary summary = new TestRun(10)
                .watts(PACKAGE, 50)
                .watts(energy("rapl/core", Component.CORE).partOf("rapl/package-0"), 40)
                .watts(energy("rapl/uncore", Component.UNCORE).partOf("rapl/package-0"), 5)
                .summary();
        assertTotal(summary, 500, "rapl/package-0");
        assertThat(summary.components()).containsOnlyKeys(Component.CPU);
        assertThat(summary.channels()).extracting(c -> Math.round(c.joules())).containsExactly(500L, 400L, 50L);
    }

    @Test
    void counted_dramBesideThePackage_isAdded() {
        Summary summary = new TestRun(10)
                .watts(PACKAGE, 50)
                .watts(energy("rapl/dram", Component.DRAM), 10)
                .summary();
        assertTotal(summary, 600, "rapl/package-0", "rapl/dram");
    }

    @Test
    void counted_psysThatHoldsThePackage_isTheTotal() {
        Summary summary =
                new TestRun(10).watts(PSYS, 80).watts(PACKAGE_IN_PSYS, 50).summary();
        assertTotal(summary, 800, "rapl/psys");
        assertThat(summary.warnings()).isEmpty();
    }

    @Test
    void counted_psysInWholeJoules_isStillBelieved() {
        Summary summary = new TestRun(10)
                .channel(PSYS, t -> Math.floor(50 * t))
                .channel(PACKAGE_IN_PSYS, t -> 50 * t)
                .summary();
        assertTotal(summary, 500, "rapl/psys");
    }

    @Test
    void counted_psysBelowItsPackage_isNotBelievedAndSaysSo() {
        Summary summary =
                new TestRun(10).watts(PSYS, 30).watts(PACKAGE_IN_PSYS, 50).summary();
        assertTotal(summary, 500, "rapl/package-0");
        assertThat(summary.warnings())
                .containsExactly(
                        "rapl/psys told 300.0 J and its parts 500.0 J: it does not hold them, so the parts were added instead.");
    }

    @Test
    void counted_psysThatStandsStill_isNotBelieved() {
        Summary summary =
                new TestRun(10).watts(PSYS, 0).watts(PACKAGE_IN_PSYS, 50).summary();
        assertTotal(summary, 500, "rapl/package-0");
    }

    @Test
    void counted_diesThatMirrorEachOther_areCountedOnceAndSaysSo() {
        Summary summary = new TestRun(10)
                .channel(PACKAGE, t -> 50 * t + Math.sin(t))
                .channel(DIE, t -> 50 * t + Math.sin(t) + 0.001 * Math.cos(9 * t))
                .summary();
        assertThat(counted(summary)).containsExactly("rapl/package-0");
        assertThat(summary.warnings())
                .containsExactly("rapl/package-0-die-1 told the same joules as rapl/package-0 all the time:"
                        + " it is the same counter under another name and was counted once.");
    }

    @Test
    void counted_secondModuleToldTwice_isCountedOnce() {
        Channel first = Channel.of("nvml/gpu-0/module", Component.BOARD, Quantity.POWER, Origin.MEASURED);
        TestRun run = new TestRun(10).channel(first, t -> 900 + Math.sin(t));
        for (int card = 1; card < 4; card++) {
            Channel module = Channel.of(
                            "nvml/gpu-" + card + "/module", Component.BOARD, Quantity.POWER, Origin.MEASURED)
                    .mirrorOf(first.id());
            double watts = card < 2 ? 900 : 700;
            run.channel(module, t -> watts + Math.sin(t));
        }
        assertThat(counted(run.summary())).containsExactly("nvml/gpu-0/module", "nvml/gpu-2/module");
    }

    @Test
    void counted_realDies_areBothCounted() {
        Summary summary = new TestRun(10)
                .channel(PACKAGE, t -> 50 * t + Math.sin(7 * t))
                .channel(DIE, t -> 50 * t + Math.sin(5 * t))
                .summary();
        assertThat(counted(summary)).containsExactly("rapl/package-0", "rapl/package-0-die-1");
        assertThat(summary.warnings()).isEmpty();
    }

    @Test
    void counted_mirrorWhoseOtherWasNeverRead_isCounted() {
        Summary summary =
                new TestRun(10).channel(PACKAGE, t -> Double.NaN).watts(DIE, 50).summary();
        assertThat(summary.energy().joules()).isCloseTo(500, within(1e-9));
        assertThat(summary.warnings()).contains("rapl/package-0 could never be read.");
    }

    @Test
    void counted_deadCounter_countsAsNotCoveredAndSaysSo() {
        Summary summary = new TestRun(10).watts(PACKAGE, 0).summary();
        assertThat(summary.energy().joules()).isZero();
        assertThat(summary.energy().coverage()).isZero();
        assertThat(summary.warnings())
                .containsExactly(
                        "The energy is known for 0.0 % of the time only; the rest is missing from the total, not guessed.",
                        "rapl/package-0 never moved: it is not believed, and its time counts as not covered.");
    }

    @Test
    void counted_shortStandstill_isNotDead() {
        assertThat(new TestRun(1).watts(PACKAGE, 0).summary().energy().coverage())
                .isEqualTo(1);
    }

    @Test
    void counted_wallMeter_isTheWholeTotal() {
        Channel wall = Channel.of("plug/wall", Component.WALL, Quantity.POWER, Origin.MEASURED);
        Summary summary = new TestRun(10)
                .watts(PACKAGE, 50)
                .watts(energy("rapl/dram", Component.DRAM), 10)
                .channel(wall, t -> 120)
                .summary();
        assertTotal(summary, 1200, "plug/wall");
        assertThat(summary.channels()).hasSize(3);
    }

    @Test
    void counted_wallMeterThatWasNeverRead_leavesTheComponents() {
        Channel wall = Channel.of("plug/wall", Component.WALL, Quantity.POWER, Origin.MEASURED);
        Summary summary = new TestRun(10)
                .watts(PACKAGE, 50)
                .channel(wall, t -> Double.NaN)
                .summary();
        assertThat(summary.energy().joules()).isCloseTo(500, within(1e-9));
        assertThat(counted(summary)).contains("rapl/package-0");
    }

    @Test
    void counted_partOfWhatIsNotRecorded_isARoot() {
        Summary summary = new TestRun(10).watts(PACKAGE.partOf("rapl/psys"), 50).summary();
        assertTotal(summary, 500, "rapl/package-0");
    }

    @Test
    void counted_controllersOfADeadPlug_areNotAddedToEachOther() {
        Channel ipmi = Channel.of("ipmi/power", Component.WALL, Quantity.POWER, Origin.MEASURED);
        Channel acpi = Channel.of("hwmon/power", Component.WALL, Quantity.POWER, Origin.MEASURED)
                .partOf("plug/power");
        Channel redfish = Channel.of("redfish/power", Component.WALL, Quantity.POWER, Origin.MEASURED)
                .partOf("plug/power");
        Summary own = new TestRun(10)
                .channel(acpi, t -> 210)
                .channel(ipmi, t -> 200)
                .watts(cpu("rapl/package-0"), 90)
                .job(0, 10)
                .summary();
        assertThat(own.energy().joules()).isCloseTo(2000, within(1e-6));
        assertThat(own.besideWall()).containsOnlyKeys(Component.CPU);
        Summary orphans = new TestRun(10)
                .channel(acpi, t -> 210)
                .channel(redfish, t -> 200)
                .job(0, 10)
                .summary();
        assertThat(orphans.energy().joules()).isCloseTo(2100, within(1e-6));
    }
}
