package io.powermeter.rapl;

import io.powermeter.host.FakeHost;
import io.powermeter.sampler.SamplerContract;
import io.powermeter.sampler.SamplerProvider;
import java.nio.file.Path;

class RaplSamplerContractTest extends SamplerContract {
    private static final String ZONES = "/sys/class/powercap/intel-rapl:";

    @Override
    protected SamplerProvider provider() {
        return new RaplProvider(() -> {});
    }

    @Override
    protected FakeHost machine(Path root) {
        return FakeHost.ofResource(root, getClass(), "hosts/psys-laptop.tree");
    }

    @Override
    protected void breakSensor(FakeHost machine) {
        for (String zone : new String[] {"0", "0:0", "0:1", "0:2", "1"}) {
            machine.put(ZONES + zone + "/energy_uj", "<EIO>");
        }
    }
}
