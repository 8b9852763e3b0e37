package io.powermeter.estimate;

import io.powermeter.host.UnreadableException;
import io.powermeter.process.CpuUse;
import java.io.Closeable;
import java.util.function.LongSupplier;

/**
 * The joules that a {@link LoadModel} makes of CPU use, counted from the first reading on.
 *
 * <p>They are made from the busy time since the first reading, so they do not depend on when it is read in between. The
 * kernel may count busy time in ticks of 10 ms; a reading microseconds after another can see a whole tick at once. The
 * counter therefore never grows faster than at full load: what it could not take it takes at the next readings.
 */
public final class LoadEnergy implements Closeable {
    private static final double SECONDS_PER_NANO = 1e-9;

    private final LoadModel model;
    private final CpuUse use;
    private final LongSupplier nanoClock;

    private boolean started;
    private long startNanos;
    private double busySecondsAtStart;
    private long lastNanos;
    private double joules;

    /**
     * Makes a counter at 0.
     *
     * @param nanoClock the clock of the run, in nanoseconds
     */
    public LoadEnergy(LoadModel model, CpuUse use, LongSupplier nanoClock) {
        this.model = model;
        this.use = use;
        this.nanoClock = nanoClock;
    }

    /**
     * Returns the joules since the first reading that did not fail; never goes back.
     *
     * @throws UnreadableException if the CPU use cannot be read; the next reading tells the energy of the hole too
     */
    public double joules() throws UnreadableException {
        long now = nanoClock.getAsLong();
        double busySeconds = use.busySeconds();
        if (!started) {
            started = true;
            startNanos = now;
            lastNanos = now;
            busySecondsAtStart = busySeconds;
        }
        double due = model.joules(
                (now - startNanos) * SECONDS_PER_NANO, (busySeconds - busySecondsAtStart) / use.capacity());
        double most = joules + model.fullWatts() * (now - lastNanos) * SECONDS_PER_NANO;
        joules = Math.max(joules, Math.min(due, most));
        lastNanos = now;
        return joules;
    }

    /** Lets go of the CPU use. */
    @Override
    public void close() {
        use.close();
    }
}
