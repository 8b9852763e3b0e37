package io.powermeter.nvsmi;

import io.powermeter.host.FakeHost;
import io.powermeter.sampler.SamplerContract;
import io.powermeter.sampler.SamplerProvider;
import java.nio.file.Path;

class NvmlSamplerContractTest extends SamplerContract {
    private Machine machine;

    @Override
    protected SamplerProvider provider() {
        return new NvidiaProvider();
    }

    @Override
    protected FakeHost machine(Path root) {
        machine = new Machine(root);
        machine.nvml.add("NVIDIA GH200 480GB").module(500).memoryPower(40);
        machine.nvml.add("Tesla P100").withoutEnergy();
        return machine.host;
    }

    @Override
    protected void breakSensor(FakeHost host) {
        for (StubNvml.Function function : StubNvml.Function.values()) {
            machine.nvml.fail(function, NvmlCode.UNKNOWN);
        }
    }
}
