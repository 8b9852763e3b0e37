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
import java.util.List;
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
 *   <li>{@code run.json}, an object: {@code formatVersion} (1), {@code toolVersion}, {@code name}, {@code command} (words),
 *       {@code start} ({@code wall} in ISO 8601 UTC and {@code monotonicNanos}, the steady clock, at elapsed time 0),
 *       {@code host} ({@code cpu, sockets, cores, processors, memoryBytes, os, virtualization, jvm}), {@code samplers} (each
 *       {@code name}, {@code periodNanos}, if it differs {@code refreshNanos}, {@code notes}, and {@code channels} with {@code id, component, quantity, unit,
 *       origin} and, where they apply, {@code partOf, mirrorOf, wrapsAt}), {@code absent} ({@code name, reason, remedy}),
 *       {@code settings} (texts), and {@code end} ({@code elapsedNanos, exitCode, missedTicks, badEventLines}), which is
 *       missing while the run goes on and for ever if the meter was killed.
 *   <li>{@code samples-<sampler>.csv}: {@code elapsed_ns} and a column for each channel. Counters are sums since the first
 *       reading, wrap-around taken out; gauges are as read. An empty cell was not read.
 *   <li>{@code processes.csv}: {@code elapsed_ns,pid,ppid,name,cpu_s,pss_bytes,uss_bytes,gpu_util,gpu_bytes}. An empty cell
 *       was not measured at that instant.
 *   <li>{@code events.jsonl}, one object a line with {@code elapsed_ns} and one of: {@code job} ({@code begin} with
 *       {@code pid}, {@code end} with {@code exitCode}), {@code phase} with {@code event} ({@code begin} or {@code end}),
 *       {@code metric} with {@code value}, {@code warning}, or {@code gap} (a channel's id) with {@code from_ns} and
 *       {@code reason}: between the two instants the channel's energy is not known.
 *   <li>{@code reports/}: whatever was rendered from the files above.
 * </ul>
 */
public final class RecordingReader {
    static final String RUN = "run.json";
    static final String MARKS = "events.jsonl";
    static final String PROCESSES = "processes.csv";
    static final String PROCESS_COLUMNS = "elapsed_ns,pid,ppid,name,cpu_s,pss_bytes,uss_bytes,gpu_util,gpu_bytes";

    /** More than this in one {@code run.json} or event line is damage. */
    private static final int LARGEST_JSON = 1 << 24;

    /** A line or a file is one value: what stands behind it is damage. */
    private static final ObjectReader JSON =
            JsonMapper.builder().build().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Path folder;
    private final List<String> damages = new ArrayList<>();

    private RecordingReader(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads what is whole in a run folder, and says what is not.
     *
     * @throws RecordingException if it is not a run folder, is of a later format, or its {@code run.json} is damaged
     */
    public static Recording read(Path folder) throws RecordingException {
        return new RecordingReader(folder).read();
    }

    static String samplesFile(String sampler) {
        return "samples-" + sampler + ".csv";
    }

    private Recording read() throws RecordingException {
        RunInfo info = readInfo();
        List<SampleTable> tables = new ArrayList<>();
        for (RunInfo.SamplerInfo sampler : info.samplers()) {
            tables.add(readSamples(sampler));
        }
        List<Mark> marks = readMarks();
        List<ProcessRow> processes = readProcesses();
        return new Recording(folder, info, tables, processes, marks, damages);
    }

    private RunInfo readInfo() throws RecordingException {
        Path file = folder.resolve(RUN);
        if (!Files.exists(file)) {
            throw new RecordingException(folder + " is not a run folder: there is no " + RUN
                    + " in it. Give the folder that `powermeter run` named at its end.");
        }
        try {
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
        String name = samplesFile(sampler.name());
        SampleParser parser = null;
        Path file = folder.resolve(name);
        try (InputStream in = Files.newInputStream(file)) {
            parser = new SampleParser(in, Files.size(file), sampler.channels().size());
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

    /** Gives every whole line of a file to {@code accept}, which returns whether it made sense. */
    private void readLines(String name, java.util.function.Predicate<String> accept) {
        long broken = 0;
        try (InputStream in = Files.newInputStream(folder.resolve(name));
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
