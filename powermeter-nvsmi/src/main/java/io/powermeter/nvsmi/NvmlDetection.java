package io.powermeter.nvsmi;

import io.powermeter.host.Host;
import io.powermeter.sampler.Detection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Looks for NVIDIA's driver, and for cards by NVML. */
final class NvmlDetection {
    /** The setting with the path of the library, where it does not lie where the system looks. */
    static final String LIBRARY_SETTING = "POWERMETER_NVML";

    /** The name with its version: the one without comes with the development package only. */
    private static final String LIBRARY = "libnvidia-ml.so.1";

    private static final String CONTROL_DEVICE = "/dev/nvidiactl";
    private static final String KERNEL_MODULE = "/proc/driver/nvidia/version";
    /** The graphics device of the Windows Subsystem for Linux. */
    private static final String WINDOWS_DEVICE = "/dev/dxg";

    /** NVIDIA's number in the register of PCI vendors. */
    private static final String VENDOR = "0x10de";

    private static final int MOST_CARDS = 1024;

    private final Host host;
    private final LongSupplier nanoTime;

    NvmlDetection(Host host, LongSupplier nanoTime) {
        this.host = host;
        this.nanoTime = nanoTime;
    }

    /** Returns whether this is a Jetson board, whose NVML begins but tells nothing, or nonsense, of power. */
    boolean isJetson() {
        String model = host.text("/proc/device-tree/model").orElse("").toLowerCase(Locale.ROOT);
        return model.contains("jetson") || model.contains("nvidia") || host.exists("/etc/nv_tegra_release");
    }

    /** Returns whether the driver is loaded, or a library was named for a place that this program does not know. */
    boolean hasDriver() {
        return host.setting(LIBRARY_SETTING).isPresent()
                || host.exists(CONTROL_DEVICE)
                || host.exists(KERNEL_MODULE)
                || host.exists(WINDOWS_DEVICE);
    }

    /** Returns why there is no driver. */
    Detection.Absent noDriver() {
        boolean hasCard = host.list("/sys/bus/pci/devices").stream()
                .map(device -> host.text("/sys/bus/pci/devices/" + device + "/vendor"))
                .anyMatch(vendor -> vendor.orElse("").equals(VENDOR));
        String reason = "no NVIDIA driver is loaded: " + CONTROL_DEVICE + " is missing";
        if (!hasCard) {
            return new Detection.Absent(reason + ", and no PCI device is NVIDIA's", "");
        }
        return new Detection.Absent(
                reason + " although there is a PCI device of NVIDIA's", NvmlCode.remedy(NvmlCode.DRIVER_NOT_LOADED));
    }

    /** Loads NVML and looks at every card; ends NVML again if it finds nothing. */
    Detection detect() {
        try {
            Nvml nvml = Nvml.open(host.setting(LIBRARY_SETTING).orElse(LIBRARY));
            boolean used = false;
            try {
                Detection detection = look(nvml);
                used = detection instanceof Detection.Found;
                return detection;
            } finally {
                if (!used) {
                    nvml.close();
                }
            }
        } catch (NvmlException e) {
            return e.absent();
        }
    }

    private Detection look(Nvml nvml) throws NvmlException {
        int count = Math.min(MOST_CARDS, nvml.count());
        if (count <= 0) {
            int code = nvml.code();
            throw code == NvmlCode.SUCCESS
                    ? new NvmlException("NVML finds no card", NvmlCode.CONTAINER)
                    : new NvmlException("NVML cannot count the cards: " + NvmlCode.name(code), NvmlCode.remedy(code));
        }
        List<CardLook> looks = new ArrayList<>();
        List<String> closed = new ArrayList<>();
        int firstCode = NvmlCode.SUCCESS;
        for (int i = 0; i < count; i++) {
            long handle = nvml.card(i);
            CardLook card = handle == 0 ? null : new CardLook(nvml, i, handle, firstModule(looks));
            if (card != null && !card.channels().isEmpty()) {
                looks.add(card);
            } else {
                closed.add("nvml/gpu-" + i + " is left out: NVML told " + NvmlCode.name(nvml.code()) + ".");
                firstCode = firstCode == NvmlCode.SUCCESS ? nvml.code() : firstCode;
            }
        }
        if (looks.isEmpty()) {
            throw new NvmlException(
                    "NVML can open none of " + count + " cards: " + NvmlCode.name(firstCode),
                    NvmlCode.remedy(firstCode));
        }
        return new Detection.Found(List.of(new NvmlSampler(nvml, host, looks, closed, nanoTime)));
    }

    private static @Nullable String firstModule(List<CardLook> looks) {
        for (CardLook look : looks) {
            if (look.module() != null) {
                return look.module();
            }
        }
        return null;
    }
}
