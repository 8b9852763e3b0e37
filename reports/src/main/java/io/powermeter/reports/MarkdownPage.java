package io.powermeter.reports;

import java.util.List;

/** A file of Markdown, from its head to its end. */
final class MarkdownPage {
    private final StringBuilder text = new StringBuilder();

    /** Adds the title of the page, a text of others. */
    void title(String title) {
        text.append("# ").append(Markdown.text(title)).append("\n\n");
    }

    /** Adds the heading of a section, in Markdown. */
    void heading(String heading) {
        text.append("## ").append(heading).append("\n\n");
    }

    /** Adds the heading of a part of a section, a text of others. */
    void part(String heading) {
        text.append("### ").append(Markdown.text(heading)).append("\n\n");
    }

    /** Adds a paragraph in Markdown, if there is something to say. */
    void paragraph(String markdown) {
        if (!markdown.isEmpty()) {
            text.append(markdown).append("\n\n");
        }
    }

    /** Adds a list of Markdown, if there is something in it. */
    void list(List<String> items) {
        items.forEach(item -> text.append("- ").append(item).append('\n'));
        text.append(items.isEmpty() ? "" : "\n");
    }

    void table(MarkdownTable table) {
        text.append(table);
    }

    /** Says how many of a listing are not shown, and where they are. */
    void more(Listing<?> rows, String what, String file) {
        if (rows.more() > 0) {
            paragraph("… and " + rows.more() + " more " + what + " in `" + file + "`.");
        }
    }

    @Override
    public String toString() {
        return text.toString().stripTrailing() + "\n";
    }
}
