package io.powermeter.process;

import com.sun.management.OperatingSystemMXBean;
import io.powermeter.host.UnreadableException;
import java.lang.management.ManagementFactory;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * CPU use of the whole machine where no {@code /proc/stat} tells it: the load that Java tells, summed up over time.
 *
 * <p>Java tells the load since it was asked last, whoever asked; so one sum serves all.
 */
final class LoadCpuUse implements CpuUse {
    /** Systems count busy time in ticks of 10 to 16 ms: a load of less time than some of them says nothing. */
    private static final long SHORTEST_NANOS = 50_000_000L;

    private static final LoadCpuUse OF_THIS_MACHINE = ofThisMachine();

    private final DoubleSupplier load;
    private final LongSupplier nanoClock;
    private final int processors;
    private double seconds;
    private long lastNanos;

    /**
     * Begins to sum up.
     *
     * @param load of all CPUs together since the last call, from 0 to 1; negative or NaN if it is not known
     * @param nanoClock a steady clock in nanoseconds
     * @param processors how many CPUs
     */
    LoadCpuUse(DoubleSupplier load, LongSupplier nanoClock, int processors) {
        this.load = load;
        this.nanoClock = nanoClock;
        this.processors = processors;
        double ignored = load.getAsDouble(); // of the time before
        this.lastNanos = nanoClock.getAsLong();
    }

    /** Returns that of the machine this program runs on. */
    static LoadCpuUse shared() {
        return OF_THIS_MACHINE;
    }

    private static LoadCpuUse ofThisMachine() {
        DoubleSupplier load = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system::getCpuLoad
                : () -> Double.NaN;
        return new LoadCpuUse(load, System::nanoTime, Runtime.getRuntime().availableProcessors());
    }

    @Override
    public synchronized double busySeconds() throws UnreadableException {
        long now = nanoClock.getAsLong();
        long past = now - lastNanos;
        if (past < SHORTEST_NANOS) {
            return seconds;
        }
        double share = load.getAsDouble();
        if (!(share >= 0)) {
            throw new UnreadableException(
                    "the load of the CPUs",
                    UnreadableException.Reason.NO_VALUE,
                    "this system does not tell it to Java",
                    "");
        }
        seconds += share * processors * past / 1e9;
        lastNanos = now;
        return seconds;
    }

    @Override
    public double capacity() {
        return processors;
    }

    @Override
    public void close() {
        // nothing is kept open
    }
}
