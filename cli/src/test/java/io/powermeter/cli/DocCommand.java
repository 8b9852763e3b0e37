package io.powermeter.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command line of powermeter as a page writes it.
 *
 * @param place its page and line
 * @param words what stands behind {@code powermeter}
 * @param prose whether it is named in a sentence, where it need not be whole
 */
record DocCommand(String place, List<String> words, boolean prose) {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|[^\\s'\"]+");
    private static final Pattern PLACEHOLDER = Pattern.compile(".*(\\.\\.\\.|…|<|\\$).*|[A-Z_]{1,}(=.*)?|\\[.*");

    /** Finds the commands in a block for a shell, or in a line of code in a sentence. */
    static List<DocCommand> in(String place, String code, boolean prose) {
        List<DocCommand> commands = new ArrayList<>();
        String lines =
                code.replace("\\\n", " ").replaceAll("(?m)(^|\\s)#.*$", "").replaceAll("\\$\\([^()]*\\)", "\\$SAID");
        for (String part : lines.split("\\n|\\||;|&&|\\{ ", -1)) {
            List<String> words = words(part);
            while (!words.isEmpty() && words.get(0).matches("[A-Z_]+=.*|if|then|do|!|exec|time|sudo|env|srun")) {
                words.remove(0);
            }
            boolean named = words.size() == 2 && words.get(1).equals("...");
            if (!named && !words.isEmpty() && words.get(0).matches("(\\./)?powermeter")) {
                commands.add(new DocCommand(place, List.copyOf(words.subList(1, words.size())), prose));
            }
        }
        return commands;
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line.replaceAll("\\d?>>? ?\\S+|[)}`&]+\\s*$", ""));
        while (word.find()) {
            String quoted = word.group(1) != null ? word.group(1) : word.group(2);
            words.add(quoted != null ? quoted : word.group());
        }
        return words;
    }

    /** Returns whether a reader has to put something of their own into it. */
    boolean hasPlaceholder() {
        return words.stream().anyMatch(word -> PLACEHOLDER.matcher(word).matches());
    }
}
