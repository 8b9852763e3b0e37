package io.powermeter.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Node;

/**
 * A block of code of a page, with what the HTML comments directly before it say of it.
 *
 * @param page the page, below the project's folder
 * @param line its first line there
 * @param language what stands behind its fence: {@code sh}, {@code bash} and {@code console} are commands
 * @param code its text
 * @param notes of the comments {@code <!-- word: text -->}, the text by the word
 */
record DocBlock(Path page, int line, String language, String code, Map<String, String> notes) {
    private static final Set<String> SHELLS = Set.of("sh", "bash");
    private static final String TRANSCRIPT = "console";
    private static final Set<String> OTHER_NAMES = Set.of(
            "shell", "zsh", "shell-session", "sh-session", "shellsession", "terminal", "command", "cmd", "batch");
    private static final Pattern LOOKS_LIKE_COMMANDS =
            Pattern.compile("(?m)^(\\$ |(\\./)?powermeter [a-z-]|mvn |sudo |docker |pip |npm |git |java -)");
    private static final Pattern NOTE = Pattern.compile("<!-- (untested|tested by|exits|needs|file)[: ] *(.*?) -->");

    static DocBlock of(Path page, Node block, String language, String code) {
        Map<String, String> notes = new HashMap<>();
        for (Node before = block.getPrevious(); before instanceof HtmlBlock html; before = before.getPrevious()) {
            Matcher note = NOTE.matcher(html.getLiteral());
            while (note.find()) {
                notes.put(note.group(1), note.group(2));
            }
        }
        int line = block.getSourceSpans().get(0).getLineIndex() + 1;
        return new DocBlock(page, line, language.strip(), code, Map.copyOf(notes));
    }

    String place() {
        return page + ":" + line;
    }

    Optional<String> note(String word) {
        return Optional.ofNullable(notes.get(word));
    }

    /** Returns the exit code that its page promises. */
    int exitCode() {
        return Integer.parseInt(notes.getOrDefault("exits", "0"));
    }

    boolean isCommands() {
        return SHELLS.contains(language) || language.equals(TRANSCRIPT);
    }

    /** Returns the program that reads the commands. */
    String shell() {
        return language.equals("bash") ? "bash" : "sh";
    }

    /** Returns the commands: of a transcript the lines behind {@code $ }, and behind {@code > } where they go on. */
    String script() {
        if (!language.equals(TRANSCRIPT)) {
            return code;
        }
        return code.lines()
                .filter(text -> text.startsWith("$ ") || text.startsWith("> "))
                .map(text -> text.substring(2))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** Says how to mend a block of which a reader, or a test, cannot tell whether it holds commands. */
    Optional<String> complaint() {
        if (OTHER_NAMES.contains(language.toLowerCase(Locale.ROOT)) && !isCommands()) {
            return Optional.of(place() + ": a block of commands is called ```sh, ```bash, or ```console if it shows"
                    + " output too, and not ```" + language + ".");
        }
        if (language.isEmpty() && LOOKS_LIKE_COMMANDS.matcher(code).find()) {
            return Optional.of(place() + ": a block without a name holds commands: call it ```sh, or ```console if it"
                    + " shows output too; or ```text if nobody is to type it.");
        }
        if (language.equals(TRANSCRIPT) && script().isBlank()) {
            return Optional.of(
                    place() + ": a block ```console holds no line that begins with \"$ \": begin its commands"
                            + " so, or call it ```text.");
        }
        if (isCommands() && !notes.containsKey("untested") && script().contains("sudo ")) {
            return Optional.of(place() + ": no test becomes root: say <!-- untested: REASON --> before the block.");
        }
        return Optional.empty();
    }
}
