package io.powermeter.wattmeter;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.host.FakeHost;
import io.powermeter.sampler.Detection;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HwmonTest {
    @TempDir
    Path root;

    private final TestClock clock = new TestClock();

    private FakeHost machine(String name) {
        return FakeHost.ofResource(root, getClass(), "hosts/" + name + ".tree");
    }

    private static List<String> channels(FakeHost host) {
        return Found.samplers(new HwmonProvider(), host).stream()
                .flatMap(sampler -> Found.describe(sampler).stream())
                .toList();
    }

    private static Sampler only(FakeHost host) {
        List<Sampler> samplers = Found.samplers(new HwmonProvider(), host);
        assertThat(samplers).hasSize(1);
        return samplers.get(0);
    }

    @Test
    void detect_acpiMeter_isTheWall() {
        FakeHost host = machine("acpi-server");
        Sampler sampler = only(host);
        assertThat(Found.describe(sampler)).containsExactly("hwmon-acpi/power WALL POWER");
        assertThat(sampler.shortestPeriod()).isEqualTo(Duration.ofMillis(500));
        assertThat(Found.read(sampler).get(0)).isEqualTo(312);
        host.put("/sys/class/hwmon/hwmon2/device/power1_average", "0");
        Reading zero = Found.read(sampler);
        assertThat(zero.has(0)).isFalse();
        assertThat(zero.warning()).contains("hwmon2/device/power1_average: what it says is no value of it");
    }

    @Test
    void detect_acpiMeterBesideAPlug_isPartOfThePlug() {
        FakeHost host = machine("acpi-server").set(Wattmeters.SETTING, "shelly://plug?name=psu");
        assertThat(channels(host)).containsExactly("hwmon-acpi/power WALL POWER in psu/power");
    }

    @Test
    void detect_grace_moduleHoldsGraceHoldsItsParts() {
        assertThat(channels(machine("grace")))
                .containsExactly(
                        "hwmon-acpi/module-0 BOARD POWER",
                        "hwmon-acpi/grace-0 CPU POWER in hwmon-acpi/module-0",
                        "hwmon-acpi/cpu-0 CORE POWER in hwmon-acpi/grace-0",
                        "hwmon-acpi/sysio-0 UNCORE POWER in hwmon-acpi/grace-0");
        Sampler sampler = only(machine("grace"));
        assertThat(sampler.shortestPeriod()).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void detect_graceHopper_leavesOutTheModuleThatHoldsTheGraphics() {
        FakeHost host = machine("grace").put("/proc/driver/nvidia/gpus", "<DIR>");
        assertThat(channels(host))
                .containsExactly(
                        "hwmon-acpi/grace-0 CPU POWER in nvml/gpu-0/module",
                        "hwmon-acpi/cpu-0 CORE POWER in hwmon-acpi/grace-0",
                        "hwmon-acpi/sysio-0 UNCORE POWER in hwmon-acpi/grace-0");
        assertThat(only(host).notes().get(0)).contains("module 0 is left out");
    }

    @Test
    void detect_amdCardAndProcessor_areToldApart() {
        FakeHost host = machine("amd-card-and-apu");
        Sampler sampler = only(host);
        assertThat(Found.describe(sampler))
                .containsExactly("hwmon-amdgpu/gpu-0 GPU POWER", "hwmon-amdgpu/gpu-1 GPU POWER in rapl/package-0");
        Reading reading = Found.read(sampler);
        assertThat(reading.get(0)).as("the average").isEqualTo(118);
        assertThat(reading.get(1)).isEqualTo(15.005);
        assertThat(sampler.notes())
                .contains("hwmon-amdgpu/gpu-1 is the power of the whole processor that holds the graphics.");
    }

    @Test
    void detect_amdCardWhoseAverageFails_readsTheOtherFile() {
        FakeHost host = machine("amd-card-and-apu")
                .put("/sys/class/hwmon/hwmon1/power1_average", "<ENODATA>")
                .put("/sys/class/hwmon/hwmon1/power1_input", "121000000");
        assertThat(Found.read(only(host)).get(0)).isEqualTo(121);
    }

    @Test
    void detect_mi300a_isASocket() {
        FakeHost host = machine("amd-card-and-apu").put("/sys/class/hwmon/hwmon1/device/device", "0x74a0");
        assertThat(channels(host).get(0)).isEqualTo("hwmon-amdgpu/gpu-0 GPU POWER in rapl/package-0");
    }

    @Test
    void detect_intelCards_countInMicrojoules() {
        FakeHost host = machine("intel-cards");
        List<Sampler> samplers = Found.samplers(new HwmonProvider(), host);
        assertThat(channels(host))
                .containsExactly(
                        "hwmon-xe/gpu-0 GPU ENERGY",
                        "hwmon-xe/gpu-0/pkg GPU ENERGY in hwmon-xe/gpu-0",
                        "hwmon-i915/gpu-0 GPU ENERGY");
        assertThat(Found.read(samplers.get(0)).get(0)).isEqualTo(5000.000001);
    }

    @Test
    void detect_amdEnergy_isPartOfThePackage() {
        assertThat(channels(machine("amd-energy")))
                .containsExactly("hwmon-amd_energy/package-0 CPU ENERGY in rapl/package-0");
    }

    @Test
    void detect_onlyUnknownChips_saysHowToNameOne() {
        Detection.Absent absent = Found.absent(new HwmonProvider(), machine("ina219"));
        assertThat(absent.reason()).isEqualTo("no sensor below /sys/class/hwmon says by itself what it measures");
        assertThat(absent.remedy())
                .isEqualTo("Not counted, because nothing says what is behind their sensors of power: hwmon3 (ina219)."
                        + " Name one as a wattmeter if you know, such as hwmon:ina219?component=board");
    }

    @Test
    void detect_unknownChipWithoutName_isNamedByItsNumber() {
        FakeHost host = FakeHost.empty(root).put("/sys/class/hwmon/hwmon4/power1_input", "5000000");
        assertThat(Found.absent(new HwmonProvider(), host).remedy()).endsWith("such as hwmon:hwmon4?component=board");
    }

    @Test
    void detect_nothing_isAbsent() {
        Detection.Absent absent = Found.absent(new HwmonProvider(), FakeHost.empty(root));
        assertThat(absent).isEqualTo(new Detection.Absent("no sensor of power below /sys/class/hwmon", ""));
    }

    @Test
    void detect_refused_saysWhatToType() {
        FakeHost host = machine("acpi-server").put("/sys/class/hwmon/hwmon2/device/power1_average", "<EACCES>");
        Detection.Absent absent = Found.absent(new HwmonProvider(), host);
        assertThat(absent.reason())
                .isEqualTo("hwmon-acpi/power is not measured: Cannot read"
                        + " /sys/class/hwmon/hwmon2/device/power1_average: permission denied");
        assertThat(absent.remedy())
                .isEqualTo("Let your group read it: sudo chgrp powermeter"
                        + " /sys/class/hwmon/hwmon2/device/power1_average && sudo chmod 440"
                        + " /sys/class/hwmon/hwmon2/device/power1_average");
    }

    @Test
    void detect_cardThatSleeps_isKept() {
        FakeHost host = machine("intel-cards").put("/sys/class/hwmon/hwmon3/energy1_input", "<ENODATA>");
        Sampler sampler = Found.samplers(new HwmonProvider(), host).get(0);
        assertThat(Found.read(sampler).has(0)).isFalse();
        host.put("/sys/class/hwmon/hwmon3/energy1_input", "7000000");
        assertThat(Found.read(sampler).get(0)).isEqualTo(7);
    }

    @Test
    void named_chip_isReadWithTheSignOfItsCurrentAndLeftOutOfTheRest() {
        FakeHost host = machine("ina219");
        Sampler sampler = Found.meter(host, clock, "hwmon:ina219");
        assertThat(Found.describe(sampler)).containsExactly("wattmeter-1/power BOARD POWER");
        assertThat(Found.read(sampler).get(0)).isEqualTo(-0.176);
        host.put("/sys/class/hwmon/hwmon3/curr1_input", "40");
        assertThat(Found.read(sampler).get(0)).isEqualTo(0.176);
        assertThat(Found.absent(new HwmonProvider(), host).remedy()).isEmpty();
        host.put("/sys/class/hwmon/hwmon3/power1_input", "<EIO>");
        assertThat(Found.read(sampler).warning()).contains("hwmon3/power1_input: it is empty");
    }

    @Test
    void named_chipThatIsNotOne_saysWhatThereIs() {
        FakeHost host = machine("amd-card-and-apu").set(Wattmeters.SETTING, "hwmon:ina226");
        WattmeterProvider provider = new WattmeterProvider(clock);
        assertThat(Found.absent(provider, host).reason())
                .isEqualTo("wattmeter-1: no chip with a sensor of power is called ina226; there are: hwmon1 (amdgpu),"
                        + " hwmon4 (amdgpu)");
        Detection.Absent two = Found.absent(provider, host.set(Wattmeters.SETTING, "hwmon:amdgpu"));
        assertThat(two.reason()).isEqualTo("wattmeter-1: several chips are called amdgpu");
        assertThat(two.remedy()).isEqualTo("Choose one: /sys/class/hwmon/hwmon1, /sys/class/hwmon/hwmon4");
        assertThat(Found.absent(provider, host.set(Wattmeters.SETTING, "hwmon:hwmon1?sensor=power2"))
                        .reason())
                .isEqualTo("wattmeter-1: hwmon1 has no sensor power2");
    }

    @Test
    void named_energy_isACounter() {
        FakeHost host = machine("intel-cards").put("/sys/class/hwmon/hwmon5/name", "mystery");
        Sampler sampler = Found.meter(host, clock, "hwmon:mystery?component=gpu&sensor=energy1");
        assertThat(Found.describe(sampler)).containsExactly("wattmeter-1/energy GPU ENERGY");
        assertThat(Found.read(sampler).get(0)).isEqualTo(0.000003);
    }
}
