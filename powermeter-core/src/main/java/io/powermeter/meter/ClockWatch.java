package io.powermeter.meter;

import io.powermeter.host.Host;
import io.powermeter.host.KeptFile;
import io.powermeter.host.UnreadableException;
import io.powermeter.recording.Mark;
import java.io.Closeable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Compares clocks, to notice what a reader of times and energies must know: that the machine slept, that the meter did not
 * run, and that the wall clock was set.
 *
 * <p>Three clocks tell these apart. The steady one (CLOCK_MONOTONIC, {@code System.nanoTime()}) stands still while the machine
 * sleeps; {@code /proc/uptime} (CLOCK_BOOTTIME) goes on: clock_gettime(2), proc_uptime(5). The wall clock goes on as well, and
 * can be set. None of a run's durations is of the wall clock.
 */
final class ClockWatch implements Closeable {
    /** {@code /proc/uptime} has two decimals; whoever sleeps, sleeps for seconds. */
    private static final long SLEPT_NANOS = 1_000_000_000L;

    /** A meter on a busy machine comes late, by far less than this. */
    private static final long STOPPED_NANOS = 3_000_000_000L;

    /** Clocks of a network are put right in smaller steps, or slowly. */
    private static final long SET_NANOS = 2_000_000_000L;

    private static final long NANOS_PER_TICK = 10_000_000L;
    private static final long UNKNOWN = -1;

    private final Clock clock;
    private final long startNanos;
    private final List<String> counters;
    private final RunLog log;
    private final KeptFile uptime;
    private final byte[] text = new byte[64];
    private long lastNanos;
    private long lastBootNanos;
    private Instant lastWall;
    private boolean closed;

    /**
     * Takes the clocks as they stand.
     *
     * @param startNanos the run's start by {@code clock}
     * @param counters the ids of the energy counters, which go on or start again while a machine sleeps
     */
    ClockWatch(Host host, Clock clock, long startNanos, List<String> counters, RunLog log) {
        this.clock = clock;
        this.startNanos = startNanos;
        this.counters = counters;
        this.log = log;
        this.uptime = host.keep("/proc/uptime");
        this.lastNanos = clock.nanos();
        this.lastBootNanos = bootNanos();
        this.lastWall = clock.now();
    }

    /** Takes the clocks as they stand and records what happened to them since the last time. */
    synchronized void look() {
        if (closed) {
            return; // the thread that looks now and then may come once more
        }
        long before = clock.nanos();
        long boot = bootNanos();
        Instant wall = clock.now();
        long steady = before - lastNanos;
        boolean bootKnown = boot != UNKNOWN && lastBootNanos != UNKNOWN;
        long slept = bootKnown ? boot - lastBootNanos - steady : 0;
        if (slept > SLEPT_NANOS) {
            slept(lastNanos, clock.nanos(), slept);
        }
        if (steady > STOPPED_NANOS) {
            stopped(before, steady);
        }
        long set = Duration.between(lastWall, wall).toNanos() - steady - Math.max(0, slept);
        if (Math.abs(set) > SET_NANOS) {
            set(before, set, bootKnown);
        }
        lastNanos = before;
        lastBootNanos = boot;
        lastWall = wall;
    }

    @Override
    public synchronized void close() {
        closed = true;
        uptime.close();
    }

    /** What a counter did while the machine slept is neither the run's nor known: some go on, some start again. */
    private void slept(long from, long to, long nanos) {
        for (String counter : counters) {
            log.mark(new Mark.Gap(to - startNanos, from - startNanos, counter, "the machine slept"));
        }
        warn(to, "The machine slept for %.1f s, %.1f s after the start; that time is not part of the run.", nanos);
    }

    private void stopped(long now, long nanos) {
        warn(
                now,
                "The meter did not run for %.1f s, until %.1f s after the start: it was stopped, or the machine was too"
                        + " busy. Counters lose nothing by it; what has no counter is not known for that time.",
                nanos);
    }

    private void set(long now, long nanos, boolean bootKnown) {
        String how =
                nanos > 0 && !bootKnown ? "set forward, or the machine slept," : nanos > 0 ? "set forward" : "set back";
        warn(
                now,
                "The wall clock was " + how + " by %.1f s, %.1f s after the start; no duration or energy is affected.",
                Math.abs(nanos));
    }

    private void warn(long now, String form, long nanos) {
        long elapsed = now - startNanos;
        log.mark(new Mark.Warning(elapsed, String.format(Locale.ROOT, form, nanos / 1e9, elapsed / 1e9)));
    }

    /** Returns the time since the machine was started, sleep included. */
    private long bootNanos() {
        try {
            int end = uptime.read(text);
            long ticks = 0;
            int at = 0;
            for (; at < end && text[at] != ' '; at++) {
                ticks = text[at] == '.' ? ticks : ticks * 10 + (text[at] - '0');
            }
            return at == 0 ? UNKNOWN : ticks * NANOS_PER_TICK;
        } catch (UnreadableException e) {
            return UNKNOWN;
        }
    }
}
