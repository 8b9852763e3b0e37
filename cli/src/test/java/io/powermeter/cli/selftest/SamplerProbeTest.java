package io.powermeter.cli.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SamplerProbeTest {
    private static final List<Channel> CHANNELS = List.of(
            Channel.of("fake/load", Component.CPU, Quantity.UTILIZATION, Origin.MEASURED),
            Channel.of("fake/joules", Component.CPU, Quantity.ENERGY, Origin.MEASURED));

    private static final long COST_NANOS = 10_000;

    private long now;

    private SamplerCost probe(boolean cheap, Consumer<Reading> sensor) {
        Sampler sampler = new Sampler() {
            @Override
            public String name() {
                return "fake";
            }

            @Override
            public List<Channel> channels() {
                return CHANNELS;
            }

            @Override
            public void sample(Reading reading) {
                now += COST_NANOS;
                sensor.accept(reading);
            }

            @Override
            public boolean isCheap() {
                return cheap;
            }

            @Override
            public void close() {}
        };
        return new SamplerProbe(sampler, () -> now, time -> now += time.toNanos()).measure(Duration.ofMillis(100));
    }

    @Test
    void measure_counterThatMovesEachMillisecond_findsCostAndRefresh() {
        SamplerCost cost = probe(true, reading -> reading.set(1, now / 1_000_000));

        assertThat(cost.failure()).isEmpty();
        assertThat(cost.readings()).isEqualTo(10_000);
        assertThat(cost.wallSeconds()).isCloseTo(10e-6, within(1e-12));
        assertThat(cost.refreshSeconds()).isCloseTo(1e-3, within(1e-9));
        assertThat(cost.changesAtEachReading()).isFalse();
        assertThat(cost.cpuSeconds()).isPositive();
    }

    @Test
    void measure_modelThatIsNewEachTime_saysSo() {
        assertThat(probe(true, reading -> reading.set(1, now)).changesAtEachReading())
                .isTrue();
    }

    @Test
    void measure_slowSensorThatTellsTheSameAgain_refreshIsThatOfItsTelling() {
        SamplerCost cost = probe(false, reading -> {
            reading.set(1, 42);
            reading.at(now / 50_000_000);
        });

        assertThat(cost.refreshSeconds()).isCloseTo(50e-3, within(11e-3));
    }

    @Test
    void measure_sensorsThatFail_areReported() {
        assertThat(probe(true, reading -> {}).failure()).contains("told nothing");
        assertThat(probe(true, reading -> reading.warn("it is hot")).failure()).contains("it is hot");
        SamplerCost thrown = probe(true, reading -> {
            throw new IllegalStateException("broken");
        });
        assertThat(thrown.failure()).contains("failed while reading (java.lang.IllegalStateException: broken)");
        assertThat(thrown.refreshSeconds()).isNaN();
    }
}
