package io.powermeter.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table of GitHub Flavored Markdown (https://github.github.com/gfm/#tables-extension-); its cells stay the text they are. */
final class MarkdownTable {
    private static final String LEFT = ":--";
    private static final String RIGHT = "--:";

    private final List<String> heads = new ArrayList<>();
    private final List<String> sides = new ArrayList<>();
    private final StringBuilder rows = new StringBuilder();

    /** Adds a column of text. */
    MarkdownTable text(String head) {
        return column(head, LEFT);
    }

    /** Adds a column of numbers. */
    MarkdownTable number(String head) {
        return column(head, RIGHT);
    }

    private MarkdownTable column(String head, String side) {
        heads.add(Markdown.text(head));
        sides.add(side);
        return this;
    }

    /** Adds a row: a cell for each column. */
    void row(List<String> cells) {
        rows.append(line(cells.stream().map(Markdown::text).toList()));
    }

    /** Returns the table, with an empty line after it. */
    @Override
    public String toString() {
        return line(heads) + line(sides) + rows + "\n";
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
