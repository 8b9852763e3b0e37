package io.powermeter.aipowermeter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.powermeter.measurement.Component;
import io.powermeter.meter.Version;
import io.powermeter.recording.RunInfo;
import io.powermeter.summary.Summary;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a run as a folder that AIPowerMeter reads: the energies of the job's window, as they are in the summary. */
public final class FolderExport {
    private final Summary summary;
    private final Path folder;
    private final Map<String, Domain> cpu = new LinkedHashMap<>();
    private final List<Card> cards;
    private final List<String> estimated = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private FolderExport(Summary summary, Path folder) {
        this.summary = summary;
        this.folder = folder;
        for (String key : Names.CPU_POWERS) {
            Component component = Names.CPU_KEYS.getOrDefault(key, Component.BOARD);
            List<Domain> domains = Domain.each(summary, component);
            if (!domains.isEmpty()) {
                cpu.put(key, Domain.sum(domains));
            }
        }
        this.cards = Card.all(summary);
    }

    /**
     * Writes the folder.
     *
     * @param folder must not be there yet
     * @return what is different from what a reader of the folder may expect, one sentence each
     * @throws ExchangeException if the folder is there, cannot be written, or the run told no energy
     */
    public static List<String> write(Summary summary, Path folder) throws ExchangeException {
        return new FolderExport(summary, folder).write();
    }

    private List<String> write() throws ExchangeException {
        PowerFile powers = new PowerFile(summary, cpu, cards);
        boolean wall = !Domain.each(summary, Component.WALL).isEmpty();
        if (powers.isEmpty() && !wall) {
            throw new ExchangeException(summary.recording().folder()
                    + " tells no energy, so there is nothing that AIPowerMeter could read.");
        }
        look();
        try {
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectory(folder);
            if (!powers.isEmpty()) {
                powers.write(folder.resolve(Names.POWER_FILE));
            }
            ResultsFile.write(folder.resolve(Names.RESULTS_FILE), summary.recording());
            WattmeterFile.write(folder.resolve(Names.WATTMETER_FILE), summary);
            metadata();
        } catch (FileAlreadyExistsException e) {
            throw new ExchangeException(
                    "Cannot export to " + folder + ": it is there already. Give a folder that is not.", e);
        } catch (IOException e) {
            throw new ExchangeException("Cannot export to " + folder + ": " + e.getMessage() + ".", e);
        }
        return List.copyOf(notes);
    }

    private void look() {
        cpu.forEach((key, domain) -> {
            if (domain.isEstimated()) {
                estimated.add(key);
            }
        });
        if (cards.stream().anyMatch(card -> card.power().isEstimated())) {
            estimated.add(Names.GPU_POWER);
        }
        if (!estimated.isEmpty()) {
            notes.add("ESTIMATED, which AIPowerMeter cannot tell, but the description in " + Names.METADATA_FILE
                    + " does: " + String.join(", ", estimated) + ".");
        }
        if (!cpu.containsKey(Names.INTEL)) {
            notes.add("No energy of a CPU is in this run, so there is no " + Names.INTEL
                    + " in the folder, and AIPowerMeter tells None for it.");
        }
        if (summary.energy().coverage() < 1 && summary.energy().coverage() > 0) {
            notes.add(
                    "Stretches in which the energy is not known are left out, each as the end of a recording segment.");
        }
    }

    private void metadata() throws IOException {
        RunInfo info = summary.recording().info();
        try (JsonGenerator json =
                new JsonFactory().createGenerator(Files.newBufferedWriter(folder.resolve(Names.METADATA_FILE)))) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            json.writeStringField("description", description());
            json.writeStringField("date", Dates.text(info.startedAt()));
            json.writeObjectFieldStart(Names.OWN_METADATA);
            json.writeStringField("version", Version.current());
            json.writeStringField("name", info.name());
            json.writeArrayFieldStart("command");
            for (String word : info.command()) {
                json.writeString(word);
            }
            json.writeEndArray();
            RunInfo.End end = info.end();
            if (end != null && end.exitCode() != null) {
                json.writeNumberField("exitCode", end.exitCode());
            }
            json.writeArrayFieldStart(Names.ESTIMATED);
            for (String key : estimated) {
                json.writeString(key);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
        }
    }

    private String description() {
        String about = summary.recording().info().name() + ", measured by powermeter and exported.";
        return estimated.isEmpty()
                ? about
                : about + " ESTIMATED by a model, not measured: " + String.join(", ", estimated) + ".";
    }
}
