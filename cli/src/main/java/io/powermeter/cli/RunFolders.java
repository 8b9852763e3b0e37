package io.powermeter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The run folders that a user means by some words: each of them a run, or a folder of runs. */
final class RunFolders {
    /** As deep as {@code run --vs ... --out DIR} puts them. */
    private static final int DEEPEST = 2;

    private final List<List<Path>> found = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final Set<Path> seen = new HashSet<>();

    private RunFolders() {}

    /** Looks for them; of a word that is neither, reading it will say so. */
    static RunFolders of(List<Path> words) {
        RunFolders folders = new RunFolders();
        words.forEach(folders::add);
        return folders;
    }

    /** Returns the runs of each word that has any, each run once. */
    List<List<Path>> found() {
        return found;
    }

    /** Returns what a user wants to know of the search. */
    List<String> notes() {
        return notes;
    }

    /** Returns what is wrong with the words. */
    List<String> complaints() {
        return complaints;
    }

    private void add(Path word) {
        if (isRun(word) || !Files.isDirectory(word)) {
            keepNew(List.of(word));
            return;
        }
        try {
            List<Path> below = below(word, 1);
            if (below.isEmpty()) {
                complaints.add("There is no run folder in " + word + ", nor one or two levels below."
                        + " Give the folder that `powermeter run` named at its end, or one with such folders in it.");
            } else {
                notes.add(ComparisonTable.plural(below.size(), "run") + " in " + word);
                keepNew(below);
            }
        } catch (IOException e) {
            complaints.add("Cannot look into " + e.getMessage() + ": it may not be read. Give its runs one by one.");
        }
    }

    private static boolean isRun(Path folder) {
        return Files.exists(folder.resolve("run.json"));
    }

    private static List<Path> below(Path folder, int depth) throws IOException {
        List<Path> runs = new ArrayList<>();
        try (Stream<Path> children = Files.list(folder)) {
            for (Path child : children.filter(Files::isDirectory).sorted().toList()) {
                if (isRun(child)) {
                    runs.add(child);
                } else if (depth < DEEPEST) {
                    runs.addAll(below(child, depth + 1));
                }
            }
        }
        return runs;
    }

    private void keepNew(List<Path> runs) {
        List<Path> kept = new ArrayList<>();
        for (Path run : runs) {
            if (seen.add(real(run))) {
                kept.add(run);
            } else {
                notes.add(run + " is given twice, and compared once");
            }
        }
        if (!kept.isEmpty()) {
            found.add(kept);
        }
    }

    private static Path real(Path run) {
        try {
            return run.toRealPath();
        } catch (IOException e) {
            return run; // reading it tells what is wrong
        }
    }
}
