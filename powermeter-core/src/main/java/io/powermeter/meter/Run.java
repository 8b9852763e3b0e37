package io.powermeter.meter;

import io.powermeter.host.Host;
import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Quantity;
import io.powermeter.process.CpuUse;
import io.powermeter.process.UsageSampler;
import io.powermeter.recording.Mark;
import io.powermeter.recording.ProcessRow;
import io.powermeter.recording.RecordingException;
import io.powermeter.recording.RecordingReader;
import io.powermeter.recording.RecordingWriter;
import io.powermeter.recording.RunInfo;
import io.powermeter.recording.ToldIntensity;
import io.powermeter.sampler.Sampler;
import io.powermeter.summary.JobEnergy;
import io.powermeter.summary.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One measured execution that is going on. It ends when it is closed; then {@link #summary} says where the joules went.
 *
 * <p>Safe for several threads. Nothing here throws because of a sensor or a full disk: the job comes first, and
 * {@link #failure} says what happened.
 */
public final class Run implements AutoCloseable {
    /** The environment variable that names the file of the job's events. */
    public static final String EVENTS_VARIABLE = "POWERMETER_EVENTS";

    private static final String EVENTS_FILE = "job-events.jsonl";

    private final Clock clock = Clock.system();
    /** Where this is recorded: the run folder, or a segment in it. */
    private final Path folder;

    private final Path whole;
    private final boolean redacted;
    private final long startNanos;
    private final RunLog log;
    private final SamplingLoops loops;
    private final UsageSampler usage;
    private final @Nullable EventChannel events;
    private final Lookout lookout;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable Integer exitCode;
    private volatile boolean jobEnded;
    private volatile long jobStartNanos;
    private volatile Glances glances;

    private Run(PowerMeter meter, String name, List<String> command, boolean attached) throws RecordingException {
        Sensors sensors = Sensors.discover(meter.host(), meter.estimate());
        Instant startedAt = clock.now();
        this.startNanos = clock.nanos();
        boolean child = !command.isEmpty() && !attached;
        this.usage = usage(meter.host(), sensors.cpuUse(), attached, child);
        List<Sampler> samplers = new ArrayList<>(sensors.samplers());
        samplers.add(usage);
        this.redacted = meter.redacted();
        Map<String, String> settings = new LinkedHashMap<>(meter.settings());
        settings.put(JobEnergy.CPU_SOURCE, usage.jobCpuSource());
        RunInfo info = new RunInfo(
                name,
                command,
                startedAt,
                startNanos,
                sensors.machine(),
                samplers.stream().map(sampler -> info(sampler, meter.period())).toList(),
                sensors.absent(),
                settings,
                Version.current(),
                null);
        RunInfo recorded = redacted ? info.redacted() : info;
        RecordingWriter writer;
        try {
            writer = meter.record(name, clock, recorded);
            this.whole = meter.runOf(writer);
            this.folder = writer.folder();
            this.log = new RunLog(writer, meter.listeners());
            this.events = child ? eventChannel() : null;
        } catch (RecordingException e) {
            samplers.forEach(Sampler::close);
            throw e;
        }
        log.begin(recorded);
        this.loops = new SamplingLoops(clock, startNanos);
        this.glances = new Glances(startNanos, 0);
        this.lookout = new Lookout(
                clock, new ClockWatch(meter.host(), clock, startNanos, energyCounters(samplers), log), events);
        for (int i = 0; i < samplers.size(); i++) {
            Sampler sampler = samplers.get(i);
            RunInfo.SamplerInfo told = info.samplers().get(i);
            sampler.follow(usage);
            loops.add(sampler, told.periodNanos(), log.of(told));
        }
        sensors.warnings().forEach(this::warning);
    }

    private UsageSampler usage(Host host, CpuUse machine, boolean attached, boolean child) {
        if (attached) {
            return UsageSampler.ofRunningProcess(host, machine, clock::nanos, this::process);
        }
        return child
                ? UsageSampler.ofChild(host, machine, clock::nanos, this::process)
                : UsageSampler.ofThisProcess(host, machine, clock::nanos, this::process, this::cpuSeconds);
    }

    static Run start(PowerMeter meter, String name, List<String> command, boolean attached) throws RecordingException {
        Run run = new Run(meter, name, command, attached);
        for (Sampler silent : run.loops.start()) {
            run.warning(silent.name() + " did not answer within " + SamplingLoop.FIRST_READING.toSeconds()
                    + " s; its readings start when it does.");
        }
        run.lookout.start();
        return run;
    }

    /** Returns the run folder; if this continues a run, the folder of the new segment in it. */
    public Path folder() {
        return folder;
    }

    /** Returns the file that the job may append events to, if the job is a child process. */
    public Optional<Path> eventsFile() {
        return events == null ? Optional.empty() : Optional.of(folder.resolve(EVENTS_FILE));
    }

    /**
     * Begins a phase, with readings at its very edge. Phases nest and may overlap.
     *
     * @param name such as {@code train}
     * @return the phase, to be closed at its end
     */
    public Phase phase(String name) {
        loops.takeNowWithout(usage); // who used the CPU is shared out over whole seconds
        log.mark(new Mark.PhaseBegin(elapsed(), name));
        AtomicBoolean open = new AtomicBoolean(true);
        return () -> {
            if (open.compareAndSet(true, false)) {
                loops.takeNowWithout(usage);
                log.mark(new Mark.PhaseEnd(elapsed(), name));
            }
        };
    }

    /** Records a number of the job, such as its loss, as of now; one that is not finite is not recorded. */
    public void metric(String name, double value) {
        if (Double.isFinite(value)) {
            log.mark(new Mark.Metric(elapsed(), name, value));
        }
    }

    /** Records something that a reader of the numbers must know. */
    public void warning(String text) {
        log.mark(new Mark.Warning(elapsed(), text));
    }

    /** Records what was told of the intensity of the grid. */
    public void grid(ToldIntensity told) {
        log.mark(new Mark.Grid(elapsed(), told));
    }

    /**
     * Takes readings now, because the job is about to be started: the nearer they are to its begin, the less is interpolated.
     * From now until {@link #jobStarted} this process should start nothing else: the job may be told from the rest by where
     * it was started.
     */
    public void jobStarting() {
        loops.takeNow();
        usage.expectJob();
    }

    /** Begins the job's window now: its first process is {@code pid}. */
    public void jobStarted(long pid) {
        jobStarted(pid, clock.nanos());
    }

    /**
     * Begins the job's window at an instant just gone by.
     *
     * @param pid its first process
     * @param beginNanos {@code System.nanoTime()} when the job began
     */
    public void jobStarted(long pid, long beginNanos) {
        jobStartNanos = beginNanos;
        usage.follow(pid);
        loops.takeNow();
        glances = new Glances(beginNanos, loops.joules());
        log.mark(new Mark.JobBegin(jobStartNanos - startNanos, pid));
    }

    /** Returns the numbers of the job's processes that live, as far as they are known; see {@link UsageSampler#processes}. */
    public List<Long> jobProcesses() {
        return usage.processes();
    }

    /**
     * Ends the job's window now.
     *
     * @param exitCode as a shell gives it
     */
    public void jobEnded(int exitCode) {
        jobEnded(exitCode, clock.nanos());
    }

    /**
     * Ends the job's window at an instant just gone by.
     *
     * @param exitCode as a shell gives it
     * @param endNanos {@code System.nanoTime()} when the job ended
     */
    public void jobEnded(int exitCode, long endNanos) {
        loops.takeNow();
        jobEnded = true;
        this.exitCode = exitCode;
        log.mark(new Mark.JobEnd(Math.max(endNanos, jobStartNanos) - startNanos, exitCode));
    }

    /** Returns a glance at the run. */
    public Live live() {
        return glances.at(clock.nanos(), loops.joules(), events == null ? null : events.progress());
    }

    /** Returns why the recording is not whole, or nothing if it is. */
    public Optional<String> failure() {
        return log.failure();
    }

    /** Ends the run: takes last readings, ends the threads, closes the files. A second call does nothing. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        if (!jobEnded) {
            long end = elapsed();
            loops.takeNow();
            log.mark(new Mark.JobEnd(end, null));
        }
        lookout.end();
        for (Sampler stuck : loops.end()) {
            warning(stuck.name() + " did not answer at the end; its last readings are missing.");
        }
        lookout.forgetCpu();
        long badLines = events == null ? 0 : events.badLines();
        log.end(new RunInfo.End(elapsed(), exitCode, loops.missedTicks(), badLines));
        log.close();
        deleteEventsFile();
    }

    /**
     * Returns where the joules went, those of the segments before included; the run must be closed.
     *
     * @throws RecordingException if the run folder cannot be read back
     */
    public Summary summary() throws RecordingException {
        if (!closed.get()) {
            throw new IllegalStateException("the run still goes on: close it first");
        }
        return Summary.of(RecordingReader.read(whole));
    }

    /**
     * Deletes {@link #folder}, for a program that wants the summary and no recording; the run must be closed.
     *
     * @throws RecordingException if something of it cannot be deleted
     */
    public void delete() throws RecordingException {
        if (!closed.get()) {
            throw new IllegalStateException("the run still goes on: close it first");
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new RecordingException("Cannot delete the recording in " + folder + ": " + e.getMessage() + ".", e);
        }
    }

    private long elapsed() {
        return clock.nanos() - startNanos;
    }

    private double cpuSeconds() {
        double looking = lookout.cpuSeconds();
        double sampling = loops.cpuSeconds();
        return Double.isNaN(looking) ? sampling : sampling + looking; // it begins after the first readings
    }

    private void process(UsageSampler.ProcessUse use) {
        ProcessRow row = new ProcessRow(
                elapsed(),
                use.pid(),
                use.parentPid(),
                use.name(),
                use.cpuSeconds(),
                use.pssBytes(),
                use.ussBytes(),
                use.acceleratorShare(),
                use.acceleratorBytes());
        log.process(redacted ? row.redacted() : row);
    }

    private EventChannel eventChannel() throws RecordingException {
        EventChannel channel = new EventChannel(folder.resolve(EVENTS_FILE), startNanos, clock, log);
        try {
            channel.create();
        } catch (IOException e) {
            throw new RecordingException(
                    "Cannot make " + folder.resolve(EVENTS_FILE) + " for the job's events: " + e.getMessage() + ".", e);
        }
        return channel;
    }

    private void deleteEventsFile() {
        try {
            Files.deleteIfExists(folder.resolve(EVENTS_FILE));
        } catch (IOException e) {
            // all of it is in the recording: a file too many does no harm
        }
    }

    private static List<String> energyCounters(List<Sampler> samplers) {
        return samplers.stream()
                .flatMap(sampler -> sampler.channels().stream())
                .filter(channel -> channel.quantity() == Quantity.ENERGY)
                .map(Channel::id)
                .toList();
    }

    /** As the user wants it, but not more often than the sensor has news, and so often that no wrap-around goes unseen. */
    private static long periodNanos(Sampler sampler, Duration wanted) {
        double safe = sampler.channels().stream()
                .mapToDouble(CounterUnwrapper::safePeriodNanos)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        return Math.max(
                (long) Math.min(wanted.toNanos(), safe),
                sampler.shortestPeriod().toNanos());
    }

    private static RunInfo.SamplerInfo info(Sampler sampler, Duration wanted) {
        List<Channel> channels = sampler.channels();
        long refreshNanos = sampler.shortestPeriod().toNanos();
        return new RunInfo.SamplerInfo(
                sampler.name(), periodNanos(sampler, wanted), refreshNanos, channels, sampler.notes());
    }
}
