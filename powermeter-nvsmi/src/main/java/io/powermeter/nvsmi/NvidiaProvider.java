package io.powermeter.nvsmi;

import io.powermeter.host.Host;
import io.powermeter.sampler.Detection;
import io.powermeter.sampler.SamplerProvider;
import java.util.function.LongSupplier;

/**
 * Finds NVIDIA cards: by NVML, or where that cannot be used by the program {@code nvidia-smi}.
 *
 * <p>The library is loaded only where a driver is: loading JNA alone takes longer than all other sensors together.
 */
public final class NvidiaProvider implements SamplerProvider {
    private final LongSupplier nanoTime;

    /** Makes a provider of samplers that go by the machine's clock. */
    public NvidiaProvider() {
        this(System::nanoTime);
    }

    /** Makes a provider of samplers that go by another clock. */
    NvidiaProvider(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public String name() {
        return "nvidia";
    }

    @Override
    public Detection detect(Host host) {
        NvmlDetection nvml = new NvmlDetection(host, nanoTime);
        if (nvml.isJetson()) {
            return new Detection.Absent(
                    "this is a Jetson board, whose NVML tells no power",
                    "Use its own sensors: see jetson in this list.");
        }
        Detection first = nvml.hasDriver() ? nvml.detect() : nvml.noDriver();
        if (first instanceof Detection.Absent noNvml) {
            Detection second = SmiSampler.detect(host);
            return second instanceof Detection.Absent noSmi ? both(noNvml, noSmi) : second;
        }
        return first;
    }

    private static Detection.Absent both(Detection.Absent nvml, Detection.Absent smi) {
        // without a card there is nothing to install, but a program that hangs is there
        boolean nothing = nvml.remedy().isEmpty() && !smi.missed();
        String remedy = nothing ? "" : (nvml.remedy() + "\n" + smi.remedy()).strip();
        return new Detection.Absent(nvml.reason() + "; " + smi.reason(), remedy, smi.missed());
    }
}
