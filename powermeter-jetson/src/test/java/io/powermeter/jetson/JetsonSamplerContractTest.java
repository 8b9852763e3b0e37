package io.powermeter.jetson;

import io.powermeter.host.FakeHost;
import io.powermeter.sampler.SamplerContract;
import io.powermeter.sampler.SamplerProvider;
import java.nio.file.Path;

class JetsonSamplerContractTest extends SamplerContract {
    @Override
    protected SamplerProvider provider() {
        return new JetsonProvider();
    }

    @Override
    protected FakeHost machine(Path root) {
        return FakeHost.ofResource(root, getClass(), "hosts/agx-thor-jp7.tree");
    }

    @Override
    protected void breakSensor(FakeHost machine) {
        machine.put("/sys/bus/i2c/drivers/ina238/2-0044/hwmon/hwmon3/power1_input", "<EIO>");
        for (int input = 1; input <= 3; input++) {
            machine.put("/sys/bus/i2c/drivers/ina3221/2-0040/hwmon/hwmon2/curr" + input + "_input", "<EIO>");
        }
    }
}
