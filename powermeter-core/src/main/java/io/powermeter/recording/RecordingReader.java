package io.powermeter.recording;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads a run folder, format version 1.
 *
 * <p>All files are UTF-8 with {@code \n} at line ends; numbers have a decimal point; times are nanoseconds since the run's
 * start. Every file but {@code run.json} only grows while the run goes on; a last line without its line end is not whole
 * and is left out.
 *
 * <ul>
 *   <li>{@code run.json}, an object: {@code formatVersion} (1), {@code toolVersion}, {@code name}, {@code command} (words,
 *       {@code [redacted]} for each that is hidden), {@code start} ({@code wall} in ISO 8601 UTC and {@code monotonicNanos}, the steady clock, at elapsed time 0),
 *       {@code host} ({@code cpu, sockets, cores, processors, memoryBytes, os, virtualization, jvm}), {@code samplers} (each
 *       {@code name}, {@code periodNanos}, if it differs {@code refreshNanos}, {@code notes}, and {@code channels} with {@code id, component, quantity, unit,
 *       origin} and, where they apply, {@code partOf, mirrorOf, wrapsAt}), {@code absent} ({@code name, reason, remedy}),
 *       {@code settings} (texts), and {@code end} ({@code elapsedNanos, exitCode, missedTicks, badEventLines}), which is
 *       missing while the run goes on and for ever if the meter was killed.
 *   <li>{@code samples-<sampler>.csv}: {@code elapsed_ns} and a column for each channel. Counters are sums since the first
 *       reading, wrap-around taken out; gauges are as read. An empty cell was not read.
 *   <li>{@code processes.csv}: {@code elapsed_ns,pid,ppid,name,cpu_s,pss_bytes,uss_bytes,gpu_util,gpu_bytes}. An empty cell
 *       was not measured at that instant. A name that a spreadsheet would calculate has an apostrophe in front.
 *   <li>{@code events.jsonl}, one object a line with {@code elapsed_ns} and one of: {@code job} ({@code begin} with
 *       {@code pid}, {@code end} with {@code exitCode}), {@code phase} with {@code event} ({@code begin} or {@code end}),
 *       {@code metric} or {@code setting} with {@code value}, {@code warning}, {@code intensity} of the grid in grams of CO2e by
 *       kWh as {@code source} told it for the time {@code from} an instant {@code to} another (ISO 8601 UTC; of two for one time the later line
 *       holds), or {@code gap} (a channel's id) with {@code from_ns} and {@code reason}: between the two instants the channel's
 *       energy is not known.
 *   <li>{@code segment-2/}, {@code segment-3/} ...: what was appended to the run later, each a run folder of its own, of the
 *       same machine, sensors and periods. A reader joins them: the pauses between the jobs are cut out of the time, counters
 *       go on, and a note tells the segments.
 *   <li>{@code reports/}: whatever was rendered from the files above.
 * </ul>
 */
public final class RecordingReader {
    static final String RUN = "run.json";
    static final String MARKS = "events.jsonl";
    static final String PROCESSES = "processes.csv";
    static final String PROCESS_COLUMNS = "elapsed_ns,pid,ppid,name,cpu_s,pss_bytes,uss_bytes,gpu_util,gpu_bytes";

    /** More than this in one {@code run.json} is damage. */
    private static final int LARGEST_JSON = 1 << 24;

    /** What is read of a file of events or processes: a day of ten processes is a third of it. */
    static final long LARGEST_TEXT = 1 << 28;

    /** What is read of the readings of all samplers, in bytes of memory: three eighths of it, the rest is to work with them. */
    private static final long MOST_BYTES = Runtime.getRuntime().maxMemory() * 3 / 8;

    /** A line or a file is one value: what stands behind it is damage. */
    private static final ObjectReader JSON =
            JsonMapper.builder().build().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Path folder;
    private final BytesRead bytes;
    private final List<String> damages = new ArrayList<>();

    private long bytesLeft;

    private RecordingReader(Path folder, long mostBytes, BytesRead bytes) {
        this.folder = folder;
        this.bytes = bytes;
        this.bytesLeft = mostBytes;
    }

    /**
     * Reads what is whole in a run folder, and says what is not.
     *
     * @throws RecordingException if it is not a run folder, is of a later format, or its {@code run.json} is damaged
     */
    public static Recording read(Path folder) throws RecordingException {
        return read(folder, ReadingProgress.NONE);
    }

    /**
     * Reads what is whole in a run folder, says what is not, and tells meanwhile how far it is.
     *
     * @throws RecordingException if it is not a run folder, is of a later format, or its {@code run.json} is damaged
     */
    public static Recording read(Path folder, ReadingProgress progress) throws RecordingException {
        return read(folder, MOST_BYTES, progress);
    }

    static Recording read(Path folder, long mostBytes, ReadingProgress progress) throws RecordingException {
        BytesRead bytes = new BytesRead(folder, progress);
        Recording first = new RecordingReader(folder, mostBytes, bytes).read();
        return Files.exists(Continuation.folder(folder, 2)) ? continued(first, mostBytes, bytes) : first;
    }

    /** Returns a run with all that it was continued by. */
    private static Recording continued(Recording first, long mostBytes, BytesRead bytes) {
        List<Recording> segments = new ArrayList<>(List.of(first));
        List<String> damages = new ArrayList<>(first.damages());
        long length = first.lastNanos();
        for (int number = 2; Files.exists(Continuation.folder(first.folder(), number)); number++) {
            String name = "segment-" + number + ": ";
            try {
                Recording next =
                        new RecordingReader(Continuation.folder(first.folder(), number), mostBytes, bytes).read();
                next.damages().forEach(damage -> damages.add(name + damage));
                length += next.lastNanos();
                String obstacle = RunInfo.isInstant(length)
                        ? Continuation.obstacle(first.info(), next.info()).orElse("")
                        : "the run would be longer than ten years";
                if (obstacle.isEmpty()) {
                    segments.add(next);
                } else {
                    damages.add(name + "left out, because " + obstacle + ".");
                }
            } catch (RecordingException e) {
                damages.add(name + "left out: " + e.getMessage());
            }
        }
        return segments.size() > 1 ? Joining.join(segments, damages) : first.with(damages);
    }

    /**
     * Reads {@code run.json} alone.
     *
     * @throws RecordingException if it is not a run folder, is of a later format, or its {@code run.json} is damaged
     */
    static RunInfo info(Path folder) throws RecordingException {
        return new RecordingReader(folder, MOST_BYTES, new BytesRead(folder, ReadingProgress.NONE)).readInfo();
    }

    private Recording read() throws RecordingException {
        RunInfo info = readInfo();
        List<SampleTable> tables = new ArrayList<>();
        for (RunInfo.SamplerInfo sampler : info.samplers()) {
            tables.add(readSamples(sampler));
        }
        List<Mark> marks = readMarks();
        List<ProcessRow> processes = readProcesses();
        return new Recording(folder, withSettingsOfJob(info, marks), tables, processes, marks, damages);
    }

    private static RunInfo withSettingsOfJob(RunInfo info, List<Mark> marks) {
        Map<String, String> settings = new LinkedHashMap<>(info.settings());
        for (Mark mark : marks) {
            if (mark instanceof Mark.Setting told) {
                settings.put(RunInfo.JOB_SETTING + told.setting(), told.value());
            }
        }
        return info.with(settings);
    }

    private RunInfo readInfo() throws RecordingException {
        Path file = folder.resolve(RUN);
        if (!Files.exists(file)) {
            throw new RecordingException(folder + " is not a run folder: there is no " + RUN
                    + " in it. Give the folder that `powermeter run` named at its end.");
        }
        try {
            requireFile(file);
            if (Files.size(file) > LARGEST_JSON) {
                throw new RecordingException(
                        "Cannot read " + file + ": it is larger than 16 MiB, so it is no run.json.");
            }
            return RunJsonParser.parse(JSON.readTree(Files.readString(file)));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            String why = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
            throw new RecordingException("Cannot read " + file + ": " + why, e);
        } catch (RecordingException e) {
            throw e;
        } catch (IOException e) {
            throw new RecordingException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private SampleTable readSamples(RunInfo.SamplerInfo sampler) {
        String name = sampler.file();
        try (InputStream in = open(name, Long.MAX_VALUE)) {
            SampleParser parser = new SampleParser(in, sampler.channels().size(), bytesLeft);
            String expected = sampler.channels().stream()
                    .map(channel -> channel.id())
                    .collect(Collectors.joining(",", "elapsed_ns,", ""));
            if (!parser.header().equals(expected)) {
                damages.add(name + ": its columns are not those of run.json, so nothing of it was read.");
            } else {
                parser.rows();
                if (parser.broken() > 0) {
                    damages.add(name + ": " + parser.broken() + " damaged or unfinished lines were left out.");
                }
                if (parser.isFull()) {
                    damages.add(name + ": it is too long for the memory, so only its first " + parser.size()
                            + " rows were read.");
                }
                bytesLeft -= parser.bytes();
                return new SampleTable(sampler, parser.nanos(), parser.columns());
            }
        } catch (NoSuchFileException e) {
            damages.add(name + ": the file is missing.");
        } catch (IOException e) {
            damages.add(name + ": " + e.getMessage() + ".");
        }
        return new SampleTable(
                sampler, new long[0], new double[sampler.channels().size()][0]);
    }

    private List<Mark> readMarks() {
        List<Mark> marks = new ArrayList<>();
        readLines(MARKS, line -> MarkParser.parse(JSON, line).map(marks::add).isPresent());
        marks.sort(Comparator.comparingLong(Mark::elapsedNanos));
        return marks;
    }

    private List<ProcessRow> readProcesses() {
        List<ProcessRow> rows = new ArrayList<>();
        readLines(
                PROCESSES,
                line -> line.equals(PROCESS_COLUMNS)
                        || ProcessRowParser.parse(line).map(rows::add).isPresent());
        return rows;
    }

    /** Opens a file of the run, of which anybody may have made anything. */
    private InputStream open(String name, long most) throws IOException {
        Path file = folder.resolve(name);
        requireFile(file);
        if (Files.size(file) > most) {
            damages.add(name + ": only its first " + most / (1 << 20) + " MiB were read.");
        }
        return new BoundedInputStream(Files.newInputStream(file), most, bytes);
    }

    /** Reading a named pipe or a device in place of a file would never end. */
    private static void requireFile(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException("it is not a plain file");
        }
    }

    /** Gives every whole line of a file to {@code accept}, which returns whether it made sense. */
    private void readLines(String name, java.util.function.Predicate<String> accept) {
        long broken = 0;
        try (InputStream in = open(name, LARGEST_TEXT);
                BufferedReader reader = new BufferedReader(new java.io.InputStreamReader(
                        in,
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(java.nio.charset.CodingErrorAction.REPLACE)))) {
            LineCutter lines = new LineCutter(reader);
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                if (!accept.test(line.get())) {
                    broken++;
                }
            }
            broken += lines.unfinished() ? 1 : 0;
        } catch (NoSuchFileException e) {
            damages.add(name + ": the file is missing.");
        } catch (IOException e) {
            damages.add(name + ": " + e.getMessage() + ".");
        }
        if (broken > 0) {
            damages.add(name + ": " + broken + " damaged or unfinished lines were left out.");
        }
    }
}
