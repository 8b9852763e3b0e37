package io.powermeter.dist;

import java.util.Locale;

/** Text in the language of manual pages, by the macros of groff_man(7). */
final class Roff {
    private final StringBuilder text = new StringBuilder();

    /** Begins a page: its name, section 1, the day it was made, what it belongs to. */
    Roff title(String name, String day, String source) {
        return line(".TH \"" + escaped(name.toUpperCase(Locale.ROOT)) + "\" 1 \"" + day + "\" \"" + escaped(source)
                + "\" \"powermeter manual\"");
    }

    Roff section(String name) {
        return line(".SH " + name);
    }

    Roff subsection(String name) {
        return line(".SS " + escaped(name));
    }

    /** Adds a term and what it means; the term is formatted already. */
    Roff item(String term, String meaning) {
        return line(".TP").line(term).words(meaning);
    }

    /** Adds lines that are broken where they are. */
    Roff lines(Iterable<String> lines) {
        line(".nf");
        lines.forEach(this::words);
        return line(".fi");
    }

    /** Adds text that is formatted already. */
    Roff raw(String roff) {
        text.append(roff);
        return this;
    }

    /** Adds words, which are filled into lines. */
    Roff words(String words) {
        String safe = escaped(words);
        return line(safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe);
    }

    private Roff line(String line) {
        text.append(line).append('\n');
        return this;
    }

    static String bold(String words) {
        return "\\fB" + escaped(words) + "\\fR";
    }

    static String italic(String words) {
        return "\\fI" + escaped(words) + "\\fR";
    }

    /** Returns words of which nothing is a command; a hyphen stays one that can be searched and copied. */
    static String escaped(String words) {
        return words.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("~", "\\(ti")
                .replace("^", "\\(ha");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
