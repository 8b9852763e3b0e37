package io.powermeter.cli.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SamplingJitterTest {
    @Test
    void of_oneLateReading_isTwoDistancesFromThePeriod() {
        long[] instants = LongStream.range(0, 101).map(i -> i * 1000).toArray();
        instants[50] += 300;

        SamplingJitter jitter = SamplingJitter.of(Duration.ofNanos(1000), instants, 7);

        assertThat(jitter.readings()).isEqualTo(101);
        assertThat(jitter.missedTicks()).isEqualTo(7);
        assertThat(jitter.medianSeconds()).isZero();
        assertThat(jitter.p99Seconds()).isEqualTo(300e-9);
        assertThat(jitter.maxSeconds()).isEqualTo(300e-9);
    }

    @Test
    void of_oneReading_knowsNothing() {
        assertThat(SamplingJitter.of(Duration.ofNanos(1000), new long[] {5}, 0).maxSeconds())
                .isNaN();
    }
}
