package io.powermeter.reports.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What must be equal in repeats of one thing: the job's own settings, or its command if it told none. */
final class RunSettings {
    /** In front of what the job told of its settings. */
    static final String JOB = "job.";

    /** Which arithmetic ran; programs that tell no settings else are known by their command. */
    private static final String BACKEND = JOB + "backend";

    private static final String SEED = "seed";

    private RunSettings() {}

    /** Returns what was set, by name; a seed is what repeats should differ in, so it is left out. */
    static Map<String, String> of(RunFigures run, Grouping by) {
        Map<String, String> set = new TreeMap<>();
        run.settings().forEach((name, value) -> {
            if (name.startsWith(JOB) && !isSeed(name) && !by.isBy(name)) {
                set.put(name.substring(JOB.length()), value);
            }
        });
        boolean told = run.settings().keySet().stream().anyMatch(name -> name.startsWith(JOB) && !name.equals(BACKEND));
        if (!told) {
            set.put("command", command(run.command()));
        }
        return set;
    }

    private static boolean isSeed(String word) {
        return word.toLowerCase(Locale.ROOT).contains(SEED);
    }

    /** Leaves out {@code --seed 3} and {@code --seed=3}. */
    private static String command(List<String> words) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("-") || !isSeed(word)) {
                kept.add(word);
            } else if (!word.contains("=")) {
                i++;
            }
        }
        return String.join(" ", kept);
    }
}
