package io.powermeter.dist;

import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A shell that completes commands: where it looks for what is to be known of a command, and how that is written. */
enum Shell {
    BASH("completion.bash", "share/bash-completion/completions/powermeter", row -> row),
    ZSH("completion.zsh", "share/zsh/site-functions/_powermeter", row -> row),
    FISH("completion.fish", "share/fish/vendor_completions.d/powermeter.fish", Shell::fishWord);

    private static final String PLACE = "@ROWS@\n";

    private final String template;
    private final String path;
    private final UnaryOperator<String> form;

    Shell(String template, String path, UnaryOperator<String> form) {
        this.template = template;
        this.path = path;
        this.form = form;
    }

    /** Returns where the script lies below a prefix such as {@code /usr}. */
    String path() {
        return path;
    }

    /** Returns the script for the commands that {@link CompletionRows} tells. */
    String script(List<String> rows) throws IOException {
        String lines = rows.stream().map(row -> form.apply(row) + "\n").collect(Collectors.joining());
        return Generate.resource(template).replace(PLACE, lines);
    }

    /** A word on a line of its own, within one command. */
    private static String fishWord(String row) {
        return "    '" + row.replace("\\", "\\\\").replace("'", "\\'") + "' \\";
    }
}
