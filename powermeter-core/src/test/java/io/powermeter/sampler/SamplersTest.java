package io.powermeter.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.host.Host;
import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplersTest {
    private final List<String> closed = new ArrayList<>();

    private Sampler sampler(String name, Component component, Quantity quantity) {
        return new Sampler() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<Channel> channels() {
                return List.of(Channel.of(name + "/x", component, quantity, Origin.MEASURED));
            }

            @Override
            public void sample(Reading reading) {
                reading.set(0, 1);
            }

            @Override
            public void close() {
                closed.add(name);
            }
        };
    }

    private static SamplerProvider provider(String name, Detection detection) {
        return new SamplerProvider() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Detection detect(Host host) {
                return detection;
            }
        };
    }

    private Samplers detect(Component component, Quantity quantity) {
        Detection found = new Detection.Found(List.of(sampler("b", component, quantity)));
        Detection absent = new Detection.Absent("No GPU.", "Buy one.");
        return Samplers.detect(Host.local(), List.of(provider("z", found), provider("a", absent)));
    }

    @Test
    void detect_foundAndAbsent_keepsBothInOrderOfName() {
        Samplers samplers = detect(Component.CPU, Quantity.ENERGY);
        assertThat(samplers.byProvider().keySet()).containsExactly("a", "z");
        assertThat(samplers.found()).extracting(Sampler::name).containsExactly("b");
        assertThat(samplers.absent()).containsOnlyKeys("a").containsValue(new Detection.Absent("No GPU.", "Buy one."));
    }

    @ParameterizedTest
    @CsvSource({
        "CPU, ENERGY, true",
        "CPU, POWER, true",
        "BOARD, POWER, true",
        "WALL, ENERGY, true",
        "CPU, TEMPERATURE, false",
        "GPU, ENERGY, false",
        "DRAM, ENERGY, false"
    })
    void measureCpu_channel_onlyIfItHoldsTheEnergyOfTheCpu(Component component, Quantity quantity, boolean expected) {
        assertThat(detect(component, quantity).measureCpu()).isEqualTo(expected);
    }

    @Test
    void close_found_closesEach() {
        detect(Component.CPU, Quantity.ENERGY).close();
        assertThat(closed).containsExactly("b");
    }

    @Test
    void reading_notFinite_isMissing() {
        Reading reading = new Reading(3);
        assertThat(reading.size()).isEqualTo(3);
        reading.set(0, Double.POSITIVE_INFINITY);
        reading.set(1, Double.NaN);
        reading.set(2, 0);
        assertThat(List.of(reading.has(0), reading.has(1), reading.has(2))).containsExactly(false, false, true);
        reading.clear();
        assertThat(reading.has(2)).isFalse();
        assertThat(reading.get(2)).isNaN();
    }
}
