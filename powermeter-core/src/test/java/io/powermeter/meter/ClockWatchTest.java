package io.powermeter.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.host.FakeHost;
import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import io.powermeter.recording.Mark;
import io.powermeter.recording.Recording;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import io.powermeter.summary.Curve;
import io.powermeter.summary.Summary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A machine of 50 W, read ten times a second, to which things happen. */
class ClockWatchTest {
    private static final double WATTS = 50;
    private static final long TICK = 100_000_000;
    private static final long START = 7_000_000_000L;
    private static final List<Channel> CHANNELS = List.of(
            Channel.of("fake/joules", Component.CPU, Quantity.ENERGY, Origin.MEASURED)
                    .wrapsAt(65_536),
            Channel.of("fake/watts", Component.GPU, Quantity.POWER, Origin.MEASURED));

    @TempDir
    Path root;

    private final ThreeClocks clock = new ThreeClocks();
    private double joules = 65_500; // wraps within the first second
    private FakeHost host;
    private TestLog log;
    private SamplingLoop loop;
    private ClockWatch watch;

    /** The steady clock, the wall clock, and in {@code /proc/uptime} the one that goes on while the machine sleeps. */
    private final class ThreeClocks implements Clock {
        private long nanos = START;
        private Instant wall = Instant.parse("2026-03-29T00:59:58Z");
        private double uptime = 4242.42;

        void run(double seconds) {
            nanos += Math.round(seconds * 1e9);
            sleep(seconds);
        }

        void sleep(double seconds) {
            wall = wall.plusNanos(Math.round(seconds * 1e9));
            uptime += seconds;
            host.put("/proc/uptime", String.format(Locale.ROOT, "%.2f 99.00", uptime));
        }

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public Instant now() {
            return wall;
        }
    }

    @BeforeEach
    void startTheRun() throws IOException {
        host = FakeHost.empty(root.resolve("machine")).put("/proc/uptime", "4242.42 99.00");
        log = new TestLog(root.resolve("run"), CHANNELS, TICK);
        loop = new SamplingLoop(new Sensor(), TICK, clock, START, log.log.of(log.sampler));
        watch = new ClockWatch(host, clock, START, List.of("fake/joules"), log.log);
        log.log.mark(new Mark.JobBegin(0, 1));
        loop.takeIfCheap();
    }

    private final class Sensor implements Sampler {
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
            reading.set(0, joules % 65_536);
            reading.set(1, WATTS);
        }

        @Override
        public boolean isCheap() {
            return true;
        }

        @Override
        public void close() {}
    }

    private void work(int seconds) {
        for (int tick = 1; tick <= 10 * seconds; tick++) {
            clock.run(0.1);
            joules += WATTS / 10;
            loop.takeIfCheap();
            if (tick % 3 == 0) {
                watch.look();
            }
        }
    }

    private Summary end() throws IOException {
        log.log.mark(new Mark.JobEnd(clock.nanos() - START, 0));
        return Summary.of(log.read());
    }

    private static List<String> warnings(Recording recording) {
        return recording.marks().stream()
                .filter(Mark.Warning.class::isInstance)
                .map(mark -> ((Mark.Warning) mark).text())
                .toList();
    }

    @Test
    void look_nothingHappens_saysNothing() throws IOException {
        work(20);
        Summary summary = end();
        assertThat(warnings(summary.recording())).isEmpty();
        assertThat(summary.energy().joules()).isCloseTo(2 * 20 * WATTS, withinPercent());
        assertThat(summary.energy().coverage()).isGreaterThan(0.999);
    }

    @ParameterizedTest
    @ValueSource(ints = {3600, -3600})
    void look_wallClockSetByAnHour_changesNoNumberAndIsTold(int seconds) throws IOException {
        work(10);
        clock.wall = clock.wall.plusSeconds(seconds);
        work(10);
        Summary summary = end();
        assertThat(warnings(summary.recording()))
                .containsExactly("The wall clock was set " + (seconds > 0 ? "forward" : "back")
                        + " by 3600.0 s, 10.3 s after the start; no duration or energy is affected.");
        assertThat(summary.window().seconds()).isEqualTo(20);
        assertThat(summary.energy().joules()).isCloseTo(2 * 20 * WATTS, withinPercent());
        assertThat(summary.energy().coverage()).isGreaterThan(0.999);
    }

    /** Whatever the counter does meanwhile, goes on by what a sleeping machine draws, stands still or starts again. */
    @ParameterizedTest
    @ValueSource(doubles = {1_000, 0, Double.NEGATIVE_INFINITY})
    void look_machineSlept_isAGapOfTheCounterAndNoLeap(double meanwhile) throws IOException {
        work(10);
        clock.sleep(723.4);
        joules = Math.max(0, joules + meanwhile);
        work(10);
        Summary summary = end();
        assertThat(warnings(summary.recording()))
                .containsExactly(
                        "The machine slept for 723.4 s, 10.3 s after the start; that time is not part of the run.");
        assertThat(summary.recording().marks())
                .anyMatch(mark -> mark instanceof Mark.Gap gap && gap.reason().equals("the machine slept"));
        assertThat(summary.window().seconds()).isEqualTo(20);
        Curve counter = summary.curve("fake/joules").orElseThrow();
        assertThat(counter.coverage(0, 20_000_000_000L)).isBetween(0.97, 0.99);
        assertThat(counter.increase()).isBetween(19.5 * WATTS, 20 * WATTS);
        assertThat(summary.curve("fake/watts").orElseThrow().increase()).isCloseTo(20 * WATTS, withinPercent());
    }

    /** SIGSTOP, or Ctrl-Z and fg: the job may have gone on. */
    @Test
    void look_meterStoppedFor30Seconds_countsTheCounterOnAndLeavesAHoleInTheGauge() throws IOException {
        work(10);
        clock.run(30);
        joules += 30 * WATTS;
        work(10);
        Summary summary = end();
        assertThat(warnings(summary.recording()))
                .containsExactly(
                        "The meter did not run for 30.4 s, until 40.3 s after the start: it was stopped, or the"
                                + " machine was too busy. Counters lose nothing by it; what has no counter is not known for that"
                                + " time.");
        assertThat(summary.recording().marks()).noneMatch(Mark.Gap.class::isInstance);
        assertThat(summary.curve("fake/joules").orElseThrow().increase()).isCloseTo(50 * WATTS, withinPercent());
        Curve gauge = summary.curve("fake/watts").orElseThrow();
        assertThat(gauge.increase()).isCloseTo(20 * WATTS, withinPercent());
        assertThat(gauge.coverage(0, 50_000_000_000L)).isBetween(0.39, 0.41);
        assertThat(summary.energy().coverage()).isBetween(0.39, 0.41);
    }

    /** 65,536 J at twice 500 W are over in 66 s: a wrap would not be seen. */
    @Test
    void look_meterStoppedForTwoMinutes_doesNotGuessAWrap() throws IOException {
        work(10);
        clock.run(120);
        joules += 120 * WATTS;
        work(10);
        Summary summary = end();
        assertThat(summary.recording().marks())
                .filteredOn(Mark.Gap.class::isInstance)
                .singleElement()
                .extracting(mark -> ((Mark.Gap) mark).reason())
                .isEqualTo("not read for 120.1 s, in which the counter may have wrapped unseen");
        assertThat(summary.curve("fake/joules").orElseThrow().increase()).isCloseTo(20 * WATTS, withinPercent());
    }

    @Test
    void look_noUptime_saysThatItMayBeEither() throws IOException {
        watch = new ClockWatch(host.remove("/proc/uptime"), clock, START, List.of(), log.log);
        clock.wall = clock.wall.plusSeconds(3600);
        watch.look();
        assertThat(warnings(log.read()))
                .containsExactly("The wall clock was set forward, or the machine slept, by 3600.0 s, 0.0 s after the"
                        + " start; no duration or energy is affected.");
    }

    private static org.assertj.core.data.Percentage withinPercent() {
        return org.assertj.core.data.Percentage.withPercentage(1);
    }
}
