package io.powermeter.nvsmi;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.sampler.Detection;
import io.powermeter.sampler.Sampler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmiDetectionTest {
    @TempDir
    Path root;

    @Test
    void detect_noProgram_saysWhereToGetIt() {
        Detection.Absent absent = absent(SmiMachine.empty(root));
        assertThat(absent.reason()).isEqualTo("there is no program nvidia-smi on the PATH");
        assertThat(absent.remedy()).contains("nvidia-utils").contains("--gpus all");
    }

    @Test
    void detect_noDriver_saysHowToLoadIt() {
        Detection.Absent absent =
                absent("echo \"NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver."
                        + " Make sure that the latest NVIDIA driver is installed and running.\"; exit 9");
        assertThat(absent.reason())
                .isEqualTo(
                        "nvidia-smi cannot reach the NVIDIA driver: its kernel module is not loaded (NVIDIA-SMI has failed"
                                + " because it couldn't communicate with the NVIDIA driver. Make sure that the latest NVIDIA driver is"
                                + " installed and running.)");
        assertThat(absent.remedy()).startsWith("Type sudo modprobe nvidia.");
    }

    @Test
    void detect_libraryOfAnotherVersion_saysToLoadTheDriverAnew() {
        Detection.Absent absent = absent("echo 'Failed to initialize NVML: Driver/library version mismatch';"
                + " echo 'NVML library version: 535.161'; exit 18");
        assertThat(absent.reason())
                .isEqualTo("nvidia-smi is of another version than the NVIDIA driver that is loaded"
                        + " (Failed to initialize NVML: Driver/library version mismatch)");
        assertThat(absent.remedy())
                .endsWith("sudo rmmod nvidia_uvm nvidia_drm nvidia_modeset nvidia && sudo modprobe nvidia");
    }

    @Test
    void detect_exitCodeAlone_isUnderstood() {
        assertThat(absent("exit 9").reason())
                .isEqualTo("nvidia-smi cannot reach the NVIDIA driver: its kernel module is not loaded"
                        + " (it ended with code 9)");
        assertThat(absent("exit 4").reason()).startsWith("nvidia-smi has no permission to use the NVIDIA driver");
        assertThat(absent("exit 12").reason()).startsWith("nvidia-smi does not find the library");
        assertThat(absent("exit 15").reason()).startsWith("nvidia-smi says that a card has fallen off the bus");
    }

    @Test
    void detect_errorsOnTheOtherStream_areUnderstood() {
        assertThat(absent("echo 'Failed to initialize NVML: Insufficient Permissions' >&2; exit 255")
                        .reason())
                .startsWith("nvidia-smi has no permission to use the NVIDIA driver (it ended with code 255 (Failed");
    }

    @Test
    void detect_noCard_saysWhereToLook() {
        Detection.Absent said = absent("echo 'No devices were found'; exit 0");
        assertThat(said.reason()).isEqualTo("nvidia-smi finds no card (No devices were found)");
        assertThat(said.remedy()).contains("lspci | grep -i nvidia");

        Detection.Absent written = absent("echo '<?xml version=\"1.0\" ?><nvidia_smi_log></nvidia_smi_log>'; sleep 60");
        assertThat(written.reason()).isEqualTo("nvidia-smi finds no card");
    }

    @Test
    void detect_hangs_isGivenUpAndSaysHowToKeepTheDriverLoaded() {
        SmiMachine machine = SmiMachine.empty(root).program("sleep 60");
        Detection detection = SmiSampler.detect(machine.host, machine::nanos, Duration.ofSeconds(1));
        assertThat(detection).isInstanceOfSatisfying(Detection.Absent.class, absent -> {
            assertThat(absent.reason()).isEqualTo("nvidia-smi -q -x told nothing (within 1 s)");
            assertThat(absent.remedy()).endsWith("sudo nvidia-smi -pm 1");
            assertThat(absent.missed()).isTrue();
        });
        SmiMachine.await(() -> machine.host.children().isEmpty());
    }

    @Test
    void detect_garbage_isNoDocument() {
        Detection.Absent absent = absent("head -c 200000 /dev/urandom; echo; echo 'usage: nvidia-smi FILE'");
        assertThat(absent.reason()).startsWith("nvidia-smi -q -x wrote no XML document (");
        assertThat(absent.remedy()).startsWith("See what nvidia-smi -q -x writes");
    }

    @Test
    void detect_damagedDocument_isNoDocument() {
        assertThat(absent("echo '<?xml version=\"1.0\" ?><nvidia_smi_log><gpu></nvidia_smi_log>'")
                        .reason())
                .isEqualTo("nvidia-smi -q -x wrote no XML document (a damaged document)");
    }

    @Test
    void detect_cardThatNeedsAReset_saysSo() {
        assertThat(absent(SmiMachine.named(root, "reset-needed")).reason())
                .isEqualTo("nvidia-smi lists a card but tells no value of it (NVIDIA L4)");
    }

    @Test
    void detect_bytesInArbitraryChunks_givesTheWholeDocument() {
        SmiMachine machine = SmiMachine.of(root, SmiMachine.resource("v13-turing"));
        machine.program("while :; do dd if=" + root.resolve("smi.xml") + " bs=997 2>/dev/null; sleep 0.05; done");
        try (Sampler sampler = machine.sampler()) {
            assertThat(SmiMachine.describe(sampler)).contains("gpu-0 GPU 9.25 W", "gpu-1 GPU 1.00 W");
        }
    }

    @Test
    void detect_everyGeneration_givesWhatItTells() {
        assertThat(channels("v4-304"))
                .containsExactly(
                        "gpu-0 GPU 151.07 W",
                        "gpu-0/utilization GPU 0.97 1",
                        "gpu-0/memory GPU 536870912.00 B",
                        "gpu-0/temperature GPU 71.00 degC",
                        "gpu-0/job-share JOB - 1 in gpu-0");
        assertThat(channels("v6-no-power"))
                .containsExactly("gpu-0/memory GPU 117440512.00 B", "gpu-0/temperature GPU 54.00 degC");
        assertThat(channels("v9-384"))
                .contains("gpu-0 GPU 118.25 W", "gpu-1/utilization GPU 0.00 1")
                .noneMatch(line -> line.startsWith("gpu-1 ") || line.startsWith("gpu-1/job-share"));
        assertThat(channels("v10-418")).contains("gpu-0 GPU 8.75 W");
        assertThat(channels("v11-515")).contains("gpu-0 GPU 61.50 W", "gpu-0/utilization GPU 0.33 1");
        assertThat(channels("v12-525")).contains("gpu-0 GPU 27.50 W");
        assertThat(channels("v12-535-mig"))
                .containsExactly(
                        "gpu-0 GPU 66.75 W",
                        "gpu-0/memory GPU 91226112.00 B",
                        "gpu-0/temperature GPU 30.00 degC",
                        "gpu-0/job-share JOB - 1 in gpu-0");
        assertThat(channels("v12-555")).contains("gpu-0 GPU 27.25 W").noneMatch(line -> line.contains("average"));
        assertThat(channels("v12-570"))
                .startsWith("gpu-0 GPU 11.75 W", "gpu-0/power-average GPU 11.50 W in gpu-0 mirrors gpu-0");
        assertThat(channels("v13-turing"))
                .containsExactly(
                        "gpu-0 GPU 9.25 W",
                        "gpu-0/utilization GPU 0.05 1",
                        "gpu-0/job-share JOB - 1 in gpu-0",
                        "gpu-1 GPU 1.00 W",
                        "gpu-1/utilization GPU 0.00 1",
                        "gpu-1/memory GPU 8388608.00 B",
                        "gpu-1/temperature GPU 35.00 degC",
                        "gpu-1/job-share JOB - 1 in gpu-1");
        assertThat(channels("v13-h100"))
                .startsWith(
                        "gpu-0 GPU 588.25 W",
                        "gpu-0/power-average GPU 629.50 W in gpu-0 mirrors gpu-0",
                        "gpu-0/memory-power GPU 85.75 W in gpu-0");
        assertThat(channels("v13-gb200"))
                .contains(
                        "gpu-0/module BOARD 1450.00 W",
                        "gpu-0 GPU 610.00 W in gpu-0/module",
                        "gpu-1/module BOARD 1450.00 W mirrors gpu-0/module",
                        "gpu-1 GPU 630.00 W in gpu-1/module",
                        "gpu-1/memory-power GPU 91.00 W in gpu-1");
    }

    private List<String> channels(String name) {
        try (Sampler sampler = SmiMachine.named(root.resolve(name), name).sampler()) {
            return SmiMachine.describe(sampler);
        }
    }

    private Detection.Absent absent(String script) {
        return absent(SmiMachine.empty(root).program(script));
    }

    private static Detection.Absent absent(SmiMachine machine) {
        Detection detection = machine.detect();
        assertThat(detection).isInstanceOf(Detection.Absent.class);
        Detection.Absent absent = (Detection.Absent) detection;
        assertThat(absent.reason()).doesNotContain("\n");
        return absent;
    }
}
