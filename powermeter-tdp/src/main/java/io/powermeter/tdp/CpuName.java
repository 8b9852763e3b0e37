package io.powermeter.tdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringTokenizer;

/**
 * CPU names as vendors, kernels and tables write them, brought to one form.
 *
 * <p>Only words that every model of a family carries are taken away (vendor, "CPU", trademarks, clock, core count, graphics);
 * what tells models apart stays, to the last letter, so that equal keys mean the same model.
 */
final class CpuName {
    private static final Set<String> SAID_BY_ALL = Set.of("intel", "amd", "cpu", "processor", "apu", "genuine", "gen");

    /** What follows is the clock or the graphics. */
    private static final List<String> ENDS = List.of("@", " with ", " w/ ", " radeon");

    private CpuName() {}

    /** Returns for instance {@code xeon e5 2620 v3} for {@code Intel(R) Xeon(R) CPU E5-2620 v3 @ 2.40GHz}. */
    static String key(String name) {
        String text = name.toLowerCase(Locale.ROOT).replace("(r)", " ").replace("(tm)", " ");
        for (String end : ENDS) {
            int at = text.indexOf(end);
            if (at >= 0) {
                text = text.substring(0, at);
            }
        }
        List<String> words = new ArrayList<>();
        for (StringTokenizer all = new StringTokenizer(text); all.hasMoreTokens(); ) {
            String word = all.nextToken();
            if (tellsTheModel(word)) {
                words.add(word);
            }
        }
        dropVersionZero(words);
        return String.join(" ", words).replace('-', ' ').replace("  ", " ").strip();
    }

    private static boolean tellsTheModel(String word) {
        return !SAID_BY_ALL.contains(word)
                && !word.endsWith("-core")
                && !word.endsWith("-cores")
                && !word.endsWith("ghz")
                && !isOrdinal(word);
    }

    /** Returns whether the word is one such as 13th, of "13th Gen". */
    private static boolean isOrdinal(String word) {
        return word.length() > 2 && Character.isDigit(word.charAt(word.length() - 3)) && word.endsWith("th");
    }

    /** Xeons of the first version call themselves "E5-2620 0". */
    private static void dropVersionZero(List<String> words) {
        int last = words.size() - 1;
        if (last > 0 && words.get(last).equals("0")) {
            words.remove(last);
        }
    }
}
