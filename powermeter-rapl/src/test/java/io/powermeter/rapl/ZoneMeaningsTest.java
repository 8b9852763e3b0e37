package io.powermeter.rapl;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.host.FakeHost;
import io.powermeter.sampler.Sampler;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZoneMeaningsTest {
    private static final String INTEL = " wraps 262143.32885";
    private static final String SERVER_DRAM = " wraps 65712.999613";
    private static final String AMD = " wraps 65532.610987";

    @TempDir
    Path root;

    @Test
    void channels_xeon2Sockets_dramStandsBesideItsPackage() {
        assertChannels(
                "xeon-2-sockets",
                "rapl/package-0 CPU" + INTEL,
                "rapl/package-0/dram DRAM" + SERVER_DRAM,
                "rapl/package-1 CPU" + INTEL,
                "rapl/package-1/dram DRAM" + SERVER_DRAM);
    }

    @Test
    void channels_desktop_coreAndUncoreAreInsideThePackage() {
        assertChannels(
                "desktop",
                "rapl/package-0 CPU" + INTEL,
                "rapl/package-0/core CORE in rapl/package-0" + INTEL,
                "rapl/package-0/uncore UNCORE in rapl/package-0" + INTEL);
    }

    @Test
    void channels_laptopWithPsys_packageAndDramAreInsidePsys() {
        assertChannels(
                "psys-laptop",
                "rapl/package-0 CPU in rapl/psys" + INTEL,
                "rapl/package-0/core CORE in rapl/package-0" + INTEL,
                "rapl/package-0/uncore UNCORE in rapl/package-0" + INTEL,
                "rapl/package-0/dram DRAM in rapl/psys" + INTEL,
                "rapl/psys BOARD" + INTEL);
    }

    @Test
    void channels_sapphireRapids_psysBetweenThePackagesIsKnownByItsName() {
        assertChannels(
                "sapphire-rapids-2-sockets",
                "rapl/package-0 CPU in rapl/psys" + INTEL,
                "rapl/package-0/dram DRAM in rapl/psys" + SERVER_DRAM,
                "rapl/psys BOARD wraps 4.294967295E9",
                "rapl/package-1 CPU in rapl/psys" + INTEL,
                "rapl/package-1/dram DRAM in rapl/psys" + SERVER_DRAM);
    }

    @Test
    void channels_psysPerPackage_eachPackageIsInsideItsOwn() {
        assertChannels(
                "psys-per-package",
                "rapl/package-0 CPU in rapl/psys" + INTEL,
                "rapl/psys BOARD" + INTEL,
                "rapl/package-1 CPU in rapl/psys-1" + INTEL,
                "rapl/package-1/dram DRAM in rapl/psys-1" + SERVER_DRAM,
                "rapl/psys-1 BOARD" + INTEL);
    }

    @Test
    void channels_mmioTwin_isCountedOnceAndItsOwnZonesAreKept() {
        Sampler sampler = assertChannels(
                "mmio-twin",
                "rapl/package-0 CPU" + INTEL,
                "rapl/package-0/core CORE in rapl/package-0" + INTEL,
                "rapl/package-0/dram DRAM" + INTEL);
        assertThat(sampler.notes())
                .containsExactly(
                        "The zones of intel-rapl-mmio that repeat a zone of intel-rapl are left out: both show the"
                                + " same counter.");
    }

    @Test
    void channels_mmioOnly_isUsed() {
        assertThat(assertChannels("mmio-only", "rapl/package-0 CPU" + INTEL).notes())
                .isEmpty();
    }

    @Test
    void channels_threadripper_laterDieMayMirrorTheFirstWhateverTheOrder() {
        assertChannels(
                "threadripper-2-dies",
                "rapl/package-0-die-1 CPU" + AMD + " mirrors rapl/package-0-die-0",
                "rapl/package-0-die-0 CPU" + AMD);
    }

    @Test
    void channels_amd_leavesTheCoreZonesOutAndSaysWhy() {
        Sampler sampler = assertChannels("epyc-2-sockets", "rapl/package-0 CPU" + AMD, "rapl/package-1 CPU" + AMD);
        assertThat(sampler.notes())
                .containsExactly(
                        "The core zones are left out: on AMD processors this counter covers one core domain at most"
                                + " and does not add up to the cores of the package.");
    }

    @Test
    void channels_hygon_isTreatedAsAmd() {
        FakeHost host = Machine.named(root, "epyc-2-sockets").put("/proc/cpuinfo", "vendor_id\t: HygonGenuine");
        assertThat(Machine.found(host).channels()).hasSize(2);
    }

    @Test
    void channels_amdServerWithHugeCpuinfo_isStillKnownAsAmd() {
        String cpu = "processor\t: 0\nvendor_id\t: AuthenticAMD\nflags\t\t: " + "fpu ".repeat(400) + "\n\n";
        FakeHost host = Machine.named(root, "epyc-2-sockets").put("/proc/cpuinfo", cpu.repeat(768));
        assertThat(Machine.found(host).channels()).hasSize(2);
    }

    @Test
    void channels_xeon4Sockets_everyDramHasItsOwnId() {
        assertThat(Machine.describe(Machine.found(Machine.named(root, "xeon-4-sockets"))))
                .hasSize(8)
                .contains("rapl/package-3 CPU" + INTEL, "rapl/package-3/dram DRAM" + SERVER_DRAM);
    }

    @Test
    void channels_realLayoutOfLinksAndLoops_meetsEachZoneOnce() {
        assertChannels(
                "symlinked",
                "rapl/package-0 CPU" + INTEL,
                "rapl/package-0/core CORE in rapl/package-0" + INTEL,
                "rapl/package-0/dram DRAM" + SERVER_DRAM);
    }

    @Test
    void channels_moreThanTenZones_comeInOrderOfNumber() {
        FakeHost host = FakeHost.empty(root);
        for (int i = 0; i < 12; i++) {
            putZone(host, "intel-rapl:" + i, "package-" + i);
        }
        assertThat(Machine.found(host).channels().get(2).id()).isEqualTo("rapl/package-2");
        assertThat(Machine.found(host).channels().get(11).id()).isEqualTo("rapl/package-11");
    }

    @Test
    void channels_dramAtTopLevel_isARoot() {
        FakeHost host = FakeHost.empty(root);
        putZone(host, "intel-rapl:0", "package-0");
        putZone(host, "intel-rapl:1", "dram");
        assertThat(Machine.describe(Machine.found(host)))
                .containsExactly("rapl/package-0 CPU" + INTEL, "rapl/dram DRAM" + INTEL);
    }

    @Test
    void channels_namelessZoneBesideNamedOnes_isNoVirtualMachine() {
        FakeHost host = FakeHost.empty(root).put("/sys/class/powercap/intel-rapl:1/energy_uj", "5");
        putZone(host, "intel-rapl:0", "package-0");
        assertThat(Machine.describe(Machine.found(host))).containsExactly("rapl/package-0 CPU" + INTEL);
    }

    @Test
    void channels_badContents_keepsWhatHasAMeaningAndNotesTheRest() {
        Sampler sampler = assertChannels(
                "bad-contents",
                "rapl/package-0 CPU" + INTEL,
                "rapl/package-0/dram DRAM" + SERVER_DRAM,
                "rapl/package-1 CPU",
                "rapl/package-2 CPU",
                "rapl/package-2/dram DRAM",
                "rapl/package-3 CPU",
                "rapl/package-4 CPU" + INTEL,
                "rapl/package-5 CPU" + INTEL,
                "rapl/package-10 CPU" + INTEL,
                "rapl/package-0@intel-rapl:b CPU" + INTEL,
                "rapl/package-0@intel-rapl:b/core CORE in rapl/package-0@intel-rapl:b" + INTEL);
        String zones = "/sys/class/powercap/intel-rapl:";
        assertThat(sampler.notes())
                .containsExactly(
                        "intel-rapl:0:0 is left out: its name \"domain\" is not one that RAPL is known for.",
                        "rapl/package-1 has no usable max_energy_range_uj, so a wrap-around of its counter will look like a"
                                + " fault.",
                        "intel-rapl:1:0 (core) is left out: it has no energy_uj.",
                        "rapl/package-2 has no usable max_energy_range_uj, so a wrap-around of its counter will look like a"
                                + " fault.",
                        "rapl/package-2/dram has no usable max_energy_range_uj, so a wrap-around of its counter will look"
                                + " like a fault.",
                        "rapl/package-3 has no usable max_energy_range_uj, so a wrap-around of its counter will look like a"
                                + " fault.",
                        "intel-rapl:6 (core) is left out: no package counter stands above it.",
                        "intel-rapl:b has the same name and place as another zone; it is shown as"
                                + " rapl/package-0@intel-rapl:b.",
                        "intel-rapl:8 is left out: it has no name.");
        assertThat(sampler.lacks())
                .containsExactly(
                        "intel-rapl:7 is left out. Cannot read " + zones + "7/name: Input/output error.",
                        "rapl/package-0/dram is missing from the start. Cannot read " + zones
                                + "0:1/energy_uj: it is empty.",
                        "rapl/package-3 is missing from the start. Cannot read " + zones
                                + "3/energy_uj: it holds more than a number.",
                        "rapl/package-4 is missing from the start. Cannot read " + zones
                                + "4/energy_uj: -5 is below 0.",
                        "rapl/package-5 is missing from the start. Cannot read " + zones
                                + "5/energy_uj: 300000000000 is above its max_energy_range_uj of 262143328850.");
    }

    private Sampler assertChannels(String machine, String... channels) {
        Sampler sampler = Machine.found(Machine.named(root, machine));
        assertThat(Machine.describe(sampler)).isEqualTo(List.of(channels));
        return sampler;
    }

    private static void putZone(FakeHost host, String device, String name) {
        String directory = "/sys/class/powercap/" + device;
        host.put(directory + "/name", name)
                .put(directory + "/energy_uj", "1000000")
                .put(directory + "/max_energy_range_uj", "262143328850");
    }
}
