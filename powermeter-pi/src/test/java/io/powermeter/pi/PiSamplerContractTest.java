package io.powermeter.pi;

import io.powermeter.host.FakeHost;
import io.powermeter.host.Host;
import io.powermeter.measurement.Channel;
import io.powermeter.sampler.Detection;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import io.powermeter.sampler.SamplerContract;
import io.powermeter.sampler.SamplerProvider;
import java.nio.file.Path;
import java.util.List;

/** The contract, for the rails of a Pi 5: each reading is waited for, as the firmware answers later than it is asked. */
class PiSamplerContractTest extends SamplerContract {
    @Override
    protected SamplerProvider provider() {
        return new SamplerProvider() {
            @Override
            public String name() {
                return PiProvider.NAME;
            }

            @Override
            public Detection detect(Host host) {
                Detection detection = new PiProvider().detect(host);
                return detection instanceof Detection.Found found
                        ? new Detection.Found(found.samplers().stream()
                                .<Sampler>map(Waiting::new)
                                .toList())
                        : detection;
            }
        };
    }

    @Override
    protected FakeHost machine(Path root) {
        return Machine.pi5(root);
    }

    @Override
    protected void breakSensor(FakeHost machine) {
        Machine.answers(machine, "pmic_read_adc", "VCHI initialization failed");
    }

    private record Waiting(Sampler sampler) implements Sampler {
        @Override
        public String name() {
            return sampler.name();
        }

        @Override
        public List<Channel> channels() {
            return sampler.channels();
        }

        @Override
        public void sample(Reading reading) {
            Machine.awaitInto(sampler, reading);
        }

        @Override
        public void close() {
            sampler.close();
        }
    }
}
