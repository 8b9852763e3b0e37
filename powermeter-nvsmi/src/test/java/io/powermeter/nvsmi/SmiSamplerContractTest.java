package io.powermeter.nvsmi;

import io.powermeter.host.FakeHost;
import io.powermeter.host.Host;
import io.powermeter.sampler.Detection;
import io.powermeter.sampler.SamplerContract;
import io.powermeter.sampler.SamplerProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

class SmiSamplerContractTest extends SamplerContract {
    private final AtomicLong later = new AtomicLong();

    @Override
    protected SamplerProvider provider() {
        return new SamplerProvider() {
            @Override
            public String name() {
                return SmiSampler.NAME;
            }

            @Override
            public Detection detect(Host host) {
                return SmiSampler.detect(host, () -> System.nanoTime() + later.get(), Duration.ofSeconds(10));
            }
        };
    }

    @Override
    protected FakeHost machine(Path root) {
        return SmiMachine.named(root, "v13-gb200").host;
    }

    @Override
    protected void breakSensor(FakeHost machine) {
        machine.put("/smi.xml", "Unable to determine the device handle for GPU0: 0000:01:00.0: GPU is lost.");
        later.set(Duration.ofMinutes(1).toNanos());
    }
}
