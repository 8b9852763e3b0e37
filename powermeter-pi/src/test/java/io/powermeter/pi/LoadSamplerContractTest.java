package io.powermeter.pi;

import io.powermeter.host.FakeHost;
import io.powermeter.sampler.SamplerContract;
import io.powermeter.sampler.SamplerProvider;
import java.nio.file.Path;

/** The contract, for a board whose power is a model's. */
class LoadSamplerContractTest extends SamplerContract {
    @Override
    protected SamplerProvider provider() {
        return new PiProvider();
    }

    @Override
    protected FakeHost machine(Path root) {
        return Machine.named(root, "pi-4");
    }

    @Override
    protected void breakSensor(FakeHost machine) {
        machine.put("/proc/stat", "<EIO>");
    }
}
