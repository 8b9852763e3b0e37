package io.powermeter.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import io.powermeter.recording.Machine;
import io.powermeter.recording.RunInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Readings as a listener hears them. */
class LivePowersTest {
    private static final long MILLI = 1_000_000L;

    private static final RunInfo.SamplerInfo RAPL = new RunInfo.SamplerInfo(
            "rapl",
            100 * MILLI,
            List.of(
                    Channel.of("rapl/package-0", Component.CPU, Quantity.ENERGY, Origin.MEASURED),
                    Channel.of("rapl/dram", Component.DRAM, Quantity.POWER, Origin.MEASURED)),
            List.of());

    private final LivePowers powers = new LivePowers(
            new RunInfo(
                    "run",
                    List.of(),
                    Instant.EPOCH,
                    0,
                    new Machine("cpu", 1, 4, 4, 1, "os", "none", "jvm"),
                    List.of(RAPL),
                    Map.of(),
                    Map.of(),
                    "1",
                    null),
            Duration.ofSeconds(1));

    private static double joules(LivePowers.Interval interval, int channel) {
        return interval.channels().get(channel).power().joules();
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 500, 5000}) // a second
    void next_aReadingAtEachEdgeOfManyPhases_tellsEveryJoule(int readings) {
        LivePowers.Interval interval = powers.next(0);
        for (int second = 0; second < 10; second++) {
            for (int i = 0; i < readings; i++) {
                long at = 1000 * MILLI * second + 1000 * MILLI * i / readings;
                powers.readings(RAPL, at, new double[] {50 * at / 1e9, 5});
            }
            interval = powers.next(1000 * MILLI * (second + 1));
        }

        assertThat(joules(interval, 0)).isCloseTo(500, within(50.0 / readings + 1e-6));
        assertThat(joules(interval, 1)).isCloseTo(50, within(5.0 / readings + 1e-6));
        assertThat(interval.total().watts()).isCloseTo(55, within(1e-6));
    }

    @Test
    void next_powerThatLeaps_tellsJustWhatTheCounterHadAtItsLastReading() {
        Random random = new Random(7);
        double counter = 0;
        powers.readings(RAPL, 0, new double[] {0, Double.NaN});
        for (int milli = 2; milli < 30_000; milli += 2) {
            counter += random.nextInt(100) == 0 ? 10 : 0;
            powers.readings(RAPL, milli * MILLI, new double[] {counter, Double.NaN});
            if (milli % 1000 == 0) {
                assertThat(joules(powers.next(milli * MILLI), 0)).isCloseTo(counter, within(1e-6));
            }
        }
    }

    @Test
    void next_readingWithHolesBehindOneWithout_doesNotTakeItsPlace() {
        powers.readings(RAPL, 0, new double[] {0, 5});
        powers.readings(RAPL, 10 * MILLI, new double[] {1, 5});
        powers.readings(RAPL, 20 * MILLI, new double[] {Double.NaN, 5});

        LivePowers.Interval interval = powers.next(20 * MILLI);

        assertThat(joules(interval, 0)).isEqualTo(1);
        assertThat(joules(interval, 1)).isCloseTo(0.1, within(1e-9));
    }
}
