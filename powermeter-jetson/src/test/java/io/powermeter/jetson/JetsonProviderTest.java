package io.powermeter.jetson;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.host.FakeHost;
import io.powermeter.sampler.Detection;
import io.powermeter.sampler.Sampler;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JetsonProviderTest {
    private static final Offset<Double> EXACT = Offset.offset(1e-9);
    private static final String CARRIER = "; the carrier board (fan, USB, disks) is not measured.";
    private static final String THOR_RAILS = "/sys/bus/i2c/drivers/ina3221/2-0040/hwmon/hwmon2/";

    @TempDir
    Path root;

    private Sampler found(String machine, String... lines) {
        Sampler sampler = Machine.found(Machine.named(root, machine));
        assertThat(Machine.describe(sampler)).isEqualTo(List.of(lines));
        return sampler;
    }

    @Test
    void detect_nano_countsItsInputAndNothingTwice() {
        Sampler sampler = found(
                "nano-jp4",
                "jetson/POM_5V_IN BOARD 3.12 W",
                "jetson/POM_5V_GPU GPU in jetson/POM_5V_IN 0.41 W",
                "jetson/POM_5V_CPU CPU in jetson/POM_5V_IN 1.205 W");
        assertThat(Machine.total(sampler)).isEqualTo(3.12, EXACT);
        assertThat(sampler.notes())
                .containsExactly(
                        "Total on this NVIDIA Jetson Nano Developer Kit: POM_5V_IN is the input of the module"
                                + CARRIER,
                        "Jetson Linux: L4T R32.7.1 (JetPack 4).");
    }

    @Test
    void detect_tx2OnItsCarrierBoard_countsTheModuleAndSaysWhatItLeavesOut() {
        Sampler sampler = found(
                "tx2-jp4",
                "jetson/VDD_SYS_GPU GPU in jetson/VDD_IN 0.305 W",
                "jetson/VDD_SYS_SOC UNCORE in jetson/VDD_IN 0.611 W",
                "jetson/VDD_4V0_WIFI BOARD in jetson/VDD_IN 0.038 W",
                "jetson/VDD_IN BOARD 4.52 W",
                "jetson/VDD_SYS_CPU CPU in jetson/VDD_IN 0.916 W",
                "jetson/VDD_SYS_DDR DRAM in jetson/VDD_IN 0.801 W");
        assertThat(sampler.notes())
                .contains(
                        "VDD_MUX is left out: it belongs to the carrier board, and whether it holds the module's input is"
                                + " not documented.");
    }

    @Test
    void detect_agxXavier_addsItsSixRails() {
        Sampler sampler = found(
                "agx-xavier-jp4",
                "jetson/GPU GPU 2.31 W",
                "jetson/CPU CPU 1.54 W",
                "jetson/SOC UNCORE 2.695 W",
                "jetson/CV GPU 0.154 W",
                "jetson/VDDRQ DRAM 0.77 W",
                "jetson/SYS5V BOARD 3.08 W");
        assertThat(Machine.total(sampler)).isEqualTo(10.549, EXACT);
        assertThat(sampler.notes()).first().isEqualTo("Total on this Jetson-AGX: the sum of its rails" + CARRIER);
    }

    @Test
    void detect_xavierNx_putsEveryRailIntoTheInput() {
        found(
                "xavier-nx-jp5",
                "jetson/VDD_IN BOARD 5.072 W",
                "jetson/VDD_CPU_GPU_CV BOARD in jetson/VDD_IN 1.266 W",
                "jetson/VDD_SOC UNCORE in jetson/VDD_IN 1.0128 W");
    }

    @Test
    void detect_orinNano_isAsFastAsItsMonitorAverages() {
        Sampler sampler = found(
                "orin-nano-jp6",
                "jetson/VDD_IN BOARD 5.04 W",
                "jetson/VDD_CPU_GPU_CV BOARD in jetson/VDD_IN 0.504 W",
                "jetson/VDD_SOC UNCORE in jetson/VDD_IN 1.512 W");
        assertThat(sampler.shortestPeriod()).hasMillis(106);
        assertThat(sampler.isCheap()).isFalse();
    }

    @Test
    void detect_agxOrin_countsTheMemoryOnceAndSkipsWhatIsSwitchedOff() {
        Sampler sampler = found(
                "agx-orin-jp6",
                "jetson/VDD_GPU_SOC GPU 3.0 W",
                "jetson/VDD_CPU_CV CPU 1.0 W",
                "jetson/VIN_SYS_5V0 BOARD 4.0 W",
                "jetson/VDDQ_VDD2_1V8AO DRAM in jetson/VIN_SYS_5V0 0.5 W");
        assertThat(Machine.total(sampler)).isEqualTo(8, EXACT);
        assertThat(sampler.shortestPeriod()).hasMillis(7);
        assertThat(sampler.notes())
                .containsExactly(
                        "Total on this NVIDIA Jetson AGX Orin Developer Kit: the sum of its rails" + CARRIER,
                        "Jetson Linux: L4T R36.3.0 (JetPack 6).");
    }

    @Test
    void detect_thor_countsTheInputOnlyAndKeepsWhatIsBelowZero() {
        Sampler sampler = found(
                "agx-thor-jp7",
                "jetson/VIN BOARD 30.0125 W",
                "jetson/VDD_GPU GPU in jetson/VIN -0.4 W",
                "jetson/VDD_CPU_SOC_MSS CPU in jetson/VIN 6.0 W",
                "jetson/VIN_SYS_5V0 BOARD in jetson/VIN 6.0 W");
        assertThat(sampler.notes())
                .containsExactly(
                        "Total on this NVIDIA Jetson AGX Thor Developer Kit: VIN is the supply of module and carrier board.",
                        "Jetson Linux: L4T R38.2.0 (JetPack 7).");
    }

    @Test
    void detect_thorWithoutItsInputMonitor_addsTheRailsAndSaysThatTheyAreTooFew() {
        FakeHost host = Machine.named(root, "agx-thor-jp7");
        for (String file : new String[] {"power1_input", "in1_input", "curr1_input"}) {
            host.remove("/sys/bus/i2c/drivers/ina238/2-0044/hwmon/hwmon3/" + file);
        }
        Sampler sampler = Machine.found(host);
        assertThat(Machine.total(sampler)).isEqualTo(11.6, EXACT);
        assertThat(sampler.notes())
                .first()
                .asString()
                .endsWith("the sum of its rails, which is too low: VIN, the input of such boards, is not there.");
    }

    @Test
    void detect_boardOfNoDeviceTree_isJudgedByItsLabels() {
        for (String machine : new String[] {"nano-jp4", "xavier-nx-jp5", "agx-orin-jp6", "agx-thor-jp7", "tx2-jp4"}) {
            FakeHost host = Machine.named(root.resolve(machine), machine);
            List<String> known = Machine.describe(Machine.found(host));
            host.remove("/proc/device-tree/model").remove("/proc/device-tree/compatible");
            assertThat(Machine.describe(Machine.found(host))).as(machine).isEqualTo(known);
        }
    }

    @Test
    void detect_unknownBoardWithoutInput_addsAndSaysSo() {
        FakeHost host = Machine.named(root, "agx-xavier-jp4");
        host.put("/proc/device-tree/model", "NVIDIA Jetson Next").put("/proc/device-tree/compatible", "nvidia,p9999");
        assertThat(Machine.found(host).notes())
                .first()
                .isEqualTo(
                        "Total on this NVIDIA Jetson Next: the sum of its rails, as none of them is known to feed all"
                                + " others: it may be too low, or count one inside another twice" + CARRIER);
    }

    @Test
    void detect_deviceTreeWithZeroBytes_isUnderstood() {
        FakeHost host = Machine.named(root, "agx-thor-jp7")
                .put("/proc/device-tree/model", "NVIDIA Jetson Something\0<NONL>")
                .put("/proc/device-tree/compatible", "nvidia,x\0nvidia,tegra264\0<NONL>");
        host.remove("/sys/bus/i2c/drivers/ina238/2-0044/hwmon/hwmon3/power1_input");
        assertThat(Machine.describe(Machine.found(host)))
                .as("voltage times current, as there is no power")
                .first()
                .isEqualTo("jetson/VIN BOARD 30.0 W");
        assertThat(Machine.found(host).notes())
                .first()
                .asString()
                .startsWith("Total on this NVIDIA Jetson Something: VIN");
    }

    @Test
    void detect_labelsThatNoIdCanHold_areMadeFit() {
        FakeHost host = Machine.named(root, "agx-thor-jp7")
                .put(THOR_RAILS + "in1_label", "CPU + GPU, \"main\"")
                .put(THOR_RAILS + "in2_label", "A B")
                .put(THOR_RAILS + "in3_label", "A/B");
        assertThat(Machine.describe(Machine.found(host)))
                .containsExactly(
                        "jetson/VIN BOARD 30.0125 W",
                        "jetson/CPU_+_GPU___main_ BOARD in jetson/VIN -0.4 W",
                        "jetson/A_B BOARD in jetson/VIN 6.0 W",
                        "jetson/A_B@2-0040:3 BOARD in jetson/VIN 6.0 W");
    }

    @Test
    void detect_secondInput_isLeftOut() {
        FakeHost host = Machine.named(root, "agx-thor-jp7")
                .put("/sys/bus/i2c/drivers/ina238/2-0045/hwmon/hwmon4/power1_input", "40000000");
        Sampler sampler = Machine.found(host);
        assertThat(Machine.total(sampler)).isEqualTo(30.0125, EXACT);
        assertThat(sampler.notes())
                .contains("VIN at 2-0045:1 is left out: another monitor is the input already, and only one can be.");
    }

    @Test
    void detect_chipSeenByTwoDrivers_isReadOnce() {
        FakeHost host = Machine.named(root, "nano-jp4");
        String modern = "/sys/bus/i2c/drivers/ina3221/6-0040/hwmon/hwmon0/";
        host.put(modern + "in1_label", "POM_5V_IN")
                .put(modern + "in1_input", "5000")
                .put(modern + "curr1_input", "100");
        assertThat(Machine.describe(Machine.found(host))).hasSize(3).first().isEqualTo("jetson/POM_5V_IN BOARD 3.12 W");
    }

    @Test
    void detect_switchedOffRail_hasNoChannelAndANote() {
        FakeHost host = Machine.named(root, "xavier-nx-jp5");
        String chip = "/sys/bus/i2c/drivers/ina3221/7-0040/hwmon/hwmon6/";
        host.put(chip + "in3_enable", "0").put(chip + "in3_input", "<ENODATA>").put(chip + "curr3_input", "<ENODATA>");
        Sampler sampler = Machine.found(host);
        assertThat(Machine.describe(sampler))
                .containsExactly("jetson/VDD_IN BOARD 5.072 W", "jetson/VDD_CPU_GPU_CV BOARD in jetson/VDD_IN 1.266 W");
        assertThat(sampler.notes())
                .contains("VDD_SOC is not read: its input is switched off (" + chip + "in3_enable is 0).");
    }

    @Test
    void detect_railThatFails_isAChannelThatIsMissingAndANote() {
        FakeHost host = Machine.named(root, "xavier-nx-jp5");
        String current = "/sys/bus/i2c/drivers/ina3221/7-0040/hwmon/hwmon6/curr2_input";
        Sampler sampler = Machine.found(host.put(current, "<EIO>"));
        assertThat(Machine.describe(sampler))
                .containsExactly(
                        "jetson/VDD_IN BOARD 5.072 W",
                        "jetson/VDD_CPU_GPU_CV BOARD in jetson/VDD_IN missing",
                        "jetson/VDD_SOC UNCORE in jetson/VDD_IN 1.0128 W");
        assertThat(sampler.notes())
                .contains("jetson/VDD_CPU_GPU_CV is missing from the start. Cannot read " + current
                        + ": Input/output error.");
        host.put(current, "250");
        assertThat(Machine.describe(sampler)).contains("jetson/VDD_CPU_GPU_CV BOARD in jetson/VDD_IN 1.266 W");
    }

    @Test
    void detect_inputWithoutLabelOrWithoutFiles_isNoted() {
        FakeHost host = Machine.named(root, "xavier-nx-jp5");
        String chip = "/sys/bus/i2c/drivers/ina3221/7-0040/hwmon/hwmon6/";
        host.remove(chip + "in2_label").remove(chip + "curr3_input");
        Sampler sampler = Machine.found(host);
        assertThat(sampler.channels()).hasSize(1);
        assertThat(sampler.notes())
                .contains(
                        "Input 2 of monitor 7-0040 has no label: what it measures is not known.",
                        "VDD_SOC is not read: " + chip + " has no file with its power, or its voltage and current.");
    }

    @Test
    void detect_nothingReadable_saysWhy() {
        FakeHost host = Machine.named(root, "xavier-nx-jp5");
        String chip = "/sys/bus/i2c/drivers/ina3221/7-0040/hwmon/hwmon6/";
        for (int input = 1; input <= 3; input++) {
            host.put(chip + "in" + input + "_input", "<EACCES>");
        }
        assertThat(Machine.absent(host))
                .isEqualTo(new Detection.Absent(
                        "no rail can be read: Cannot read " + chip + "in1_input: permission denied.",
                        "Let all read the values again, as NVIDIA's systems do, with sudo chmod a+r"
                                + " /sys/bus/i2c/drivers/ina*/*/hwmon/hwmon*/*_input, or run as root."));
        host.put(chip + "in1_input", "<EIO>");
        assertThat(Machine.absent(host).remedy()).isEqualTo("See what the driver says with sudo dmesg | grep -i ina.");
    }

    @Test
    void detect_allSwitchedOff_saysWhich() {
        FakeHost host = FakeHost.empty(root);
        String chip = "/sys/bus/i2c/drivers/ina3221/7-0040/hwmon/hwmon6/";
        host.put(chip + "in1_label", "NC").put(chip + "in1_input", "0").put(chip + "curr1_input", "0");
        assertThat(Machine.absent(host).reason())
                .isEqualTo("the power monitors under /sys/bus/i2c/drivers measure no rail: no input is connected");
    }

    @Test
    void detect_noMonitor_givesTheRemedyOnAJetsonOnly() {
        FakeHost host = FakeHost.empty(root);
        assertThat(Machine.absent(host))
                .isEqualTo(new Detection.Absent("no INA3221 or INA238 power monitor under /sys/bus/i2c/drivers", ""));
        host.put("/proc/device-tree/model", "NVIDIA Jetson AGX Orin Developer Kit");
        assertThat(Machine.absent(host).remedy())
                .startsWith("Load the driver with sudo modprobe ina3221")
                .contains("docker run -v /sys:/sys:ro");
    }

    @Test
    void detect_monitorOnAnotherMakersBoard_isNotTakenForAJetson() {
        FakeHost host = Machine.named(root, "xavier-nx-jp5");
        host.remove("/etc/nv_tegra_release");
        host.put("/proc/device-tree/model", "Raspberry Pi 4 Model B Rev 1.2")
                .put("/proc/device-tree/compatible", "raspberrypi,4-model-b brcm,bcm2711");
        assertThat(Machine.absent(host).reason())
                .isEqualTo(
                        "there is a power monitor under /sys/bus/i2c/drivers, but this machine (Raspberry Pi 4 Model B Rev"
                                + " 1.2) is no Jetson: what it measures is not known");
    }
}
