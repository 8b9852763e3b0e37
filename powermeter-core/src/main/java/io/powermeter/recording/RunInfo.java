package io.powermeter.recording;

import io.powermeter.measurement.Channel;
import io.powermeter.sampler.Detection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a run besides its readings: the content of {@code run.json}.
 *
 * @param name what the user calls it; runs of one name are repeats of one thing
 * @param command the measured command, word by word; empty if the job is inside the meter's own process
 * @param startedAt wall clock at elapsed time 0
 * @param startNanos {@code System.nanoTime()} at elapsed time 0, on Linux CLOCK_MONOTONIC
 * @param machine where
 * @param samplers who measured what, how often
 * @param absent provider name to the reason why it measured nothing
 * @param settings what the user or the meter chose, such as the country of the grid
 * @param toolVersion version of powermeter
 * @param end how it ended, or null while it runs and after a kill
 */
public record RunInfo(
        String name,
        List<String> command,
        Instant startedAt,
        long startNanos,
        Machine machine,
        List<SamplerInfo> samplers,
        Map<String, Detection.Absent> absent,
        Map<String, String> settings,
        String toolVersion,
        @Nullable End end) {

    /** The version of the run folder's format that this program writes, and the highest that it reads. */
    public static final int FORMAT_VERSION = 1;

    /** Begins the names of the settings that the job told: it cannot change what the meter or its user set. */
    public static final String JOB_SETTING = "job.";

    /** Stands where something was hidden. */
    public static final String HIDDEN = "[redacted]";

    /** Ten years: no run is longer, so that a later instant in a file is damage. */
    static final long LONGEST_NANOS = 315_360_000_000_000_000L;

    public RunInfo {
        command = List.copyOf(command);
        samplers = List.copyOf(samplers);
    }

    /** Returns whether {@code nanos} can be an instant of a run. */
    static boolean isInstant(long nanos) {
        return nanos >= 0 && nanos <= LONGEST_NANOS;
    }

    /** Returns this run without what its command was given: the program's name stays, each argument is hidden. */
    public RunInfo redacted() {
        List<String> hidden = new ArrayList<>();
        for (String word : command) {
            hidden.add(hidden.isEmpty() ? word.substring(word.lastIndexOf('/') + 1) : HIDDEN);
        }
        return new RunInfo(name, hidden, startedAt, startNanos, machine, samplers, absent, settings, toolVersion, end);
    }

    /** Returns this run with other settings. */
    RunInfo with(Map<String, String> others) {
        return new RunInfo(name, command, startedAt, startNanos, machine, samplers, absent, others, toolVersion, end);
    }

    /** Returns this run as ended. */
    public RunInfo ended(End end) {
        return new RunInfo(name, command, startedAt, startNanos, machine, samplers, absent, settings, toolVersion, end);
    }

    /**
     * One sampler of a run.
     *
     * @param name also in its file's name, {@code samples-<name>.csv}: letters, digits, {@code _} and {@code -}
     * @param periodNanos intended time between two readings
     * @param refreshNanos time after which its sensor has something new to tell
     * @param channels the columns of its file
     * @param notes what the sampler said of itself
     */
    public record SamplerInfo(
            String name, long periodNanos, long refreshNanos, List<Channel> channels, List<String> notes) {
        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

        public SamplerInfo {
            if (!NAME.matcher(name).matches()) { // it must not lead out of the run folder
                throw new IllegalArgumentException("\"" + name + "\" is not the name of a sampler.");
            }
            channels = List.copyOf(channels);
            notes = List.copyOf(notes);
        }

        /** Tells a sampler whose sensor is not known to have anything new between two readings. */
        public SamplerInfo(String name, long periodNanos, List<Channel> channels, List<String> notes) {
            this(name, periodNanos, periodNanos, channels, notes);
        }

        /** Returns the file of its readings. The reader must not be asked: it brings a mapper that the start need not wait for. */
        String file() {
            return "samples-" + name + ".csv";
        }
    }

    /**
     * The end of a run.
     *
     * @param elapsedNanos when
     * @param exitCode of the job as a shell gives it, or null if there was no command
     * @param missedTicks readings that were not taken because the meter came too late for them, all samplers together
     * @param badEventLines lines of the job's event file that were not understood
     */
    public record End(long elapsedNanos, @Nullable Integer exitCode, long missedTicks, long badEventLines) {}
}
