package io.powermeter.nvsmi;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.host.FakeHost;
import io.powermeter.nvsmi.StubNvml.Function;
import io.powermeter.sampler.Detection;
import io.powermeter.sampler.Sampler;
import io.powermeter.sampler.SamplerProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NvidiaProviderTest {
    @TempDir
    Path root;

    private static Detection.Absent absent(FakeHost host) {
        Detection detection = new NvidiaProvider().detect(host);
        assertThat(detection).isInstanceOf(Detection.Absent.class);
        return (Detection.Absent) detection;
    }

    @Test
    void load_asAService_isFound() {
        assertThat(ServiceLoader.load(SamplerProvider.class)).anyMatch(NvidiaProvider.class::isInstance);
    }

    @Test
    void detect_noCardAndNoDriver_hasNoRemedy() {
        FakeHost host = FakeHost.empty(root).put("/sys/bus/pci/devices/0000:00:02.0/vendor", "0x8086");
        Detection.Absent absent = absent(host);
        assertThat(absent.reason())
                .startsWith("no NVIDIA driver is loaded: /dev/nvidiactl is missing, and no PCI device is NVIDIA's; ");
        assertThat(absent.remedy()).doesNotContain("modprobe");
    }

    @Test
    void detect_cardWithoutDriver_namesDriverAndContainer() {
        FakeHost host = FakeHost.empty(root).put("/sys/bus/pci/devices/0000:01:00.0/vendor", "0x10de");
        Detection.Absent absent = absent(host);
        assertThat(absent.reason())
                .startsWith(
                        "no NVIDIA driver is loaded: /dev/nvidiactl is missing although there is a PCI device of NVIDIA's; ");
        assertThat(absent.remedy()).startsWith("""
                Load the driver with sudo modprobe nvidia.
                In a container: start it with --gpus all, which needs the NVIDIA Container Toolkit on the host and \
                NVIDIA_DRIVER_CAPABILITIES with utility.""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/nvidiactl", "/proc/driver/nvidia/version", "/dev/dxg"})
    void detect_driverWithoutLibrary_namesPackageAndContainer(String sign) {
        Detection.Absent absent = absent(FakeHost.empty(root).put(sign, "x"));
        assertThat(absent.reason())
                .startsWith("NVML's library cannot be loaded: ")
                .contains("libnvidia-ml.so.1")
                .doesNotContain("\n");
        assertThat(absent.remedy())
                .contains("libnvidia-compute-", "set POWERMETER_NVML to its path", "--gpus all")
                .doesNotContain("modprobe");
    }

    @Test
    void detect_libraryThatIsNotNvml_isAbsent() throws IOException {
        Path text = Files.writeString(root.resolve("libnvidia-ml.so.1"), "not a library");
        Detection.Absent absent = absent(FakeHost.empty(root).set(StubNvml.SETTING, text.toString()));
        assertThat(absent.reason()).startsWith("NVML's library cannot be loaded: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"NVIDIA Jetson AGX Orin Developer Kit\0", "NVIDIA Orin Nano Developer Kit\0", "jetson-nano\0"})
    void detect_jetsonByDeviceTree_isAbsentAndDoesNotLoadNvml(String model) {
        try (Machine machine = new Machine(root)) {
            machine.nvml.add("Orin (nvgpu)");
            machine.host.put("/proc/device-tree/model", model);
            assertThat(machine.absent())
                    .isEqualTo(new Detection.Absent(
                            "this is a Jetson board, whose NVML tells no power",
                            "Use its own sensors: see jetson in this list."));
            assertThat(machine.nvml.calls()).isZero();
        }
    }

    @Test
    void detect_jetsonByRelease_isAbsent() {
        FakeHost host =
                FakeHost.empty(root).put("/etc/nv_tegra_release", "# R36").put("/dev/nvidiactl", "");
        assertThat(absent(host).reason()).startsWith("this is a Jetson board");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "9   | DRIVER_NOT_LOADED (9)        | Load the driver with sudo modprobe nvidia.",
                "18  | LIB_RM_VERSION_MISMATCH (18) | restart the machine. In a container: restart it",
                "4   | NO_PERMISSION (4)            | sudo usermod -aG video",
                "15  | GPU_IS_LOST (15)             | sudo nvidia-smi --gpu-reset",
                "999 | UNKNOWN (999)                | In a container that had the cards before: restart it.",
                "77  | code (77)                    | sudo dmesg | grep NVRM"
            })
    void detect_nvmlCannotBegin_namesCodeAndRemedyAndEndsNothing(int code, String name) {
        try (Machine machine = new Machine(root)) {
            machine.nvml.add("NVIDIA L40S");
            machine.nvml.fail(Function.INIT, code);
            assertThat(machine.absent().reason()).startsWith("NVML cannot begin: " + name + "; ");
            assertThat(machine.absent().remedy()).isNotBlank();
            assertThat(machine.nvml.shutdowns()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "9   | Load the driver with sudo modprobe nvidia.",
                "18  | The driver was updated while the old one is loaded: restart the machine.",
                "4   | See with ls -l /dev/nvidia* which group may open the cards, and join it: sudo usermod -aG video",
                "15  | Reset the card with sudo nvidia-smi --gpu-reset, or restart the machine",
                "999 | See what the driver says with sudo dmesg"
            })
    void remedy_eachCode_saysWhatToDo(int code, String start) {
        assertThat(NvmlCode.remedy(code)).startsWith(start);
    }

    @Test
    void detect_noCards_isAbsentAndEndsNvml() {
        try (Machine machine = new Machine(root)) {
            assertThat(machine.absent().reason()).startsWith("NVML finds no card; ");
            assertThat(machine.absent().remedy()).contains("--gpus all");
            assertThat(machine.nvml.inits()).isEqualTo(2);
            assertThat(machine.nvml.shutdowns()).isEqualTo(2);
        }
    }

    @Test
    void detect_cardsCannotBeCounted_isAbsentAndEndsNvml() {
        try (Machine machine = new Machine(root)) {
            machine.nvml.fail(Function.COUNT, 999);
            assertThat(machine.absent().reason()).startsWith("NVML cannot count the cards: UNKNOWN (999); ");
            assertThat(machine.nvml.shutdowns()).isEqualTo(1);
        }
    }

    @Test
    void detect_everyCardIsLost_isAbsentAndEndsNvml() {
        try (Machine machine = new Machine(root)) {
            machine.nvml.add("NVIDIA L40S").lose(15);
            machine.nvml.add("NVIDIA L40S").fail(Function.HANDLE_BY_INDEX, 4);
            assertThat(machine.absent().reason()).startsWith("NVML can open none of 2 cards: GPU_IS_LOST (15); ");
            assertThat(machine.nvml.shutdowns()).isEqualTo(machine.nvml.inits());
        }
    }

    @Test
    void detect_oneCardCannotBeOpened_keepsTheOthersUnderTheirNumbers() {
        try (Machine machine = new Machine(root)) {
            machine.nvml.add("NVIDIA L40S").fail(Function.HANDLE_BY_INDEX, 4);
            machine.nvml.add("NVIDIA L40S");
            assertThat(machine.ids()).contains("nvml/gpu-1").noneMatch(id -> id.contains("gpu-0"));
            assertThat(machine.sampler().notes()).contains("nvml/gpu-0 is left out: NVML told NO_PERMISSION (4).");
        }
    }

    @Test
    void detect_twiceAndClose_beginsAndEndsNvmlOnceForEach() {
        try (Machine machine = new Machine(root)) {
            machine.nvml.add("NVIDIA L40S");
            Sampler first = ((Detection.Found) machine.detect()).samplers().get(0);
            Sampler second = ((Detection.Found) machine.detect()).samplers().get(0);
            assertThat(machine.nvml.inits()).isEqualTo(2);
            first.close();
            first.close();
            assertThat(machine.nvml.shutdowns()).isEqualTo(1);
            second.close();
            assertThat(machine.nvml.shutdowns()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "nvmlDeviceGetTotalEnergyConsumption, nvml/gpu-0",
        "nvmlDeviceGetFieldValues, nvml/gpu-0/power-average",
        "nvmlDeviceGetProcessUtilization, -",
        "nvmlDeviceGetMigMode, -"
    })
    void detect_oldDriverWithoutAFunction_hasAllTheRest(String function, String channel) {
        try (Machine machine = new Machine(root, function)) {
            machine.nvml.add("Tesla P100");
            assertThat(machine.ids())
                    .contains("nvml/gpu-0/power", "nvml/gpu-0/utilization", "nvml/gpu-0/job-share")
                    .doesNotContain(channel);
            assertThat(machine.read().value("nvml/gpu-0/power")).isEqualTo(50);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v2", "v3", "v2 v3"})
    void detect_otherVersionsOfTheListOfProcesses_areReadAsTheyAre(String without) {
        try (Machine machine = new Machine(root, without.split(" "))) {
            machine.run(100, 200)
                    .nvml
                    .add("NVIDIA L40S")
                    .process(100, 60, 1 << 20)
                    .process(200, 20, 1 << 20)
                    .process(300, 20, 1 << 20);
            TestJob job = new TestJob(300L);
            machine.sampler().follow(job);
            machine.read().pass(0.6).read();
            assertThat(machine.value("nvml/gpu-0/job-share")).isEqualTo(0.2);
            assertThat(job.bytes).containsEntry(300L, (double) (1 << 20));
        }
    }
}
