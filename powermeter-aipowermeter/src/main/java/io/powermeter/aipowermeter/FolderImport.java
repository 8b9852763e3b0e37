package io.powermeter.aipowermeter;

import com.fasterxml.jackson.databind.JsonNode;
import io.powermeter.measurement.Channel;
import io.powermeter.meter.Version;
import io.powermeter.recording.Machine;
import io.powermeter.recording.Mark;
import io.powermeter.recording.RecordingException;
import io.powermeter.recording.RecordingWriter;
import io.powermeter.recording.RunInfo;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A folder of AIPowerMeter, or a CSV file of its wattmeter, that is about to become a run folder. What it does not tell stays
 * unknown: the machine, the command, its exit code, what the meter cost.
 */
public final class FolderImport implements Closeable {
    private static final Machine UNKNOWN = new Machine("unknown", 0, 0, 0, 0, "unknown", "unknown", "unknown");
    private static final int MOST_SETTINGS = 32;
    private static final int LONGEST_SETTING = 1000;

    private final Path source;
    private final Path folder;
    private final ZoneId zone;
    private final JsonNode metadata;
    private final @Nullable Inventory inventory;
    private final @Nullable Wattmeter wattmeter;
    private final Results results;
    private final List<String> notes;

    private FolderImport(Path source, ZoneId zone) throws IOException {
        this.source = source;
        this.zone = zone;
        boolean isFolder = Files.isDirectory(source);
        this.folder = isFolder ? source : source.resolveSibling("no-folder");
        this.metadata = Json.read(folder.resolve(Names.METADATA_FILE));
        Path powers = folder.resolve(Names.POWER_FILE);
        Path watts = isFolder ? source.resolve(Names.WATTMETER_FILE) : source;
        if (!Files.exists(source)) {
            throw new ExchangeException(
                    source + " is not there. Give a folder of AIPowerMeter or a CSV file of OmegaWatt.");
        }
        boolean hasPowers = Files.isRegularFile(powers);
        if (isFolder && !hasPowers && !Files.isRegularFile(watts)) {
            throw new ExchangeException(
                    source + " is not a folder of AIPowerMeter: there is no " + Names.POWER_FILE + " in it.");
        }
        this.inventory = hasPowers ? Inventory.of(powers, zone, metadata) : null;
        Wattmeter found = Files.isRegularFile(watts) ? Wattmeter.open(watts).orElse(null) : null;
        this.wattmeter = found == null || inventory == null || found.isOfTimeOf(inventory) ? found : null;
        this.results = Results.read(folder.resolve(Names.RESULTS_FILE), zone);
        check(powers, watts);
        this.notes = new ImportNotes(inventory, found, results, Files.isRegularFile(watts)).sentences();
    }

    /**
     * Looks through a folder of AIPowerMeter, or a CSV file of OmegaWatt.
     *
     * @param zone where AIPowerMeter ran: its dates are local times
     * @throws ExchangeException if it is none, or no energy can be found in it
     */
    public static FolderImport open(Path source, ZoneId zone) throws ExchangeException {
        try {
            return new FolderImport(source, zone);
        } catch (ExchangeException e) {
            throw e;
        } catch (IOException e) {
            throw new ExchangeException("Cannot read " + source + ": " + e.getMessage() + ".", e);
        }
    }

    private void check(Path powers, Path watts) throws ExchangeException {
        Inventory found = inventory;
        if (found == null) {
            if (wattmeter == null) {
                throw new ExchangeException(
                        watts + " is no CSV file of OmegaWatt with two good frames and a socket that"
                                + " fed something: it needs a heading #timestamp,#frame_is_ok,...,#activepow1.");
            }
            return;
        }
        if (found.lines() == 0) {
            throw new ExchangeException(powers + " holds no reading" + broken(found) + ".");
        }
        if (found.columns.columns().stream().map(Column::channel).noneMatch(Channel::tellsEnergy)) {
            throw new ExchangeException(
                    powers + " tells no power: AIPowerMeter found no sensor, so there is no energy in it.");
        }
        if (found.stepNanos() == 0) {
            throw new ExchangeException(powers + " holds a single reading" + broken(found)
                    + ", and how long a time its power is the mean of is not told.");
        }
    }

    private static String broken(Inventory found) {
        return found.broken() == 0 ? "" : " (lines that cannot be read: " + found.broken() + ")";
    }

    /** Returns when the first reading was taken. */
    public Instant startedAt() {
        Inventory found = inventory;
        return found != null
                ? found.first().orElse(Instant.EPOCH)
                : wattmeter == null ? Instant.EPOCH : wattmeter.first();
    }

    /** Returns what a reader must know of the import, one sentence each; which the run folder tells too. */
    public List<String> notes() {
        return notes;
    }

    /**
     * Writes the run folder, with a segment for each recording segment.
     *
     * @param run must not be there yet
     * @param name of the run
     * @throws ExchangeException if it cannot be written
     */
    public void writeTo(Path run, String name) throws ExchangeException {
        if (Files.exists(run)) {
            throw new ExchangeException(
                    "Cannot import into " + run + ": it is there already. Give another folder with --out.");
        }
        try {
            if (inventory != null) {
                powers(run, name, inventory);
            } else if (wattmeter != null) {
                wattmeterAlone(run, name, wattmeter);
            }
        } catch (RecordingException e) {
            throw new ExchangeException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new ExchangeException("Cannot import " + source + " into " + run + ": " + e.getMessage() + ".", e);
        }
    }

    private void powers(Path run, String name, Inventory found) throws IOException {
        List<RunInfo.SamplerInfo> samplers = new ArrayList<>();
        samplers.add(new RunInfo.SamplerInfo(
                Columns.SAMPLER,
                found.stepNanos(),
                found.columns.columns().stream().map(Column::channel).toList(),
                List.of("Read from " + Names.POWER_FILE + " of AIPowerMeter.")));
        if (wattmeter != null) {
            samplers.add(wattmeter.sampler());
        }
        try (PowerLines lines = new PowerLines(folder.resolve(Names.POWER_FILE), zone)) {
            new PowerImport(lines, found, wattmeter, results, start -> segment(run, name, start, samplers)).run();
        }
    }

    private void wattmeterAlone(Path run, String name, Wattmeter meter) throws IOException {
        try (RecordingWriter writer = segment(run, name, meter.first(), List.of(meter.sampler()))) {
            meter.copy(meter.first(), meter.last(), writer.samples(Wattmeter.SAMPLER));
            results.write(writer, meter.first(), meter.last(), Instant.MAX);
            long length = Duration.between(meter.first(), meter.last()).toNanos();
            writer.end(new RunInfo.End(length, null, 0, 0));
        }
    }

    private RecordingWriter segment(Path run, String name, Instant start, List<RunInfo.SamplerInfo> samplers)
            throws IOException {
        boolean first = !Files.exists(run);
        RunInfo info = new RunInfo(
                name, List.of(), start, 0, UNKNOWN, samplers, Map.of(), settings(), Version.current(), null);
        RecordingWriter writer = RecordingWriter.append(run, info);
        for (String note : first ? notes : List.<String>of()) {
            writer.mark(new Mark.Warning(0, note));
        }
        return writer;
    }

    private Map<String, String> settings() throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("imported from", source.toAbsolutePath().normalize().getFileName() + " of AIPowerMeter");
        JsonNode description = metadata.path("description");
        if (description.isTextual() && !description.asText().isBlank()) {
            settings.put("description", shortened(description.asText()));
        }
        for (Map.Entry<String, JsonNode> word :
                Json.read(folder.resolve(Names.MODEL_FILE)).properties()) {
            if (word.getValue().isValueNode() && settings.size() < MOST_SETTINGS) {
                settings.put(
                        "model " + shortened(word.getKey()),
                        shortened(word.getValue().asText()));
            }
        }
        return settings;
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_SETTING ? text : text.substring(0, LONGEST_SETTING);
    }

    @Override
    public void close() throws IOException {
        if (wattmeter != null) {
            wattmeter.close();
        }
    }
}
