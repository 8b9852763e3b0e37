package io.powermeter.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.powermeter.host.FakeHost;
import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import io.powermeter.recording.Mark;
import io.powermeter.recording.ProcessRow;
import io.powermeter.recording.Recording;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A day at ten readings a second, as fast as it goes: 864,000 rows, a phase and two metrics a minute, a process a second. */
class SoakTest {
    private static final int HOURS = 24;
    private static final int TICKS_PER_HOUR = 36_000;
    private static final long TICK = 100_000_000;
    private static final double WATTS = 120;
    private static final double RANGE = 65_536;
    private static final long MEGABYTE = 1 << 20;

    private static final List<Channel> CHANNELS = List.of(
            Channel.of("fake/package", Component.CPU, Quantity.ENERGY, Origin.MEASURED)
                    .wrapsAt(RANGE),
            Channel.of("fake/memory", Component.DRAM, Quantity.ENERGY, Origin.MEASURED)
                    .wrapsAt(RANGE),
            Channel.of("fake/gpu", Component.GPU, Quantity.POWER, Origin.MEASURED));

    @TempDir
    Path root;

    private final ManualClock clock = new ManualClock(0);
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long tick;

    /** Two counters that wrap every nine minutes, and a power. */
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
            double joules = tick * (WATTS / 10);
            reading.set(0, joules % RANGE);
            reading.set(1, joules / 4 % RANGE);
            reading.set(2, WATTS + tick % 10);
        }

        @Override
        public boolean isCheap() {
            return true;
        }

        @Override
        public void close() {}
    }

    @Test
    @Timeout(120)
    void run_aDay_keepsMemoryFlatAndFilesLinear() throws IOException {
        TestLog test = new TestLog(root.resolve("run"), CHANNELS, TICK);
        SamplingLoop loop = new SamplingLoop(new Sensor(), TICK, clock, 0, test.log.of(test.sampler));
        FakeHost host = FakeHost.empty(root.resolve("machine")).put("/proc/uptime", "4242.42 99.00");
        ClockWatch watch = new ClockWatch(host, clock, 0, List.of(), test.log);
        loop.takeIfCheap();
        long[] heap = new long[HOURS];
        long[] disk = new long[HOURS];
        long[] allocated = new long[HOURS];
        for (int hour = 0; hour < HOURS; hour++) {
            allocated[hour] = hour(loop, watch, test.log);
            heap[hour] = usedHeap();
            disk[hour] = size(test);
        }
        test.log.close();

        assertThat(test.log.failure()).isEmpty();
        assertThat(heap[HOURS - 1] - heap[1])
                .as("growth of the heap in 22 hours")
                .isLessThan(MEGABYTE);
        assertThat(allocated[HOURS - 1] / TICKS_PER_HOUR)
                .as("bytes allocated by a reading, the marks and processes between two of them included")
                .isLessThan(400);
        assertThat((double) (disk[HOURS - 1] - disk[HOURS - 2]))
                .as("bytes of the last hour, against those of the second: the numbers grow by a digit or two")
                .isBetween(1.0 * (disk[1] - disk[0]), 1.2 * (disk[1] - disk[0]));
        assertThat(disk[HOURS - 1]).as("bytes of a day").isLessThan(60 * MEGABYTE);
        readBack(test.read());
    }

    private void readBack(Recording read) {
        assertThat(read.damages()).isEmpty();
        int rows = HOURS * TICKS_PER_HOUR + 1;
        assertThat(read.tables().get(0).rows()).isEqualTo(rows);
        assertThat(read.tables().get(0).column(0).get(rows - 1))
                .as("joules over 158 wraps")
                .isCloseTo(86_400 * WATTS, within(0.001));
        assertThat(read.marks()).hasSize(HOURS * 60 * 4);
        assertThat(read.processes()).hasSize(HOURS * 3600);
    }

    /** Returns the bytes that were allocated. */
    private long hour(SamplingLoop loop, ClockWatch watch, RunLog log) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 1; i <= TICKS_PER_HOUR; i++) {
            tick++;
            clock.advance(TICK);
            loop.takeIfCheap();
            if (i % 10 == 0) {
                watch.look();
                log.process(new ProcessRow(clock.nanos(), 4242, 1, "python3", i / 10.0, 1e9, 5e8, 0.5, 1e9));
            }
            if (i % 600 == 0) {
                log.mark(new Mark.PhaseBegin(clock.nanos() - TICK, "train"));
                log.mark(new Mark.Metric(clock.nanos(), "loss", 1.0 / i));
                log.mark(new Mark.Metric(clock.nanos(), "samples", i));
                log.mark(new Mark.PhaseEnd(clock.nanos(), "train"));
            }
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long size(TestLog test) throws IOException {
        long size = 0;
        for (String file : new String[] {"samples-fake.csv", "processes.csv", "events.jsonl"}) {
            size += Files.size(test.writer.folder().resolve(file));
        }
        return size;
    }
}
