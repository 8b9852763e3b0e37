package io.powermeter.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.host.Host;
import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplersTest {
    private final List<String> closed = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch closedLatch = new CountDownLatch(1);

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
                closedLatch.countDown();
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

    /** A driver that hangs must not hold back the run; what it finds when nobody waits any more is closed. */
    @Test
    void detect_providerThatHangs_isAbsentAndClosedWhenItAnswers() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        SamplerProvider hanging = new SamplerProvider() {
            @Override
            public String name() {
                return "slow";
            }

            @Override
            public Detection detect(Host host) {
                asked.countDown();
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return new Detection.Found(List.of(sampler("late", Component.GPU, Quantity.ENERGY)));
            }
        };
        Samplers samplers = Samplers.detect(Host.local(), List.of(hanging), Duration.ofMillis(50));
        assertThat(samplers.found()).isEmpty();
        assertThat(samplers.absent().get("slow"))
                .isEqualTo(new Detection.Absent(
                        "it did not answer within 0 s: its driver or device hangs",
                        "See what sudo dmesg says of it. If it goes on, restart the machine.",
                        true));
        asked.await();
        go.countDown();
        assertThat(closedLatch.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(closed).containsExactly("late");
    }

    @Test
    void detect_providerThatThrows_isAbsentWithTheReason() {
        SamplerProvider broken = new SamplerProvider() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public Detection detect(Host host) {
                throw new UnsatisfiedLinkError("libx.so");
            }
        };
        assertThat(Samplers.detect(Host.local(), List.of(broken)).absent())
                .containsEntry(
                        "broken",
                        new Detection.Absent("looking for it failed: java.lang.UnsatisfiedLinkError: libx.so", ""));
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
