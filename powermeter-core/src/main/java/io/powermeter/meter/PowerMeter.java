package io.powermeter.meter;

import io.powermeter.estimate.EstimateSettings;
import io.powermeter.host.Host;
import io.powermeter.process.RunningProcess;
import io.powermeter.recording.RecordingException;
import io.powermeter.recording.RecordingWriter;
import io.powermeter.recording.RunInfo;
import io.powermeter.summary.IdleFloor;
import io.powermeter.summary.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The energy meter, for any Java program.
 *
 * <pre>{@code
 * PowerMeter meter = PowerMeter.builder().recordTo(Path.of("runs")).build();
 * try (Run run = meter.start("lenet5 on mnist")) {
 *   try (Phase train = run.phase("train")) {
 *     loss = trainOneEpoch();
 *   }
 *   run.metric("loss", loss);
 * }
 * }</pre>
 *
 * <p>A meter can start many runs, one after the other or at once.
 */
public final class PowerMeter {
    private static final DateTimeFormatter FOLDER_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd_HH-mm-ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final Host host;
    private final Duration period;
    private final Path runs;
    private final @Nullable Path folder;
    private final boolean continues;
    private final Map<String, String> settings;
    private final EstimateSettings estimate;
    private final boolean redacted;
    private final List<RunListener> listeners;

    private PowerMeter(Builder builder) {
        this.host = builder.host;
        this.period = builder.period;
        this.runs = builder.runs;
        this.folder = builder.folder;
        this.continues = builder.continues;
        this.settings = Map.copyOf(builder.settings);
        this.estimate = builder.estimate;
        this.redacted = builder.redacted;
        this.listeners = List.copyOf(builder.listeners);
    }

    /** Returns a builder with the defaults: this machine, ten readings a second, run folders in {@code runs}. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Starts a run whose job is this process: it ends when the returned run is closed.
     *
     * @param name runs of one name are repeats of one thing
     * @throws RecordingException if the run folder cannot be made
     * @throws IllegalArgumentException if the settings for the estimate contradict each other
     */
    public Run start(String name) throws RecordingException {
        Run run = Run.start(this, name, List.of(), false);
        run.jobStarting();
        run.jobStarted(ProcessHandle.current().pid());
        return run;
    }

    /**
     * Starts a run whose job is a child process that the caller starts: it tells the run of it by
     * {@link Run#jobStarted} and {@link Run#jobEnded}.
     *
     * @param name runs of one name are repeats of one thing
     * @param command the words of the command, for the reports
     * @throws RecordingException if the run folder cannot be made
     * @throws IllegalArgumentException if {@code command} is empty or the settings for the estimate contradict each other
     */
    public Run start(String name, List<String> command) throws RecordingException {
        if (command.isEmpty()) {
            throw new IllegalArgumentException("the command has no words");
        }
        return Run.start(this, name, command, false);
    }

    /**
     * Starts a run whose job is a process that runs already, with its children: from now until the returned run is closed,
     * which leaves the process alone. What it used before is not counted.
     *
     * @param name runs of one name are repeats of one thing
     * @param process of this machine
     * @throws RecordingException if the run folder cannot be made
     * @throws IllegalArgumentException if the settings for the estimate contradict each other
     */
    public Run attach(String name, RunningProcess process) throws RecordingException {
        Run run = Run.start(this, name, process.command(), true);
        run.jobStarting();
        run.jobStarted(process.pid());
        if (!process.showsMemory()) {
            run.warning(
                    "The memory of process " + process.pid() + " may not be read by this user, so nothing of what the"
                            + " memory drew is the job's. Run the meter as the user of the process, or with sudo.");
        }
        return run;
    }

    /**
     * Measures what the machine draws while this thread sleeps, and keeps no recording of it; listeners hear nothing of it.
     *
     * @param length a second or more tells it well
     * @throws RecordingException if it cannot be recorded for the time being
     * @throws InterruptedException if this thread is interrupted meanwhile
     */
    public IdleFloor idleFloor(Duration length) throws RecordingException, InterruptedException {
        try {
            Path folder = Files.createTempDirectory("powermeter-");
            try {
                return apart(folder).measureIdle(length);
            } finally {
                Files.delete(folder);
            }
        } catch (RecordingException e) {
            throw e;
        } catch (IOException e) {
            throw new RecordingException("Cannot record the idle machine for the time being: " + e + ".", e);
        }
    }

    /** Returns a meter that measures as this one does and tells nobody. */
    private PowerMeter apart(Path runs) {
        Builder builder = builder().host(host).period(period).estimate(estimate).recordTo(runs);
        settings.forEach(builder::setting);
        return builder.build();
    }

    private IdleFloor measureIdle(Duration length) throws RecordingException, InterruptedException {
        Run run = start(Summary.BASELINE_PHASE);
        try {
            try (run) {
                Phase idle = run.phase(Summary.BASELINE_PHASE);
                Thread.sleep(length.toMillis());
                idle.close();
            }
            Summary summary = run.summary();
            return summary.phasesByName().stream()
                    .filter(phase -> phase.name().equals(Summary.BASELINE_PHASE))
                    .map(phase -> IdleFloor.of(summary, phase))
                    .findFirst()
                    .orElseThrow();
        } finally {
            run.delete();
        }
    }

    Host host() {
        return host;
    }

    Duration period() {
        return period;
    }

    Map<String, String> settings() {
        return settings;
    }

    EstimateSettings estimate() {
        return estimate;
    }

    /**
     * Makes the folder of a run that starts now.
     *
     * @throws RecordingException if it cannot be made
     */
    RecordingWriter record(String name, Clock clock, RunInfo info) throws RecordingException {
        if (continues && folder != null) {
            return RecordingWriter.append(folder, info);
        }
        while (true) {
            Path wanted = folderFor(name, clock);
            try {
                return RecordingWriter.create(wanted, info);
            } catch (RecordingException e) {
                if (folder != null || !Files.exists(wanted)) {
                    throw e;
                }
                // another meter took the name since it was looked for: there is a next one
            }
        }
    }

    /** Returns the folder of the whole run, of which {@code writer} may record one segment. */
    Path runOf(RecordingWriter writer) {
        return continues && folder != null ? folder : writer.folder();
    }

    boolean redacted() {
        return redacted;
    }

    List<RunListener> listeners() {
        return listeners;
    }

    /** Returns the folder of a run that starts now: the one asked for, or a new one named after time and run. */
    Path folderFor(String name, Clock clock) {
        if (folder != null) {
            return folder;
        }
        String plain = name.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[-.]+", "");
        String time = FOLDER_TIME.format(clock.now());
        Path wanted = runs.resolve(time + "_"
                + plain.substring(0, Math.min(40, plain.length())).replaceAll("[.]+$", "")); // Windows drops them
        Path free = wanted;
        for (int i = 2; free.toFile().exists(); i++) {
            free = wanted.resolveSibling(wanted.getFileName() + "_" + i);
        }
        return free;
    }

    /** Chooses what a meter does. */
    public static final class Builder {
        private Host host = Host.local();
        private Duration period = Duration.ofMillis(100);
        private Path runs = Path.of("runs");
        private @Nullable Path folder;
        private boolean continues;
        private final Map<String, String> settings = new LinkedHashMap<>();
        private EstimateSettings estimate = EstimateSettings.NONE;
        private boolean redacted;
        private final List<RunListener> listeners = new ArrayList<>();

        private Builder() {}

        /** Reads the sensors of another machine than this one, or of this one with another {@code /sys}. */
        public Builder host(Host host) {
            this.host = host;
            return this;
        }

        /**
         * Reads every sensor this often, or as often as it has something new to tell.
         *
         * @throws IllegalArgumentException if it is shorter than 1 ms or longer than 1 h
         */
        public Builder period(Duration period) {
            if (period.compareTo(Duration.ofMillis(1)) < 0 || period.compareTo(Duration.ofHours(1)) > 0) {
                throw new IllegalArgumentException(
                        "the period must be from 1 ms to 1 h, not " + period.toNanos() / 1e6 + " ms");
            }
            this.period = period;
            return this;
        }

        /** Makes a new folder for each run in {@code runs}, named after the time and the run. */
        public Builder recordTo(Path runs) {
            this.runs = runs;
            this.folder = null;
            this.continues = false;
            return this;
        }

        /** Records the next run to {@code folder} itself, which must not be there yet. */
        public Builder recordInto(Path folder) {
            this.folder = folder;
            this.continues = false;
            return this;
        }

        /**
         * Appends the next run as a segment to the one in {@code folder}, which must be of this machine, these sensors and this
         * period; or records its first segment, if nothing is there yet.
         */
        public Builder continueIn(Path folder) {
            this.folder = folder;
            this.continues = true;
            return this;
        }

        /** Keeps a word with the run, such as {@code country} or a hyper-parameter; reports show it. */
        public Builder setting(String name, String value) {
            settings.put(name, value);
            return this;
        }

        /** Tells the estimate what it would otherwise look up. */
        public Builder estimate(EstimateSettings estimate) {
            this.estimate = estimate;
            return this;
        }

        /** Hides the arguments of commands, and the names of the job's processes, in whatever is recorded. */
        public Builder redacted(boolean redacted) {
            this.redacted = redacted;
            return this;
        }

        /** Tells {@code listener} what is recorded, while it is recorded. */
        public Builder listener(RunListener listener) {
            listeners.add(listener);
            return this;
        }

        /** Returns the meter. */
        public PowerMeter build() {
            return new PowerMeter(this);
        }
    }
}
