package io.powermeter.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.estimate.EstimateSettings;
import io.powermeter.host.FakeHost;
import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import io.powermeter.meter.ManualClock;
import io.powermeter.meter.Sensors;
import io.powermeter.process.MachineCpuUse;
import io.powermeter.recording.Machine;
import io.powermeter.sampler.Detection;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loops' threads do not run: each snapshot takes its own readings, at instants that the test sets. */
class WatchTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long OWN_PID = 99;

    private static final List<Channel> RAPL = List.of(
            Channel.of("rapl/psys", Component.BOARD, Quantity.ENERGY, Origin.MEASURED),
            Channel.of("rapl/package-0", Component.CPU, Quantity.ENERGY, Origin.MEASURED)
                    .partOf("rapl/psys")
                    .wrapsAt(1000),
            Channel.of("rapl/die-1", Component.CPU, Quantity.ENERGY, Origin.MEASURED)
                    .partOf("rapl/psys")
                    .mirrorOf("rapl/package-0"),
            Channel.of("rapl/heat", Component.CPU, Quantity.TEMPERATURE, Origin.MEASURED));

    private static final List<Channel> PLUG =
            List.of(Channel.of("plug/energy", Component.WALL, Quantity.ENERGY, Origin.MEASURED));

    @TempDir
    Path root;

    private final ManualClock clock = new ManualClock(5 * SECOND);
    private final double[] counters = new double[RAPL.size()];
    private long busyTicks;
    private FakeHost host;

    @BeforeEach
    void makeHost() {
        host = FakeHost.empty(root);
        busy(0);
        process(10, "train", 0);
    }

    private void busy(long ticks) {
        busyTicks += ticks;
        host.put("/proc/stat", "cpu " + busyTicks + " 0 0 0 0 0 0 0");
    }

    private void process(long pid, String name, long ticks) {
        host.put(
                "/proc/" + pid + "/stat",
                pid + " (" + name + ") R 1 1 1 0 -1 0 0 0 0 0 " + ticks + " 0 0 0 20 0 1 0 7 1000 10");
    }

    /** One second goes by: what the counters grow by, in joules. */
    private void second(double psys, double cpu) {
        clock.advance(SECOND);
        counters[0] += psys;
        counters[1] = (counters[1] + cpu) % 1000;
        counters[2] += cpu;
        counters[3] = 61;
    }

    private record FakeSampler(String name, List<Channel> channels, double[] values) implements Sampler {
        @Override
        public void sample(Reading reading) {
            for (int i = 0; i < values.length; i++) {
                reading.set(i, values[i]);
            }
        }

        @Override
        public boolean isCheap() {
            return true;
        }

        @Override
        public void close() {}
    }

    private Watch watch(Sampler... samplers) {
        MachineCpuUse use = new MachineCpuUse(host, 4);
        Sensors sensors = new Sensors(
                new Machine("cpu", 1, 4, 4, 1, "os", "none", "jvm"),
                List.of(samplers),
                Map.of("nvidia", new Detection.Absent("no card", "")),
                use);
        ProcessTable table = new ProcessTable(host, clock::nanos);
        Watch watch =
                new Watch(sensors, table, new ProcessShares(host, table, use, OWN_PID), clock, Duration.ofSeconds(1));
        watch.begin();
        return watch;
    }

    private Watch rapl() {
        return watch(new FakeSampler("rapl", RAPL, counters));
    }

    private static PowerFigures power(Snapshot snapshot, String id) {
        return snapshot.channels().stream()
                .filter(channel -> channel.channel().id().equals(id))
                .findFirst()
                .orElseThrow()
                .power();
    }

    @Test
    void snapshot_counters_tellTheWattsOfTheIntervalAndWhatWasSinceTheBegin() {
        Watch watch = rapl();
        second(80, 30);
        watch.snapshot();
        second(100, 40);
        clock.advance(SECOND); // the interval was two seconds long

        Snapshot snapshot = watch.snapshot();

        assertThat(snapshot.seconds()).isEqualTo(3);
        assertThat(snapshot.intervalSeconds()).isEqualTo(2);
        assertThat(power(snapshot, "rapl/psys")).isEqualTo(new PowerFigures(50, 50, 60, 80, 180));
        assertThat(snapshot.total()).isEqualTo(new PowerFigures(50, 50, 60, 80, 180));
        assertThat(snapshot.origin()).isEqualTo(Origin.MEASURED);
        assertThat(snapshot.gauges()).containsExactly(new Snapshot.Gauge(RAPL.get(3), 61));
        assertThat(snapshot.absent()).containsExactly("nvidia");
    }

    @Test
    void snapshot_partsAndTwins_areNotCountedTwice() {
        Watch watch = rapl();
        Snapshot snapshot = watch.snapshot();
        for (int i = 0; i < 8; i++) {
            second(80 + i, 30 + i);
            snapshot = watch.snapshot();
        }

        assertThat(snapshot.total().watts()).isEqualTo(87);
        assertThat(snapshot.channels())
                .filteredOn(Snapshot.ChannelPower::counted)
                .extracting(channel -> channel.channel().id())
                .containsExactly("rapl/psys");
        assertThat(snapshot.processes().sharedWatts()).isEqualTo(37); // and not 74
        assertThat(snapshot.warnings()).singleElement().asString().contains("rapl/die-1 told the same joules");
    }

    @Test
    void snapshot_counterThatWraps_goesOn() {
        counters[1] = 990;
        Watch watch = rapl();
        second(80, 30);

        assertThat(counters[1]).isEqualTo(20);
        assertThat(power(watch.snapshot(), "rapl/package-0").watts()).isCloseTo(30, within(1e-9));
    }

    @Test
    void snapshot_plugBesideComponents_isTheTotal() {
        double[] plug = {0};
        Watch watch = watch(new FakeSampler("rapl", RAPL, counters), new FakeSampler("plug", PLUG, plug));
        plug[0] = 100;
        second(80, 30);

        Snapshot snapshot = watch.snapshot();

        assertThat(snapshot.total().watts()).isEqualTo(100);
        assertThat(snapshot.total().joules()).isEqualTo(100);
    }

    @Test
    void snapshot_sensorThatFallsSilent_isUnknownAndSaidSo() {
        Watch watch = rapl();
        second(80, 30);
        assertThat(watch.snapshot().total().watts()).isEqualTo(80);
        counters[0] = Double.NaN;
        for (int i = 0; i < 4; i++) {
            clock.advance(SECOND);
            watch.snapshot();
        }

        Snapshot snapshot = watch.snapshot();

        assertThat(snapshot.total().watts()).isNaN();
        assertThat(snapshot.total().joules()).isEqualTo(80);
        assertThat(snapshot.warnings()).contains("rapl/psys tells nothing: the total lacks it.");
    }

    @Test
    void snapshot_processes_shareTheCpusPowerByTheirTime() {
        process(OWN_PID, "java", 0);
        Watch watch = rapl();
        second(80, 30);
        busy(200);
        process(10, "train", 100);
        process(OWN_PID, "java", 2);

        Snapshot.ProcessPowers processes = watch.snapshot().processes();

        assertThat(processes.shared()).isEqualTo(Component.CPU);
        assertThat(processes.coresBusy()).isEqualTo(2);
        assertThat(processes.meterCores()).isEqualTo(0.02);
        assertThat(processes.top())
                .extracting(Snapshot.ProcessPower::name, Snapshot.ProcessPower::cores)
                .containsExactly(tuple("train", 1.0), tuple("java", 0.02));
        double shared = processes.top().stream()
                .mapToDouble(Snapshot.ProcessPower::watts)
                .sum();
        // the twin is not known yet after one interval: two packages of 30 W
        assertThat(processes.sharedWatts()).isEqualTo(60);
        assertThat(shared + processes.restWatts()).isCloseTo(60, within(1e-9));
        assertThat(processes.top().get(0).watts()).isCloseTo(30, within(1e-9));
    }

    @Test
    void snapshot_ownProcessIsNotSeen_whatTheMeterUsesIsUnknown() {
        Watch watch = rapl();
        second(80, 30);

        assertThat(watch.snapshot().processes().meterCores()).isNaN();
    }

    @Test
    void snapshot_noSensorOfTheCpu_processesShareTheMachine() {
        double[] plug = {0};
        Watch watch = watch(new FakeSampler("plug", PLUG, plug));
        plug[0] = 100;
        clock.advance(SECOND);
        busy(100);
        process(10, "train", 50);

        Snapshot.ProcessPowers processes = watch.snapshot().processes();

        assertThat(processes.shared()).isEqualTo(Component.MACHINE);
        assertThat(processes.top().get(0).watts()).isCloseTo(50, within(1e-9));
        assertThat(processes.restWatts()).isCloseTo(50, within(1e-9));
    }

    @Test
    void snapshot_manyIntervals_onlyTheLastReadingsAreKept() {
        Watch watch = rapl();
        Snapshot snapshot = watch.snapshot();
        for (int i = 0; i < 1000; i++) {
            second(80, 30);
            snapshot = watch.snapshot();
        }

        assertThat(snapshot.total().joules()).isCloseTo(80_000, within(1e-6));
        assertThat(snapshot.total().meanWatts()).isCloseTo(80, within(1e-9));
    }

    @Test
    void start_intervalOutOfBounds_isRefused() {
        assertThatThrownBy(() -> Watch.start(host, EstimateSettings.NONE, Duration.ofMillis(99)))
                .hasMessage("the interval must be from 100 ms to 1 min, not 99 ms: for longer ones record a run");
    }
}
