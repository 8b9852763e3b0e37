package io.powermeter.reports;

import io.powermeter.summary.Summary;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes {@code report.md}: what matters of a run, for a README, an issue or a notebook. */
final class MarkdownReport {
    /** Where every number is. */
    private static final String ALL = "summary.json";

    private final Summary summary;
    private final Page page;
    private final ModelCard card;
    private final MarkdownPage text = new MarkdownPage();

    private MarkdownReport(Summary summary) {
        this.summary = summary;
        this.page = new Page(summary);
        this.card = new ModelCard(summary);
    }

    static void write(Summary summary, OutputStream out) throws IOException {
        out.write(new MarkdownReport(summary).text().getBytes(StandardCharsets.UTF_8));
    }

    private String text() {
        head();
        warnings();
        energy();
        attribution();
        metrics();
        carbon();
        meter();
        machine();
        text.heading("For a model card");
        text.paragraph(card.paragraph());
        return text.toString();
    }

    private void head() {
        text.title(page.name());
        if (!page.meterIsInJob()) {
            text.paragraph(Markdown.code(page.command().brief()));
        }
        text.paragraph(Markdown.text(page.when() + ", " + page.machine()) + ". " + page.ending());
        if (page.known().energy()) {
            String note = page.originNote();
            text.paragraph("**" + page.wattHours() + " = " + page.joules() + "**, " + page.origin()
                    + (note.isEmpty() ? "" : ": " + note) + ".");
        } else {
            text.paragraph("**Not known**: " + page.wattHours() + ".");
        }
        MarkdownTable tiles = new MarkdownTable().text("Figure").number("Value").text("Note");
        page.tiles().forEach(tile -> tiles.row(List.of(tile.label(), tile.value(), tile.note())));
        text.table(tiles);
    }

    private void warnings() {
        Listing<String> warnings = page.warnings();
        if (!warnings.isEmpty()) {
            text.heading("Before believing the numbers");
            text.list(warnings.shown().stream().map(Markdown::text).toList());
            text.more(warnings, "warnings", ALL);
        }
    }

    private void energy() {
        text.heading("Energy by phase and component");
        if (!page.known().energy()) {
            text.paragraph("Not known.");
            return;
        }
        EnergyTable energy = page.energy();
        MarkdownTable table =
                new MarkdownTable().text("Phase").number("Duration").number("Mean power");
        energy.heads().forEach(head -> table.number(head.label()));
        table.number("Machine").number("Net").number("Job").number("Coverage").text("Remark");
        energy.phases().shown().forEach(line -> table.row(row(line)));
        table.row(row(energy.whole()));
        text.table(table);
        text.more(energy.phases(), "phases", ALL);
        if (energy.nested()) {
            text.paragraph("Phases marked with › lie inside others, so the rows do not add up to the whole.");
        }
        text.paragraph("Machine: gross. Net: above the idle floor of the same time"
                + (page.idleKnown() ? "" : ", not known without a baseline") + ".");
        text.paragraph(Markdown.text(page.besideWall()));
        text.paragraph(Markdown.text(page.wallEstimate()));
    }

    private static List<String> row(EnergyTable.Line line) {
        List<String> cells = new ArrayList<>();
        cells.add("› ".repeat(line.depth()) + line.name() + (line.count() > 1 ? " ×" + line.count() : ""));
        cells.add(line.seconds().text());
        cells.add(line.watts().text());
        line.components().forEach(joules -> cells.add(joules.text()));
        cells.add((line.joules().text() + " " + line.error()).strip());
        cells.add(line.netJoules().text());
        cells.add(line.jobJoules().text());
        cells.add(line.coverage().text());
        cells.add(line.remark().isEmpty() ? line.perSample() : line.remark());
        return cells;
    }

    private void attribution() {
        text.heading("Who drew it");
        if (!page.known().attribution()) {
            text.paragraph("Not known: the CPU use of the job and of the machine was not recorded, or no energy was.");
            return;
        }
        AttributionTable attribution = page.attribution();
        MarkdownTable table = new MarkdownTable().text("Who");
        attribution.heads().forEach(table::number);
        table.number("Machine").number("Share");
        for (AttributionTable.Line line : attribution.lines()) {
            List<String> cells = new ArrayList<>(List.of(line.label()));
            cells.addAll(line.components());
            cells.addAll(List.of(line.joules(), line.share()));
            table.row(cells);
        }
        text.table(table);
        text.paragraph(
                Markdown.text("The job used " + page.jobCpu() + " and at most " + page.jobMemory() + " of memory."));
        text.paragraph(page.idle());
    }

    private void metrics() {
        Listing<Page.Row> metrics = page.metrics();
        if (!metrics.isEmpty()) {
            text.heading("Metrics of the job");
            rows("Metric", metrics.shown());
            text.more(metrics, "metrics", ALL);
        }
    }

    private void carbon() {
        text.heading("CO₂ equivalent");
        if (!page.known().energy()) {
            text.paragraph("Not known.");
            return;
        }
        CarbonTable carbon = page.carbon();
        text.paragraph(carbon.formula() + ".");
        rows("CO₂ equivalent", carbon.grams());
        rows("Terms", carbon.terms());
        text.paragraph(Markdown.text(carbon.equivalents()));
    }

    private void meter() {
        text.heading("The meter's own cost");
        if (page.meterKnown()) {
            rows("Cost", page.meter());
        } else {
            text.paragraph("Not recorded.");
        }
    }

    private void machine() {
        text.heading("Machine");
        rows("Part", page.machineRows());
    }

    private void rows(String head, List<Page.Row> rows) {
        MarkdownTable table = new MarkdownTable().text(head).text("Value");
        rows.forEach(row -> table.row(List.of(row.name(), row.value())));
        text.table(table);
    }
}
