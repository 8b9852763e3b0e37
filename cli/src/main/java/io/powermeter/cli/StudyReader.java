package io.powermeter.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.powermeter.reports.comparison.Comparison;
import io.powermeter.reports.comparison.Study;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a study file: TOML in which every key is known and every name is that of something. */
final class StudyReader {
    private static final int REPEATS = 5;
    private static final int QUICK_REPEATS = 2;

    private final TomlTable file;

    private StudyReader(TomlTable file) {
        this.file = file;
    }

    /**
     * Reads one.
     *
     * @param where it was found, for errors
     * @throws UsageException if it is none; the message says where and what is allowed
     */
    static StudyFile read(String text, String where) throws UsageException {
        try {
            return new StudyReader(new TomlTable(new TomlMapper().readTree(text), where)).read();
        } catch (JsonProcessingException e) {
            throw new UsageException(where + " is no TOML: "
                    + e.getOriginalMessage().lines().findFirst().orElse("")
                    + (e.getLocation() == null
                            ? ""
                            : ", line " + e.getLocation().getLineNr()) + ".");
        }
    }

    private StudyFile read() throws UsageException {
        file.allow(
                "title",
                "question",
                "takes",
                "baseline",
                "quality",
                "per",
                "repeat",
                "warmup",
                "cooldown",
                "quick",
                "run",
                "group",
                "published");
        String quality = file.text("quality", Comparison.ACCURACY);
        List<StudyFile.Entry> runs = runs();
        List<StudyFile.GroupEntry> groups = groups(runs, quality);
        Study study = new Study(file.text("title"), file.text("question"), file.text("per", ""), published(groups));
        StudyFile.Pace full = pace(file, new Repeats(REPEATS, 0, Duration.ZERO));
        return new StudyFile(study, baseline(groups), quality, full, quick(full), runs, groups);
    }

    private StudyFile.Pace quick(StudyFile.Pace full) throws UsageException {
        Repeats usual = new Repeats(QUICK_REPEATS, 0, full.repeats().cooldown());
        Optional<TomlTable> quick = file.table("quick");
        return quick.isEmpty()
                ? new StudyFile.Pace(usual, full.takes())
                : pace(quick.get().allow("takes", "repeat", "warmup", "cooldown"), usual);
    }

    private static StudyFile.Pace pace(TomlTable table, Repeats otherwise) throws UsageException {
        return new StudyFile.Pace(
                new Repeats(
                        table.number("repeat", 1, otherwise.repeat()),
                        table.number("warmup", 0, otherwise.warmup()),
                        table.duration("cooldown", otherwise.cooldown())),
                table.text("takes", ""));
    }

    private List<StudyFile.Entry> runs() throws UsageException {
        List<StudyFile.Entry> runs = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (TomlTable table : file.tables("run")) {
            table.allow("name", "command", "quick");
            List<String> command = table.words("command");
            List<String> quick = table.node().has("quick") ? table.words("quick") : command;
            runs.add(new StudyFile.Entry(unique(table, names), command, quick));
        }
        if (runs.isEmpty()) {
            throw new UsageException("No [[run]] in " + file.where() + ". Write at least one, with name and command.");
        }
        return List.copyOf(runs);
    }

    private static String unique(TomlTable table, Set<String> taken) throws UsageException {
        String name = table.text("name");
        if (!taken.add(name)) {
            throw new UsageException("The name \"" + name + "\" in " + table.where()
                    + " is given twice, and then nothing tells the two apart. Give each its own.");
        }
        return name;
    }

    private List<StudyFile.GroupEntry> groups(List<StudyFile.Entry> runs, String quality) throws UsageException {
        List<StudyFile.GroupEntry> groups = new ArrayList<>();
        Set<String> names = new HashSet<>();
        List<String> known = runs.stream().map(StudyFile.Entry::name).toList();
        for (TomlTable table : file.tables("group")) {
            table.allow("name", "run", "phases", "quality");
            String run = table.text("run");
            require(table, "run", run, known);
            groups.add(new StudyFile.GroupEntry(
                    unique(table, names), run, table.texts("phases"), table.text("quality", quality)));
        }
        if (groups.isEmpty()) {
            known.forEach(run -> groups.add(new StudyFile.GroupEntry(run, run, Map.of(), quality)));
        }
        return List.copyOf(groups);
    }

    private String baseline(List<StudyFile.GroupEntry> groups) throws UsageException {
        String baseline = file.text("baseline", "");
        if (!baseline.isEmpty()) {
            require(file, "baseline", baseline, names(groups));
        }
        return baseline;
    }

    private static List<String> names(List<StudyFile.GroupEntry> groups) {
        return groups.stream().map(StudyFile.GroupEntry::name).toList();
    }

    private static void require(TomlTable table, String key, String name, List<String> known) throws UsageException {
        if (!known.contains(name)) {
            throw table.wrong(key, "one of: " + String.join(", ", known));
        }
    }

    private List<Study.Published> published(List<StudyFile.GroupEntry> groups) throws UsageException {
        List<Study.Published> published = new ArrayList<>();
        for (TomlTable table : file.tables("published")) {
            table.allow("what", "value", "source", "url", "look", "ours");
            String url = table.text("url", "");
            if (!url.isEmpty() && !url.matches("https?://\\S+")) {
                throw table.wrong("url", "an address that begins with https://");
            }
            Optional<TomlTable> ours = table.table("ours");
            published.add(new Study.Published(
                    table.text("what"),
                    table.text("value"),
                    table.text("source"),
                    url,
                    table.text("look", ""),
                    ours.isEmpty() ? null : ours(ours.get().allow("group", "phase", "figure"), groups)));
        }
        return published;
    }

    private static Study.Ours ours(TomlTable table, List<StudyFile.GroupEntry> groups) throws UsageException {
        String group = table.text("group");
        require(table, "group", group, names(groups));
        return new Study.Ours(group, table.text("phase", ""), table.text("figure", "energy"));
    }
}
