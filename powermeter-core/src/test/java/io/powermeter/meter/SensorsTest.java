package io.powermeter.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.estimate.EstimateSettings;
import io.powermeter.estimate.Estimator;
import io.powermeter.host.FakeHost;
import io.powermeter.host.Host;
import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import io.powermeter.process.MachineCpuUse;
import io.powermeter.sampler.Detection;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import io.powermeter.sampler.SamplerProvider;
import io.powermeter.sampler.Samplers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SensorsTest {
    private static final String CPUINFO = "processor : 0\nflags\t\t: fpu sse2%s\nbugs : hypervisor";

    private static final Optional<Estimator> ESTIMATOR =
            Optional.of((host, machine, settings) -> new Sensor(Component.CPU));

    @TempDir
    Path root;

    private record Sensor(Component component, List<String> lacks) implements Sampler, SamplerProvider {
        Sensor(Component component) {
            this(component, List.of());
        }

        @Override
        public String name() {
            return "fake";
        }

        @Override
        public Detection detect(Host host) {
            return new Detection.Found(List.of(this));
        }

        @Override
        public List<Channel> channels() {
            return List.of(Channel.of("fake/x", component, Quantity.ENERGY, Origin.MEASURED));
        }

        @Override
        public void sample(Reading reading) {}

        @Override
        public void close() {}
    }

    private Sensors sensors(Component component, Optional<Estimator> estimator) {
        FakeHost host = FakeHost.empty(root).put("/proc", "<DIR>");
        Samplers found = Samplers.detect(host, List.of(new Sensor(component)));
        return Sensors.of(host, found, estimator, EstimateSettings.NONE);
    }

    @Test
    void of_sensorOfTheCpu_needsNoEstimate() {
        Sensors sensors = sensors(Component.CPU, ESTIMATOR);
        assertThat(sensors.samplers()).extracting(Sampler::name).containsExactly("fake");
        assertThat(sensors.cpuUse()).isInstanceOf(MachineCpuUse.class);
    }

    @Test
    void warnings_channelThatCannotBeRead_isMissed() {
        FakeHost host = FakeHost.empty(root);
        Sensor sensor = new Sensor(Component.CPU, List.of("fake/y cannot be read."));
        Samplers found = Samplers.detect(host, List.of(sensor));
        assertThat(Sensors.of(host, found, ESTIMATOR, EstimateSettings.NONE).warnings())
                .containsExactly("fake/y cannot be read.");
    }

    @Test
    void warnings_sensorThatHangs_isMissedAndOneThatIsNotThereIsNot() {
        FakeHost host = FakeHost.empty(root);
        Samplers found = new Samplers(Map.of(
                "pi", new Detection.Absent("no Raspberry Pi", ""),
                "nvidia", new Detection.Absent("nvidia-smi told nothing", "See dmesg.", true),
                "rapl", new Detection.Absent("no permission", "Type this:\n  sudo ...", true)));
        assertThat(Sensors.of(host, found, ESTIMATOR, EstimateSettings.NONE).warnings())
                .containsExactlyInAnyOrder(
                        "nvidia is missing from this run: nvidia-smi told nothing. See dmesg.",
                        "rapl is missing from this run: no permission. powermeter sensors tells the fix.");
    }

    @Test
    void of_sensorOfTheGpuOnly_estimatesTheCpuBesideIt() {
        Sensors sensors = sensors(Component.GPU, ESTIMATOR);
        assertThat(sensors.samplers())
                .extracting(sampler -> sampler.channels().get(0).component())
                .containsExactly(Component.GPU, Component.CPU);
        assertThat(sensors.absent()).isEmpty();
    }

    @Test
    void warnings_noSensorOfTheCpuAndNothingThatEstimatesIt_sayWhatToAdd() {
        assertThat(sensors(Component.GPU, Optional.empty()).warnings())
                .containsExactly(
                        "estimate is missing from this run: no sensor tells the energy of the CPU, and nothing that"
                                + " estimates it is on the class path. Add io.powermeter:powermeter-tdp to it.");
    }

    @ParameterizedTest
    @CsvSource({
        "false, '', '', none",
        "true, '', QEMU, virtual machine qemu",
        "true, '', '', virtual machine",
        "false, /.dockerenv, '', docker container",
        "false, /run/.containerenv, '', podman container",
        "true, /.dockerenv, QEMU, docker container in a virtual machine qemu",
    })
    void machine_hypervisorAndContainer_areNamed(boolean hypervisor, String file, String vendor, String expected) {
        FakeHost host = FakeHost.empty(root);
        host.put("/proc/cpuinfo", CPUINFO.formatted(hypervisor ? " hypervisor" : ""));
        if (!file.isEmpty()) {
            host.put(file, "<EMPTY>");
        }
        if (!vendor.isEmpty()) {
            host.put("/sys/class/dmi/id/sys_vendor", vendor);
        }
        assertThat(Inventory.of(host).virtualization()).isEqualTo(expected);
    }

    @Test
    void machine_withoutCpuinfo_isUnknown() {
        assertThat(Inventory.of(FakeHost.empty(root)).virtualization()).isEqualTo("unknown");
    }
}
