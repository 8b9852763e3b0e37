package io.powermeter.pi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.host.FakeHost;
import io.powermeter.measurement.Quantity;
import io.powermeter.sampler.Detection;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PiProviderTest {
    private static final String USERMOD = "Join the group that may, and log in again: sudo usermod -aG video \"$USER\"";

    @TempDir
    Path root;

    @Test
    void detect_pi5_measuresRailsInsideTheEstimatedInput() {
        try (Sampler sampler = Machine.found(Machine.pi5(root))) {
            Reading reading = Machine.await(sampler);
            assertThat(Machine.describe(sampler, reading))
                    .containsExactly(
                            "pi/input BOARD ESTIMATED 4.7625 W",
                            "pi/rails BOARD MEASURED in pi/input 3.6456 W",
                            "pi/rails/0V8_AON BOARD MEASURED in pi/rails 0.0040 W",
                            "pi/rails/0V8_SW BOARD MEASURED in pi/rails 0.4000 W",
                            "pi/rails/1V1_SYS BOARD MEASURED in pi/rails 0.2200 W",
                            "pi/rails/1V8_SYS BOARD MEASURED in pi/rails 0.3600 W",
                            "pi/rails/3V3_ADC BOARD MEASURED in pi/rails 0.0033 W",
                            "pi/rails/3V3_DAC BOARD MEASURED in pi/rails 0.0033 W",
                            "pi/rails/3V3_SYS BOARD MEASURED in pi/rails 0.3300 W",
                            "pi/rails/3V7_WL_SW BOARD MEASURED in pi/rails 0.3700 W",
                            "pi/rails/DDR_VDD2 DRAM MEASURED in pi/rails 0.0550 W",
                            "pi/rails/DDR_VDDQ DRAM MEASURED in pi/rails 0.0000 W",
                            "pi/rails/HDMI BOARD MEASURED in pi/rails 0.1000 W",
                            "pi/rails/VDD_CORE CPU MEASURED in pi/rails 1.8000 W");
            assertThat(reading.instant()).isNotEqualTo(Reading.NOW);
            assertThat(sampler.notes())
                    .containsExactly(
                            "pi/input is estimated: 1.1451 x the measured rails + 0.5879 W (github.com/jfikar/RPi5-power,"
                                    + " fitted on one board, averages of 50 s). Devices on 5 V (USB, HAT, NVMe, fan) are outside.");
            assertThat(sampler.isCheap()).isFalse();
        }
    }

    @Test
    void detect_boardOfOtherRails_countsTheRailsAlone() {
        FakeHost host = Machine.withFirmware(Machine.named(root, "pi-500"));
        Machine.answers(host, "get_throttled", "throttled=0x0");
        Machine.answers(host, "pmic_read_adc", "VDD_CORE_V volt(15)=0.90000000V\n VDD_CORE_A current(7)=2.00000000A\n");
        try (Sampler sampler = Machine.found(host)) {
            assertThat(Machine.describe(sampler, Machine.await(sampler)))
                    .containsExactly(
                            "pi/rails BOARD MEASURED 1.8000 W", "pi/rails/VDD_CORE CPU MEASURED in pi/rails 1.8000 W");
            assertThat(sampler.notes()).first().asString().startsWith("Total: the measured rails, which is too low:");
        }
    }

    @Test
    void detect_pi5WithoutVcgencmd_isModelledAndSaysWhatToInstall() {
        try (Sampler sampler = Machine.found(Machine.named(root, "pi-5"))) {
            assertThat(Machine.describe(sampler, Machine.await(sampler)))
                    .containsExactly("pi/board BOARD ESTIMATED 0.0000 J");
            assertThat(sampler.notes())
                    .containsExactly(
                            "The board's own sensors are not read: vcgencmd, which asks the firmware, is not installed. Install"
                                    + " it: sudo apt install raspi-utils (before Raspberry Pi OS 12: libraspberrypi-bin).",
                            "Power of the whole board from the CPU use u, 0 to 1: 4.4032 + 3.4579 u W. It is PowerJoular's linear"
                                    + " model (github.com/joular/powerjoular), for Raspberry Pi 5 Model B Rev 1.0, 64 bit; this"
                                    + " is a Raspberry Pi 5 Model B Rev 1.0.",
                            PublishedModel.ERROR,
                            "Under-voltage and throttling are not watched: vcgencmd, which asks the firmware, is not installed.");
        }
    }

    @Test
    void detect_boardWithoutModelAndPermission_namesTheGroup() {
        FakeHost host = Machine.named(root, "pi-500")
                .put("/dev/vcio", "<EACCES>")
                .put("/usr/bin/vcgencmd", "#!/bin/sh\necho \"Can't open device file: /dev/vcio\" >&2; exit 255");
        assertThat(Machine.absent(host))
                .isEqualTo(new Detection.Absent("no permission to open /dev/vcio, the way to the firmware", USERMOD));
    }

    @Test
    void detect_pi5WithoutPermission_isModelledAndNamesTheGroup() {
        FakeHost host = Machine.named(root, "pi-5")
                .put("/dev/vcio", "<EACCES>")
                .put("/usr/bin/vcgencmd", "#!/bin/sh\nexit 255");
        try (Sampler sampler = Machine.found(host)) {
            assertThat(sampler.notes())
                    .first()
                    .isEqualTo(
                            "The board's own sensors are not read: no permission to open /dev/vcio, the way to the firmware. "
                                    + USERMOD);
        }
    }

    @Test
    void detect_containerWithoutDevice_saysHowToLetItIn() {
        FakeHost host =
                Machine.named(root, "pi-500").remove("/dev/vcio").put("/usr/bin/vcgencmd", "#!/bin/sh\nexit 255");
        assertThat(Machine.absent(host))
                .isEqualTo(new Detection.Absent(
                        "there is no /dev/vcio, the way to the firmware",
                        "In a container: let it in with docker run --device /dev/vcio ..."));
    }

    @Test
    void detect_firmwareThatDoesNotKnowTheQuestion_isNamed() {
        FakeHost host = Machine.withFirmware(Machine.named(root, "pi-500"));
        Machine.answers(host, "pmic_read_adc", "error=1 error_msg=\"Command not registered\"");
        assertThat(Machine.absent(host))
                .isEqualTo(new Detection.Absent(
                        "vcgencmd pmic_read_adc tells no rail, but error=1 error_msg=\"Command not registered\"",
                        "Bring the firmware up to date: sudo rpi-eeprom-update -a, then restart."));
    }

    @Test
    void detect_firmwareThatFailsThoughOpen_tellsItsWords() {
        FakeHost host = Machine.named(root, "pi-500").put("/usr/bin/vcgencmd", "#!/bin/sh\necho broken >&2; exit 3");
        assertThat(Machine.absent(host).reason())
                .isEqualTo("the firmware does not answer: Cannot read vcgencmd: it ended with code 3 (broken).");
    }

    @Test
    void sample_halfBusyPi4_isTheLineAtOneHalf() {
        FakeHost host = Machine.named(root, "pi-4");
        long[] now = {0};
        try (Sampler sampler = Machine.found(new PiProvider(() -> now[0]).detect(host))) {
            Reading reading = new Reading(1);
            sampler.sample(reading);
            assertThat(reading.get(0)).isZero();
            now[0] = 10 * Machine.SECOND;
            Machine.busy(host, 20); // of 4 x 10 s
            sampler.sample(reading);
            assertThat(reading.get(0)).isCloseTo(10 * (2.2857 + 4.5344 / 2), within(1e-9));
            assertThat(sampler.channels().get(0).quantity()).isEqualTo(Quantity.ENERGY);
            assertThat(sampler.notes())
                    .first()
                    .isEqualTo(
                            "Power of the whole board from the CPU use u, 0 to 1: 2.2857 + 4.5344 u W. It is PowerJoular's"
                                    + " linear model (github.com/joular/powerjoular), for Raspberry Pi 4 Model B Rev 1.2, 64 bit; this is a"
                                    + " Raspberry Pi 4 Model B Rev 1.5, 64 bit.");
        }
    }

    @Test
    void detect_throttledBoard_isNoted() {
        FakeHost host = Machine.withFirmware(Machine.named(root, "pi-4"));
        Machine.answers(host, "get_throttled", "throttled=0x50005");
        try (Sampler sampler = Machine.found(host)) {
            assertThat(sampler.notes())
                    .contains(
                            "When the meter began, the firmware reported under-voltage and throttling (vcgencmd get_throttled).",
                            "Since the board was started, the firmware has seen under-voltage and throttling.");
        }
    }

    @Test
    void detect_boardThatNobodyPublished_isAbsentAndNotZeroWatts() {
        assertThat(Machine.absent(Machine.named(root, "compute-module-4")))
                .isEqualTo(new Detection.Absent(
                        "this board (Raspberry Pi Compute Module 4 Rev 1.0) measures nothing, and nobody published a model of its"
                                + " power",
                        "Measure it with a wattmeter between supply and board."));
    }

    @Test
    void detect_tinkerBoard_isModelledWithoutAskingAFirmware() {
        FakeHost host = Machine.named(root, "tinker-board-s");
        try (Sampler sampler = Machine.found(host)) {
            assertThat(sampler.notes())
                    .contains("Under-voltage and throttling are not watched: the board does not tell them.")
                    .first()
                    .asString()
                    .contains("1.6289 + 5.3347 u W");
        }
    }

    @Test
    void detect_unknownCpuUse_isAbsent() {
        assertThat(Machine.absent(Machine.named(root, "pi-4").put("/proc/stat", "<EACCES>"))
                        .reason())
                .isEqualTo("the CPU use that the model needs is not known: Cannot read /proc/stat: permission denied.");
    }

    @Test
    void detect_otherMachines_areNamed() {
        FakeHost host = FakeHost.empty(root);
        assertThat(Machine.absent(host).reason())
                .isEqualTo("neither a Raspberry Pi nor an ASUS Tinker Board: /proc/device-tree/model is missing");
        host.put("/proc/device-tree/model", "NVIDIA Jetson AGX Orin Developer Kit\0<NONL>");
        assertThat(Machine.absent(host).reason())
                .isEqualTo(
                        "neither a Raspberry Pi nor an ASUS Tinker Board: this is a NVIDIA Jetson AGX Orin Developer Kit");
    }
}
