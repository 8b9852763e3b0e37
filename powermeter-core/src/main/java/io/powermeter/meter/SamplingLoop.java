package io.powermeter.meter;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Quantity;
import io.powermeter.recording.Mark;
import io.powermeter.recording.SampleLog;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Reads one sampler again and again on a thread of its own, so that a slow sensor holds back no other.
 */
final class SamplingLoop {
    /** A cheap reading takes microseconds: one that is not over after this long is stuck, and the job must not wait for it. */
    private static final long STUCK_NANOS = 20_000_000L;

    private final Sampler sampler;
    private final Clock clock;
    private final long startNanos;
    private final long periodNanos;
    private final RunLog log;
    private final SampleLog samples;
    private final Reading reading;
    private final double[] row;
    private final @Nullable CounterUnwrapper[] unwrappers;
    private final Thread thread;
    private final ReentrantLock taking = new ReentrantLock();
    private final CountDownLatch firstTaken = new CountDownLatch(1);
    private final OwnCpuTime cpuTime = new OwnCpuTime();

    private volatile boolean running = true;
    private volatile double rootJoules;
    private volatile long missed;
    private boolean complained;

    SamplingLoop(Sampler sampler, long periodNanos, Clock clock, long startNanos, RunLog log, SampleLog samples) {
        this.sampler = sampler;
        this.clock = clock;
        this.startNanos = startNanos;
        this.periodNanos = periodNanos;
        this.log = log;
        this.samples = samples;
        int channels = sampler.channels().size();
        this.reading = new Reading(channels);
        this.row = new double[channels];
        this.unwrappers = new CounterUnwrapper[channels];
        for (int i = 0; i < channels; i++) {
            Channel channel = sampler.channels().get(i);
            unwrappers[i] = channel.quantity().isCounter() ? new CounterUnwrapper(channel) : null;
        }
        this.thread = new Thread(this::run, "powermeter-" + sampler.name());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Waits until the first reading was taken, but not longer than {@code limit}; returns whether it was. */
    boolean awaitFirst(Duration limit) {
        try {
            return firstTaken.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Takes a reading now, on the calling thread, if that takes microseconds only and the sensor is not stuck. */
    void takeIfCheap() {
        if (!sampler.isCheap()) {
            return;
        }
        try {
            if (taking.tryLock() || taking.tryLock(STUCK_NANOS, TimeUnit.NANOSECONDS)) {
                takeAndUnlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the thread and waits for it, but not longer than {@code limit}; returns whether it ended. */
    boolean stop(Duration limit) {
        running = false;
        LockSupport.unpark(thread);
        try {
            thread.join(Math.max(1, limit.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    Sampler sampler() {
        return sampler;
    }

    long periodNanos() {
        return periodNanos;
    }

    long missedTicks() {
        return missed;
    }

    /** Returns the joules of the channels that are part of nothing, since the first reading; for a live display only. */
    double rootJoules() {
        return rootJoules;
    }

    /** Returns the CPU time of this loop's thread in seconds, NaN if it is not known. */
    double cpuSeconds() {
        return cpuTime.seconds();
    }

    private void run() {
        cpuTime.open();
        Schedule schedule = new Schedule(clock.nanos(), periodNanos);
        while (running) {
            long wait = schedule.next() - clock.nanos();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
            } else {
                taking.lock();
                takeAndUnlock();
                firstTaken.countDown();
                schedule.taken(clock.nanos());
                missed = schedule.missed();
            }
        }
        cpuTime.close();
    }

    private void takeAndUnlock() {
        try {
            take();
        } finally {
            taking.unlock();
        }
    }

    private void take() {
        reading.clear();
        long before = clock.nanos();
        try {
            sampler.sample(reading);
        } catch (RuntimeException | LinkageError e) { // a native library may turn out to lack a function
            complain(before, e);
        }
        // a sensor that takes long to answer answers, as far as can be known, for the middle of that time
        long now = before + (clock.nanos() - before) / 2;
        double roots = 0;
        for (int i = 0; i < row.length; i++) {
            row[i] = reading.has(i) ? value(i, now) : Double.NaN;
            roots += rootJoules(i);
        }
        rootJoules = roots;
        log.row(samples, now - startNanos, row);
    }

    private double value(int i, long now) {
        CounterUnwrapper unwrapper = unwrappers[i];
        if (unwrapper == null) {
            return reading.get(i);
        }
        long since = unwrapper.lastNanos();
        double sum = unwrapper.add(reading.get(i), now);
        String doubt = unwrapper.doubt();
        if (doubt != null) {
            log.mark(new Mark.Gap(
                    now - startNanos,
                    since - startNanos,
                    sampler.channels().get(i).id(),
                    doubt));
        }
        return sum;
    }

    private double rootJoules(int i) {
        Channel channel = sampler.channels().get(i);
        boolean root = channel.partOf() == null && channel.mirrorOf() == null;
        CounterUnwrapper unwrapper = unwrappers[i];
        return root && unwrapper != null && channel.quantity() == Quantity.ENERGY ? unwrapper.sum() : 0;
    }

    private void complain(long now, Throwable e) {
        if (!complained) {
            complained = true;
            log.mark(new Mark.Warning(
                    now - startNanos, sampler.name() + " failed while reading (" + e + "): its readings are missing."));
        }
    }
}
