package io.powermeter.cli;

import io.powermeter.reports.words.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names for jobs that are compared: their own, and behind it what tells those apart that share one. */
final class JobNames {
    private static final int LONGEST = 60;

    private JobNames() {}

    /**
     * Returns a name for each job, no two alike: {@code snip --epochs 3 --execution csr} and {@code snip --epochs 3 --execution
     * bsr} become {@code snip csr} and {@code snip bsr}.
     *
     * @param own what each is called if it is alone
     * @param words of each, its own name the first
     * @param hidden whether nothing of the words may be shown; then the jobs are numbered
     */
    static List<String> of(List<String> own, List<List<String>> words, boolean hidden) {
        List<String> names = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < own.size(); i++) {
            String name = own.get(i);
            String wanted = hidden
                    ? name
                    : (name + " " + difference(i, own, words)).strip().replaceAll("\\s+", " ");
            names.add(free(Words.cut(wanted, LONGEST), taken));
        }
        return List.copyOf(names);
    }

    private static String free(String wanted, Set<String> taken) {
        String name = wanted;
        for (int i = 2; !taken.add(name); i++) {
            name = wanted + " " + i;
        }
        return name;
    }

    /** Returns what the words of a job have that not all of the jobs of its name have. */
    private static String difference(int job, List<String> own, List<List<String>> words) {
        List<Map<String, String>> alike = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            if (own.get(i).equals(own.get(job))) {
                alike.add(options(words.get(i)));
            }
        }
        Set<String> differing = new HashSet<>();
        for (Map<String, String> one : alike) {
            one.forEach((option, value) -> {
                if (!alike.stream().allMatch(other -> value.equals(other.get(option)))) {
                    differing.add(option);
                }
            });
        }
        List<String> told = new ArrayList<>();
        options(words.get(job)).forEach((option, value) -> {
            if (differing.contains(option)) {
                boolean saysItself = isPlace(option) || differing.size() == 1 && value.matches("[^0-9.-].*");
                told.add(saysItself ? value : (option.replaceFirst("^-+", "") + " " + value).strip());
            }
        });
        return String.join(" ", told);
    }

    /** Returns the words behind the first by option, and by their place where they belong to none. */
    private static Map<String, String> options(List<String> words) {
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            int equals = word.indexOf('=');
            if (!word.startsWith("-")) {
                options.put(" " + i, word);
            } else if (equals > 0) {
                options.put(word.substring(0, equals), word.substring(equals + 1));
            } else if (i + 1 < words.size() && !words.get(i + 1).startsWith("-")) {
                options.put(word, words.get(++i));
            } else {
                options.put(word, "");
            }
        }
        return options;
    }

    private static boolean isPlace(String option) {
        return option.startsWith(" ");
    }
}
