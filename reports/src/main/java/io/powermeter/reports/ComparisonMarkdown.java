package io.powermeter.reports;

import io.powermeter.reports.comparison.Comparison;
import io.powermeter.reports.comparison.Figure;
import io.powermeter.reports.words.Figures;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Writes {@code comparison.md}: what matters of a comparison, for a README, an issue or a notebook. */
final class ComparisonMarkdown {
    /** Where every number is. */
    private static final String ALL = "comparison.csv";

    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>]+");

    private static final String METHOD =
            "Energy is the machine's, gross, and each number a mean of the repeats ± half of"
                    + " its 95 % interval; × 0.5 means half of the baseline, with its 95 % interval behind. *Better* and *worse*:"
                    + " were there no difference, chance would show one so large in fewer than 5 of 100 comparisons (Welch's test,"
                    + " with few repeats or outliers the rank test too, corrected for several groups by Holm); *not resolved* does"
                    + " not mean equal, but that these repeats are too few to tell.";

    private final Comparison comparison;
    private final ComparisonPage page;
    private final MarkdownPage text = new MarkdownPage();

    private ComparisonMarkdown(Comparison comparison) {
        this.comparison = comparison;
        this.page = new ComparisonPage(comparison);
    }

    static void write(Comparison comparison, OutputStream out) throws IOException {
        out.write(new ComparisonMarkdown(comparison).text().getBytes(StandardCharsets.UTF_8));
    }

    private String text() {
        head();
        warnings();
        text.heading(page.wholeTitle());
        groups(page.whole());
        notes();
        published();
        components();
        phases();
        text.heading("Method");
        text.paragraph(METHOD);
        text.heading("For a model card");
        text.paragraph(new ComparisonCard(comparison).paragraph());
        return text.toString();
    }

    private void head() {
        text.title(page.title());
        text.paragraph(Markdown.text(page.question()));
        text.paragraph(Markdown.text(page.runs() + ", the first one " + page.when() + ", " + page.machine())
                + ". Energy **" + page.origin() + "**" + (page.forced() ? ", compared by **force**" : "") + ".");
        text.paragraph(
                page.per().isEmpty()
                        ? ""
                        : "Every figure is of one " + Markdown.text(page.per())
                                + ": what a part of a run cost, by how many it did.");
        text.list(page.answers().stream().map(this::answer).toList());
    }

    private String answer(ComparisonPage.Answer answer) {
        List<String> parts = answer.parts().stream()
                .map(part -> Markdown.text(part.figure() + " " + part.size()) + " **" + part.verdict() + "**")
                .toList();
        return "**" + Markdown.text(answer.label()) + "** beside " + Markdown.text(page.baseline()) + ": "
                + String.join("; ", parts);
    }

    private void warnings() {
        Listing<String> warnings = page.warnings();
        if (!warnings.isEmpty()) {
            text.heading("Before believing the numbers");
            text.list(warnings.shown().stream().map(Markdown::text).toList());
            text.more(warnings, "warnings", "comparison.json");
        }
    }

    /** Adds the means of each group, and below them how the others stand beside the baseline. */
    private void groups(ComparisonTable groups) {
        MarkdownTable means = new MarkdownTable().text("Group").number("Runs").text("Origin");
        MarkdownTable sizes = new MarkdownTable().text("Beside " + page.baseline());
        groups.heads().forEach(head -> {
            means.number(head);
            sizes.text(head);
        });
        for (ComparisonTable.Row row : groups.rows()) {
            List<String> cells = new ArrayList<>(List.of(row.label(), Integer.toString(row.runs()), row.origin()));
            row.cells()
                    .forEach(cell -> cells.add(cell.runs().isEmpty() ? cell.mean() : cell.mean() + ", " + cell.runs()));
            means.row(cells);
            if (!row.isBaseline()) {
                List<String> beside = new ArrayList<>(List.of(row.label()));
                row.cells().forEach(cell -> beside.add(beside(cell)));
                sizes.row(beside);
            }
        }
        text.table(means);
        if (page.several()) {
            text.table(sizes);
        }
    }

    private static String beside(ComparisonTable.Cell cell) {
        return cell.size().isEmpty() ? Figures.UNKNOWN : cell.size() + " " + cell.verdict();
    }

    /** Adds what would resolve a verdict, and what else is to be known of it, for the figures of the answer. */
    private void notes() {
        Map<String, List<String>> verdicts = new LinkedHashMap<>();
        Stream.of(Figure.ENERGY, comparison.quality(), Figure.TIME)
                .map(figure -> EffectTable.of(comparison, figure))
                .forEach(table -> table.rows().stream()
                        .filter(row -> !row.note().isEmpty())
                        .forEach(row -> verdicts.computeIfAbsent(row.note(), none -> new ArrayList<>())
                                .add(row.label() + ", " + table.name())));
        Listing<String> notes = Listing.of(
                List.copyOf(verdicts.entrySet()),
                note -> Markdown.text(String.join("; ", note.getValue()) + ": " + note.getKey()));
        if (!notes.isEmpty()) {
            text.paragraph("On the verdicts:");
            text.list(notes.shown());
            text.more(notes, "notes", ALL);
        }
    }

    private void published() {
        List<PublishedTable.Row> rows = page.published().rows();
        if (rows.isEmpty()) {
            return;
        }
        text.heading("What others found");
        MarkdownTable table =
                new MarkdownTable().text("What").text("They found").text("Here").text("What to look for");
        rows.forEach(row -> table.row(List.of(row.what(), row.theirs(), row.ours() + " " + row.verdict(), row.look())));
        text.table(table);
        text.paragraph(
                "Theirs are of other machines, sizes and programs: compare ratios and directions, not joules. From:");
        text.list(rows.stream().map(ComparisonMarkdown::source).distinct().toList());
    }

    private static String source(PublishedTable.Row row) {
        boolean isLink = LINK.matcher(row.url()).matches();
        return Markdown.text(row.source()) + (isLink ? " <" + row.url() + ">" : "");
    }

    private void components() {
        ComparisonTable components = page.components();
        if (!components.heads().isEmpty()) {
            text.heading("Energy by component");
            groups(components);
        }
    }

    private void phases() {
        List<ComparisonTable> phases = page.phases();
        if (phases.isEmpty()) {
            return;
        }
        text.heading("By phase");
        for (ComparisonTable phase : phases) {
            text.part(phase.caption());
            groups(phase);
        }
        text.more(new Listing<>(phases, page.phasesNotShown()), "phases", ALL);
    }
}
