package io.powermeter.meter;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import io.powermeter.recording.Mark;
import io.powermeter.recording.Recording;
import io.powermeter.recording.RecordingException;
import io.powermeter.recording.SampleTable;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class SamplingLoopTest {
    private static final long START = 1_000_000;
    private static final long MILLI = 1_000_000;
    private static final Duration LONG = Duration.ofSeconds(10);

    private static final List<Channel> CHANNELS = List.of(
            Channel.of("fake/joules", Component.CPU, Quantity.ENERGY, Origin.MEASURED)
                    .wrapsAt(1000),
            Channel.of("fake/watts", Component.GPU, Quantity.POWER, Origin.MEASURED),
            Channel.of("fake/core", Component.CORE, Quantity.ENERGY, Origin.MEASURED)
                    .partOf("fake/joules"));

    @TempDir
    Path root;

    private final ManualClock clock = new ManualClock(START);
    private TestLog log;

    @BeforeEach
    void makeLog() throws RecordingException {
        log = new TestLog(root.resolve("run"), CHANNELS);
    }

    /** A sampler that does what it is told. */
    private record FakeSampler(boolean isCheap, Consumer<Reading> sensor) implements Sampler {
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
            sensor.accept(reading);
        }

        @Override
        public void close() {}
    }

    private SamplingLoop loop(boolean cheap, Consumer<Reading> sensor) {
        return new SamplingLoop(
                new FakeSampler(cheap, sensor), 3_600_000 * MILLI, clock, START, log.log.of(log.sampler));
    }

    private static boolean stop(SamplingLoop loop, Duration limit) {
        loop.finish();
        return loop.awaitEnd(limit);
    }

    @Test
    void start_firstTick_isTakenAtOnce() throws IOException {
        SamplingLoop loop = loop(true, reading -> reading.set(1, 42));
        loop.start();
        assertThat(loop.awaitFirst(LONG)).isTrue();
        assertThat(stop(loop, LONG)).isTrue();
        SampleTable table = log.table();
        assertThat(table.elapsedNanos().toArray()).containsExactly(0);
        assertThat(table.column(1).toArray()).containsExactly(42);
        assertThat(table.column(0).toArray()).containsExactly(Double.NaN);
    }

    @Test
    void takeIfCheap_counterThatWraps_writesTheSumAndTellsTheLiveTotal() throws IOException {
        double[] raw = {900};
        SamplingLoop loop = loop(true, reading -> {
            reading.set(0, raw[0]);
            reading.set(2, raw[0] / 2);
        });
        loop.takeIfCheap();
        clock.advance(100 * MILLI);
        raw[0] = 950;
        loop.takeIfCheap();
        clock.advance(100 * MILLI);
        raw[0] = 20;
        loop.takeIfCheap();
        SampleTable table = log.table();
        assertThat(table.elapsedNanos().toArray()).containsExactly(0, 100 * MILLI, 200 * MILLI);
        assertThat(table.column(0).toArray()).containsExactly(0, 50, 120);
        assertThat(loop.live().otherJoules()).as("parts are not added").isEqualTo(120);
    }

    @Test
    void takeIfCheap_counterThatCannotBeBelieved_marksTheGap() throws IOException {
        double[] raw = {100};
        SamplingLoop loop = loop(true, reading -> reading.set(2, raw[0]));
        loop.takeIfCheap();
        clock.advance(100 * MILLI);
        raw[0] = 50;
        loop.takeIfCheap();
        Recording read = log.read();
        assertThat(read.tables().get(0).column(2).toArray()).containsExactly(0, 0);
        assertThat(read.marks())
                .containsExactly(
                        new Mark.Gap(100 * MILLI, 0, "fake/core", "the counter went back from 100.000 to 50.000 J"));
    }

    @Test
    void takeIfCheap_missingReading_isAnEmptyCellAndNoGap() throws IOException {
        double[] raw = {100};
        SamplingLoop loop = loop(true, reading -> reading.set(0, raw[0]));
        loop.takeIfCheap();
        clock.advance(100 * MILLI);
        raw[0] = Double.NaN;
        loop.takeIfCheap();
        clock.advance(100 * MILLI);
        raw[0] = 130;
        loop.takeIfCheap();
        Recording read = log.read();
        assertThat(read.tables().get(0).column(0).toArray()).containsExactly(0, Double.NaN, 30);
        assertThat(read.marks()).isEmpty();
    }

    @Test
    void take_powerThatCannotBe_isMissingAndToldOnce() throws IOException {
        double[] watts = {250};
        SamplingLoop loop = loop(true, reading -> reading.set(1, watts[0]));
        for (double told : new double[] {250, 4e9, -4e9, Double.POSITIVE_INFINITY, 1e300, 251}) {
            watts[0] = told;
            loop.takeIfCheap();
            clock.advance(100 * MILLI);
        }
        Recording read = log.read();
        assertThat(read.tables().get(0).column(1).toArray())
                .containsExactly(250, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 251);
        assertThat(read.marks())
                .containsExactly(new Mark.Warning(
                        100 * MILLI, "fake/watts told a power that cannot be; such readings are missing."));
    }

    @Test
    void take_sensorThatTakesLong_isDatedToTheMiddle() throws IOException {
        SamplingLoop loop = loop(true, reading -> clock.advance(60 * MILLI));
        loop.takeIfCheap();
        assertThat(log.table().elapsedNanos().toArray()).containsExactly(30 * MILLI);
    }

    @Test
    void takeIfCheap_dearSampler_isNotRead() throws IOException {
        SamplingLoop loop = loop(false, reading -> {
            throw new AssertionError("read on the job's thread");
        });
        loop.takeIfCheap();
        assertThat(log.table().rows()).isZero();
    }

    @Test
    void takeIfCheap_interruptedThread_readsAndLeavesTheInterrupt() throws IOException {
        SamplingLoop loop = loop(true, reading -> reading.set(1, 1));
        Thread.currentThread().interrupt();
        loop.takeIfCheap();
        assertThat(Thread.interrupted()).as("the interrupt is still the job's").isTrue();
        assertThat(log.table().rows()).isEqualTo(1);
    }

    @Test
    void take_samplerThatThrows_leavesItsReadingMissingAndSaysSoOnce() throws IOException {
        boolean[] broken = {true};
        SamplingLoop loop = loop(true, reading -> {
            reading.set(1, 5);
            if (broken[0]) {
                throw new IllegalStateException("no sensor");
            }
        });
        loop.takeIfCheap();
        clock.advance(100 * MILLI);
        loop.takeIfCheap();
        clock.advance(100 * MILLI);
        broken[0] = false;
        loop.takeIfCheap();
        Recording read = log.read();
        assertThat(read.tables().get(0).rows()).isEqualTo(3);
        assertThat(read.tables().get(0).column(1).get(2)).isEqualTo(5);
        assertThat(read.marks())
                .containsExactly(
                        new Mark.Warning(
                                0,
                                "fake failed while reading (java.lang.IllegalStateException: no sensor): its readings are missing."));
    }

    @Test
    void take_samplerWithoutItsNativeLibrary_doesNotHarmTheThread() throws IOException {
        SamplingLoop loop = loop(true, reading -> {
            throw new UnsatisfiedLinkError("nvml");
        });
        loop.start();
        assertThat(loop.awaitFirst(LONG)).isTrue();
        assertThat(stop(loop, LONG)).isTrue();
        assertThat(log.marks()).hasSize(1);
    }

    @Test
    void stop_samplerThatHangs_isGivenUpAndHoldsNobodyBack() throws IOException, InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        SamplingLoop loop = loop(true, reading -> {
            inside.countDown();
            awaitQuietly(release);
        });
        loop.start();
        inside.await();
        assertThat(loop.awaitFirst(Duration.ofMillis(1))).isFalse();
        loop.takeIfCheap();
        assertThat(stop(loop, Duration.ofMillis(1))).isFalse();
        log.close();
        release.countDown();
        assertThat(stop(loop, LONG))
                .as("ends by itself once the sensor answers")
                .isTrue();
    }

    @Test
    void run_realClock_takesTicksAtThePeriodAndCountsItsOwnTime() throws IOException, InterruptedException {
        CountDownLatch five = new CountDownLatch(5);
        SamplingLoop loop = new SamplingLoop(
                new FakeSampler(true, reading -> five.countDown()),
                2 * MILLI,
                Clock.system(),
                System.nanoTime(),
                log.log.of(log.sampler));
        loop.start();
        five.await();
        assertThat(stop(loop, LONG)).isTrue();
        SampleTable table = log.table();
        assertThat(table.rows()).isGreaterThanOrEqualTo(4);
        assertThat(table.elapsedNanos().get(table.rows() - 1)
                        - table.elapsedNanos().get(0))
                .as("ticks come no faster than the period, though one may come late by nearly one")
                .isGreaterThanOrEqualTo((table.rows() - 2) * 2 * MILLI);
        assertThat(loop.cpuSeconds()).isPositive();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError("the sampling thread is never interrupted", e);
        }
    }

    @Test
    void take_sensorThatToldEarlier_isDatedToThen() throws IOException {
        SamplingLoop loop = loop(true, reading -> {
            reading.set(1, 7);
            reading.at(clock.nanos() - 30 * MILLI);
        });
        clock.advance(100 * MILLI);
        loop.takeIfCheap();
        assertThat(log.table().elapsedNanos().toArray()).containsExactly(70 * MILLI);
    }

    @Test
    void take_sensorThatToldJustBeforeTheRun_tellsTheStart() throws IOException {
        long hour = 3_600_000 * MILLI;
        double[] watts = {7};
        long[] before = {hour + 1}; // longer than a period ago
        SamplingLoop loop = loop(true, reading -> {
            reading.set(1, watts[0]);
            reading.at(START - before[0]);
        });
        loop.takeIfCheap();
        before[0] = hour;
        watts[0] = 8;
        loop.takeIfCheap();
        assertThat(log.table().elapsedNanos().toArray()).containsExactly(0);
        assertThat(log.table().column(1).toArray()).containsExactly(8);
    }

    @Test
    void take_nothingNew_leavesNoRow() throws IOException {
        int[] calls = {0};
        SamplingLoop loop = loop(true, reading -> {
            if (calls[0]++ % 2 == 0) {
                reading.nothingNew();
            } else {
                reading.set(1, calls[0]);
            }
        });
        for (int i = 0; i < 4; i++) {
            clock.advance(100 * MILLI);
            loop.takeIfCheap();
        }
        assertThat(log.table().elapsedNanos().toArray()).containsExactly(200 * MILLI, 400 * MILLI);
    }

    @Test
    void take_sameWarningTwice_isRecordedOnce() throws IOException {
        SamplingLoop loop = loop(true, reading -> reading.warn("The sensor is tired."));
        loop.takeIfCheap();
        clock.advance(100 * MILLI);
        loop.takeIfCheap();
        assertThat(log.read().marks()).containsExactly(new Mark.Warning(0, "The sensor is tired."));
    }

    @Test
    void awaitFirst_streamThatTellsLater_waitsForIt() throws IOException {
        int[] calls = {0};
        Sampler stream = new FakeSampler(false, reading -> {
            if (++calls[0] < 4) {
                reading.nothingNew();
            } else {
                reading.set(1, 42);
            }
        });
        SamplingLoop loop =
                new SamplingLoop(stream, 3_600_000 * MILLI, Clock.system(), System.nanoTime(), log.log.of(log.sampler));
        loop.start();
        assertThat(loop.awaitFirst(LONG)).isTrue();
        assertThat(stop(loop, LONG)).isTrue();
        assertThat(log.table().column(1).toArray()).startsWith(42);
    }

    @Test
    void finish_dearSampler_isReadOnceMore() throws IOException {
        CountDownLatch read = new CountDownLatch(1);
        SamplingLoop loop = loop(false, reading -> {
            reading.set(1, read.getCount() == 1 ? 10 : 20);
            read.countDown();
        });
        loop.start();
        assertThat(loop.awaitFirst(LONG)).isTrue();
        clock.advance(300 * MILLI);
        assertThat(stop(loop, LONG)).isTrue();
        assertThat(log.table().column(1).toArray()).containsExactly(10, 20);
        assertThat(log.table().elapsedNanos().toArray()).containsExactly(0, 300 * MILLI);
    }

    @Test
    void live_gaugesAndWall_areIntegratedAndToldApart() {
        List<Channel> channels = List.of(
                Channel.of("m/gpu", Component.GPU, Quantity.POWER, Origin.MEASURED),
                Channel.of("m/memory", Component.GPU, Quantity.POWER, Origin.MEASURED)
                        .partOf("m/gpu"),
                Channel.of("m/wall", Component.WALL, Quantity.POWER, Origin.MEASURED));
        LiveEnergy live = new LiveEnergy(channels, 1_000 * MILLI);
        live.take(0, new double[] {100, 50, 200});
        live.take(2_000 * MILLI, new double[] {200, 50, 300});
        live.take(3_000 * MILLI, new double[] {Double.NaN, 50, 300});
        live.take(10_000 * MILLI, new double[] {200, 50, 300});
        assertThat(live.otherJoules()).as("the hole of 8 s is not bridged").isEqualTo(300);
        assertThat(live.wallJoules()).isEqualTo(800);
    }

    /** Garbage of the meter's would be collected in the job's time. */
    @Test
    void takeIfCheap_thousandTimes_allocatesNothing() {
        double[] joules = {0};
        SamplingLoop loop = loop(true, reading -> {
            reading.set(0, joules[0] % 1000);
            reading.set(1, 40 + joules[0]);
            reading.set(2, joules[0] / 2);
        });
        takeMany(loop, joules);
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long nothing = -memory.getCurrentThreadAllocatedBytes() + memory.getCurrentThreadAllocatedBytes();
        long before = memory.getCurrentThreadAllocatedBytes();
        takeMany(loop, joules);
        assertThat(memory.getCurrentThreadAllocatedBytes() - before).isEqualTo(nothing);
    }

    private void takeMany(SamplingLoop loop, double[] joules) {
        for (int i = 0; i < 1000; i++) {
            clock.advance(100 * MILLI);
            joules[0] += 10;
            loop.takeIfCheap();
        }
    }
}
