package io.powermeter.rapl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.host.Host;
import io.powermeter.host.NumberFile;
import io.powermeter.sampler.Sampler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedRaplTest {
    /** One unit of the kernel, in joules, at either end of a window. */
    private static final double ROUNDING = 2 * 61.035e-6;

    private static final double SECONDS_PER_NANO = 1e-9;

    @TempDir
    Path root;

    @Test
    void joules_everyTrace_isTheIntegralOfItsPower() {
        assertThat(PowerTrace.constant(50).joules(2)).isEqualTo(100);
        PowerTrace square = PowerTrace.square(10, 90, 2);
        assertThat(square.joules(0.5)).isEqualTo(5);
        assertThat(square.joules(1.5)).isEqualTo(10 + 45);
        assertThat(square.joules(7)).isCloseTo(3 * 100 + 10, within(1e-9));
        PowerTrace ramp = PowerTrace.ramp(10, 90, 4);
        assertThat(ramp.joules(2)).isEqualTo(60);
        assertThat(ramp.joules(5)).isEqualTo(200 + 90);
        assertThat(ramp.plus(square).joules(2)).isEqualTo(160);
    }

    @Test
    void sample_squareTraceOverASecond_agreesWithTheTruthUpToOneUpdate() throws IOException {
        try (SimulatedRapl simulated = SimulatedRapl.under(root)
                .sockets(2)
                .psys(true)
                .mmio(true)
                .packagePower(PowerTrace.square(10, 90, 0.13))
                .power("rapl/package-1", PowerTrace.ramp(20, 60, 0.7))
                .startMicrojoules(1_000_000)
                .start()) {
            Sampler sampler = Machine.found(Host.at(root));
            assertThat(sampler.channels().stream().map(c -> c.id()))
                    .containsExactly(
                            "rapl/package-0",
                            "rapl/package-0/dram",
                            "rapl/psys",
                            "rapl/package-1",
                            "rapl/package-1/dram");
            Window begin = Window.read(sampler);
            parkUntil(begin.after + TimeUnit.SECONDS.toNanos(1));
            Window end = Window.read(sampler);

            // a counter lags by at most the longest time without an update, and a read lies between the two clock
            // readings
            double lag = simulated.longestGapNanos() * SECONDS_PER_NANO;
            for (int i = 0; i < begin.joules.length; i++) {
                String id = sampler.channels().get(i).id();
                double slack = 200 * (lag + (begin.after - begin.before + end.after - end.before) * SECONDS_PER_NANO);
                assertThat(end.joules[i] - begin.joules[i])
                        .as(id)
                        .isCloseTo(simulated.joulesBetween(id, begin.before, end.before), within(slack + ROUNDING));
            }
        }
    }

    @Test
    void joulesBetween_wholeMachine_countsPackagesAndMemoryOnce() throws IOException {
        try (SimulatedRapl simulated =
                SimulatedRapl.under(root).sockets(2).psys(true).mmio(true).start()) {
            long now = System.nanoTime();
            assertThat(simulated.joulesBetween(now, now + 1_000_000_000L)).isCloseTo(2 * (50 + 5), within(1e-6));
            assertThat(simulated.joulesBetween("rapl/psys", now, now + 1_000_000_000L))
                    .isCloseTo(120, within(1e-6));
        }
    }

    @Test
    void start_defaultRange_isThatOfThe32BitCounter() throws IOException {
        SimulatedRapl.under(root).start().close();
        assertThat(Files.readString(root.resolve("sys/class/powercap/intel-rapl:0/max_energy_range_uj")))
                .isEqualTo("262143328850\n");
    }

    @Test
    void energy_atTheEndOfItsRange_startsAgainAtZeroAndLosesNothing() throws IOException {
        long range = 30_000_000;
        try (SimulatedRapl simulated = SimulatedRapl.under(root)
                        .rangeMicrojoules(range)
                        .startMicrojoules(range - 5_000_000)
                        .start();
                Sampler sampler = Machine.found(Host.at(root))) {
            Window begin = Window.read(sampler);
            Window end = begin;
            while (end.joules[0] >= begin.joules[0] && end.after - begin.after < TimeUnit.SECONDS.toNanos(10)) {
                parkUntil(System.nanoTime() + 1_000_000);
                end = Window.read(sampler);
            }
            double slack = 50
                    * (simulated.longestGapNanos() + begin.after - begin.before + end.after - end.before)
                    * SECONDS_PER_NANO;
            assertThat(end.joules[0] - begin.joules[0] + range * 1e-6)
                    .isCloseTo(
                            simulated.joulesBetween("rapl/package-0", begin.before, end.before),
                            within(slack + 2 * ROUNDING));
        }
    }

    /** Several hundred thousand changes a second cross the border between the first and the second 8 bytes. */
    @Test
    void set_whileAnotherThreadReads_isNeverSeenInPart() throws Exception {
        Path file = root.resolve("number");
        MappedNumber number = new MappedNumber(file);
        number.set(0);
        AtomicBoolean done = new AtomicBoolean();
        Thread writer = new Thread(() -> {
            for (long value = 0; !done.get(); value = (value + 111_111_111_111L) % 999_999_999_999L) {
                number.set(value);
            }
        });
        writer.start();
        try (NumberFile reader = Host.at(root).openNumber("/number")) {
            for (int i = 0; i < 300_000; i++) {
                assertThat(reader.read() % 111_111_111_111L).isZero();
            }
        } finally {
            done.set(true);
            writer.join();
        }
    }

    private static void parkUntil(long nanoTime) {
        while (System.nanoTime() < nanoTime) {
            LockSupport.parkNanos(nanoTime - System.nanoTime());
        }
    }

    /** A reading and the instants between which it was taken. */
    private static final class Window {
        private final long before = System.nanoTime();
        private final double[] joules;
        private final long after;

        private Window(Sampler sampler) {
            joules = Machine.read(sampler);
            after = System.nanoTime();
        }

        static Window read(Sampler sampler) {
            return new Window(sampler);
        }
    }
}
