package io.powermeter.meter;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The thread of a run that looks for what no sampler tells: the job's events, and what happened to the clocks. */
final class Lookout {
    private static final long PERIOD_NANOS = 250_000_000L;

    private final Clock clock;
    private final ClockWatch clocks;
    private final @Nullable EventChannel events;
    private final OwnCpuTime cpu = new OwnCpuTime();
    private final Thread thread = new Thread(this::look, "powermeter-events");
    private volatile boolean looking = true;

    /** {@code events} are those of a job that is a child process. */
    Lookout(Clock clock, ClockWatch clocks, @Nullable EventChannel events) {
        this.clock = clock;
        this.clocks = clocks;
        this.events = events;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Looks a last time, on the calling thread. */
    void end() {
        looking = false;
        LockSupport.unpark(thread);
        clocks.look();
        clocks.close();
        if (events != null) {
            events.finish(clock.nanos());
        }
    }

    /** Returns the CPU time of the thread in seconds, NaN if it is not known, as after {@link #forgetCpu}. */
    double cpuSeconds() {
        return cpu.seconds();
    }

    /** Lets go of the file that tells the CPU time. */
    void forgetCpu() {
        cpu.close();
    }

    private void look() {
        cpu.open();
        while (looking) {
            clocks.look();
            if (events != null) {
                events.poll(clock.nanos());
            }
            LockSupport.parkNanos(PERIOD_NANOS);
        }
    }
}
