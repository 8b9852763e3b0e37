package io.powermeter.nvsmi;

import io.powermeter.sampler.Detection;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Why {@code nvidia-smi} shows no card, told by what it says on its standard output and by its exit code, which are those of its
 * manual (section "Return value") and of NVML.
 */
enum SmiFailure {
    NO_PROGRAM(
            "",
            -1,
            "there is no program nvidia-smi on the PATH",
            "Install it with the NVIDIA driver (Debian and Ubuntu: the package nvidia-utils of the driver's version), or add its"
                    + " folder to PATH. In a container, start it with --gpus all."),
    NO_DRIVER(
            "couldn't communicate with the nvidia driver",
            9,
            "nvidia-smi cannot reach the NVIDIA driver: its kernel module is not loaded",
            "Type sudo modprobe nvidia. If there is no such module, as after an update of the kernel, install the driver anew."),
    MISMATCH(
            "driver/library version mismatch",
            18,
            "nvidia-smi is of another version than the NVIDIA driver that is loaded",
            "The driver was updated while it ran: reboot, or load it anew when nobody uses the cards, with\n"
                    + "sudo rmmod nvidia_uvm nvidia_drm nvidia_modeset nvidia && sudo modprobe nvidia"),
    NO_LIBRARY(
            "couldn't find libnvidia-ml",
            12,
            "nvidia-smi does not find the library libnvidia-ml.so.1",
            "Install the driver's libraries of the same version. In a container, start it with --gpus all and"
                    + " NVIDIA_DRIVER_CAPABILITIES=utility,compute."),
    NO_PERMISSION(
            "insufficient permissions",
            4,
            "nvidia-smi has no permission to use the NVIDIA driver",
            "Look at ls -l /dev/nvidia*: if they belong to a group, as video, type sudo usermod -aG video \"$USER\" and log in"
                    + " again."),
    LOST(
            "gpu is lost",
            15,
            "nvidia-smi says that a card has fallen off the bus",
            "Reboot; sudo dmesg | grep -i xid says more."),
    NO_DEVICE(
            "no devices were found",
            6,
            "nvidia-smi finds no card",
            "See whether the machine has one (lspci | grep -i nvidia) and whether the driver took it (sudo dmesg | grep NVRM). In"
                    + " a container, start it with --gpus all."),
    NO_VALUE(
            "",
            -1,
            "nvidia-smi lists a card but tells no value of it",
            "See what nvidia-smi -q says; a card that needs a reset needs a reboot."),
    NO_DOCUMENT(
            "",
            -1,
            "nvidia-smi -q -x wrote no XML document",
            "See what nvidia-smi -q -x writes, and whether it is the program of the NVIDIA driver."),
    SILENT(
            "",
            -1,
            "nvidia-smi -q -x told nothing",
            "If it hangs when you type it, the driver does: sudo dmesg | grep NVRM may say why. If it is only slow, keep the driver"
                    + " loaded: sudo nvidia-smi -pm 1");

    private final String said;
    private final int exitCode;
    private final String reason;
    private final String remedy;

    SmiFailure(String said, int exitCode, String reason, String remedy) {
        this.said = said;
        this.exitCode = exitCode;
        this.reason = reason;
        this.remedy = remedy;
    }

    /** Tells why a feed had no document within {@code limit}. */
    static Detection.Absent of(SmiFeed feed, Duration limit) {
        String trouble = feed.trouble().orElse("");
        String words = feed.remark().isEmpty() ? trouble : feed.remark();
        for (SmiFailure failure : values()) {
            if (!failure.said.isEmpty()
                    && (feed.remark() + trouble).toLowerCase(Locale.ROOT).contains(failure.said)) {
                return failure.absent(words);
            }
        }
        for (SmiFailure failure : values()) {
            if (trouble.matches("it ended with code " + failure.exitCode + "( .*)?")) {
                return failure.absent(words);
            }
        }
        return words.isEmpty() ? SILENT.absent("within " + limit.toSeconds() + " s") : NO_DOCUMENT.absent(words);
    }

    /** Tells why the cards of a document have no channel. */
    static Detection.Absent of(List<SmiCard> cards) {
        return cards.isEmpty()
                ? NO_DEVICE.absent("")
                : NO_VALUE.absent(cards.get(0).name());
    }

    Detection.Absent absent(String detail) {
        return new Detection.Absent(reason + (detail.isEmpty() ? "" : " (" + detail + ")"), remedy, this == SILENT);
    }
}
