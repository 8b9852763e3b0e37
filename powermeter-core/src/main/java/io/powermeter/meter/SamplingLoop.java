package io.powermeter.meter;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Quantity;
import io.powermeter.recording.Mark;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Reads one sampler again and again on a thread of its own, so that a slow sensor holds back no other.
 */
final class SamplingLoop {
    /** Whoever begins to measure waits at most this long for the first readings. */
    static final Duration FIRST_READING = Duration.ofSeconds(2);

    /** A sampler that is stuck in a sensor at the end is given up after this. */
    static final Duration LAST_READING = Duration.ofMillis(500);

    /** A cheap reading takes microseconds: one that is not over after this long is stuck, and the job must not wait for it. */
    private static final long STUCK_NANOS = 20_000_000L;

    /** A sensor that tells seldom is asked this often for its first reading and for the one after the job. */
    private static final long EAGER_NANOS = 20_000_000L;

    /** The end of a run waits no longer than this for a sensor that tells seldom. */
    private static final long LONGEST_PATIENCE_NANOS = 1_500_000_000L;

    /** A sensor that told nothing for so many periods is not waited for. */
    private static final int LATE_PERIODS = 3;

    /** More than so many times the highest plausible power of a component is no peak. */
    private static final double GARBAGE_FACTOR = 100;

    private static final long NEVER = Long.MIN_VALUE;

    private final Sampler sampler;
    private final Clock clock;
    private final long startNanos;
    private final long periodNanos;
    private final ReadingLog log;
    private final Reading reading;
    private final double[] row;
    private final @Nullable CounterUnwrapper[] unwrappers;
    private final Thread thread;
    private final ReentrantLock taking = new ReentrantLock();
    private final CountDownLatch firstTaken = new CountDownLatch(1);
    private final OwnCpuTime cpuTime = new OwnCpuTime();

    private final LiveEnergy live;
    private final Set<String> warned = new HashSet<>();

    private volatile long finishNanos = NEVER;
    private volatile long toldNanos = NEVER;
    private volatile long missed;
    private long rowNanos = NEVER;
    private long triedNanos;

    SamplingLoop(Sampler sampler, long periodNanos, Clock clock, long startNanos, ReadingLog log) {
        this.sampler = sampler;
        this.clock = clock;
        this.startNanos = startNanos;
        this.periodNanos = periodNanos;
        this.log = log;
        int channels = sampler.channels().size();
        this.reading = new Reading(channels);
        this.row = new double[channels];
        this.live = new LiveEnergy(sampler.channels(), periodNanos);
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

    /**
     * Asks the thread to end. A sampler that is not cheap could not be read at the end of the job, so it is read once more: a
     * sensor that tells once a second may take that long.
     */
    void finish() {
        finishNanos = clock.nanos();
        LockSupport.unpark(thread);
    }

    /**
     * Waits for the thread to end, after {@link #finish}; returns whether it did.
     *
     * @param limit how long it may be stuck in a sensor
     */
    boolean awaitEnd(Duration limit) {
        try {
            thread.join(Math.max(1, limit.toMillis() + patienceNanos() / 1_000_000));
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

    /** Returns the joules that its channels told so far. */
    LiveEnergy live() {
        return live;
    }

    /** Returns the CPU time of this loop's thread in seconds, NaN if it is not known. */
    double cpuSeconds() {
        return cpuTime.seconds();
    }

    private void run() {
        cpuTime.open();
        Schedule schedule = new Schedule(clock.nanos(), periodNanos);
        triedNanos = clock.nanos() - EAGER_NANOS;
        boolean finishing = false;
        while (!isOver()) {
            if (!finishing && finishNanos != NEVER) {
                finishing = true;
                triedNanos = clock.nanos() - EAGER_NANOS;
            }
            long wait = (isEager() ? triedNanos + EAGER_NANOS : schedule.next()) - clock.nanos();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
                continue;
            }
            taking.lock();
            takeAndUnlock();
            triedNanos = clock.nanos();
            if (triedNanos - schedule.next() >= 0) {
                schedule.taken(triedNanos);
                missed = schedule.missed();
            }
        }
        cpuTime.close();
    }

    /** Waits for the first reading, and for the last one, which may come any time now. */
    private boolean isEager() {
        return finishNanos != NEVER || firstTaken.getCount() > 0;
    }

    private boolean isOver() {
        long finish = finishNanos;
        if (finish == NEVER) {
            return false;
        }
        return sampler.isCheap() || toldNanos >= finish || clock.nanos() - finish >= patienceNanos();
    }

    /** Returns how long the end of the run waits for one more reading: not for a sensor that fell silent before. */
    private long patienceNanos() {
        long told = toldNanos;
        boolean tells = !sampler.isCheap() && told != NEVER && finishNanos - told <= LATE_PERIODS * periodNanos;
        return tells ? Math.min(2 * periodNanos, LONGEST_PATIENCE_NANOS) : 0;
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
            warn(before, sampler.name() + " failed while reading (" + e + "): its readings are missing.");
        }
        String warning = reading.warning();
        if (warning != null) {
            warn(before, warning);
        }
        if (reading.isNothingNew()) {
            return;
        }
        // a sensor that takes long to answer answers, as far as can be known, for the middle of that time
        long middle = before + (clock.nanos() - before) / 2;
        record(reading.instant() == Reading.NOW ? middle : reading.instant());
    }

    /**
     * Writes the reading as of an instant. What a sensor told before the run is what it tells at its start, until it tells
     * something newer; but for that, a reading from before the last one is of no use.
     */
    private void record(long instant) {
        long now = Math.max(instant, startNanos);
        if (startNanos - instant > periodNanos || rowNanos != NEVER && now - rowNanos < 0) {
            return;
        }
        firstTaken.countDown();
        boolean told = false;
        for (int i = 0; i < row.length; i++) {
            row[i] = reading.has(i) ? value(i, now) : Double.NaN;
            told |= !Double.isNaN(row[i]);
        }
        live.take(now, row);
        log.row(now - startNanos, row);
        rowNanos = now;
        toldNanos = told ? now : toldNanos;
    }

    private double value(int i, long now) {
        CounterUnwrapper unwrapper = unwrappers[i];
        if (unwrapper == null) {
            return believed(i, now);
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

    /** A gauge whose bits are garbage is off by powers of ten: what no such thing can draw is missing. */
    private double believed(int i, long now) {
        double value = reading.get(i);
        Channel channel = sampler.channels().get(i);
        double most = GARBAGE_FACTOR * channel.component().highestPlausibleWatts();
        if (channel.quantity() != Quantity.POWER || Math.abs(value) <= most) {
            return value;
        }
        warn(now, channel.id() + " told a power that cannot be; such readings are missing.");
        return Double.NaN;
    }

    private void warn(long now, String sentence) {
        if (warned.add(sentence)) {
            log.mark(new Mark.Warning(now - startNanos, sentence));
        }
    }
}
