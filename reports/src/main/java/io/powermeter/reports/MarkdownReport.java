package io.powermeter.reports;

import io.powermeter.summary.Summary;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes {@code report.md}: what matters of a run, for a README, an issue or a notebook. */
final class MarkdownReport {
    private final Summary summary;
    private final Page page;
    private final ModelCard card;
    private final StringBuilder text = new StringBuilder();

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
        heading("For a model card");
        text.append(card.paragraph());
        return text.toString();
    }

    private void head() {
        text.append("# ").append(Markdown.text(page.name())).append("\n\n");
        if (!page.meterIsInJob()) {
            paragraph(Markdown.code(page.command().brief()));
        }
        paragraph(Markdown.text(page.when() + ", " + page.machine()) + ". " + page.ending());
        if (page.known().energy()) {
            String note = page.originNote();
            paragraph("**" + page.wattHours() + " = " + page.joules() + "**, " + page.origin()
                    + (note.isEmpty() ? "" : ": " + note) + ".");
        } else {
            paragraph("**Not known**: " + page.wattHours() + ".");
        }
        MarkdownTable tiles = new MarkdownTable().text("Figure").number("Value").text("Note");
        page.tiles().forEach(tile -> tiles.row(List.of(tile.label(), tile.value(), tile.note())));
        text.append(tiles);
    }

    private void warnings() {
        Listing<String> warnings = page.warnings();
        if (!warnings.isEmpty()) {
            heading("Before believing the numbers");
            warnings.shown()
                    .forEach(warning ->
                            text.append("- ").append(Markdown.text(warning)).append('\n'));
            text.append('\n');
            more(warnings, "warnings");
        }
    }

    private void energy() {
        heading("Energy by phase and component");
        if (!page.known().energy()) {
            paragraph("Not known.");
            return;
        }
        EnergyTable energy = page.energy();
        MarkdownTable table =
                new MarkdownTable().text("Phase").number("Duration").number("Mean power");
        energy.heads().forEach(head -> table.number(head.label()));
        table.number("Machine").number("Net").number("Job").number("Coverage").text("Remark");
        energy.phases().shown().forEach(line -> table.row(row(line)));
        table.row(row(energy.whole()));
        text.append(table);
        more(energy.phases(), "phases");
        if (energy.nested()) {
            paragraph("Phases marked with › lie inside others, so the rows do not add up to the whole.");
        }
        paragraph("Machine: gross. Net: above the idle floor of the same time"
                + (page.idleKnown() ? "" : ", not known without a baseline") + ".");
        paragraph(Markdown.text(page.besideWall()));
        paragraph(Markdown.text(page.wallEstimate()));
    }

    private static List<String> row(EnergyTable.Line line) {
        List<String> cells = new ArrayList<>();
        cells.add("› ".repeat(line.depth()) + line.name() + (line.count() > 1 ? " ×" + line.count() : ""));
        cells.add(line.seconds());
        cells.add(line.watts());
        cells.addAll(line.components());
        cells.add(line.error().isEmpty() ? line.joules() : line.joules() + " " + line.error());
        cells.add(line.netJoules());
        cells.add(line.jobJoules());
        cells.add(line.coverage());
        cells.add(line.remark().isEmpty() ? line.perSample() : line.remark());
        return cells;
    }

    private void attribution() {
        heading("Who drew it");
        if (!page.known().attribution()) {
            paragraph("Not known: the CPU use of the job and of the machine was not recorded, or no energy was.");
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
        text.append(table);
        paragraph(Markdown.text("The job used " + page.jobCpu() + " and at most " + page.jobMemory() + " of memory."));
        paragraph(page.idle());
    }

    private void metrics() {
        Listing<Page.Row> metrics = page.metrics();
        if (!metrics.isEmpty()) {
            heading("Metrics of the job");
            rows("Metric", metrics.shown());
            more(metrics, "metrics");
        }
    }

    private void carbon() {
        heading("CO₂ equivalent");
        paragraph(
                page.known().energy()
                        ? page.carbonFormula() + ". Intensity: "
                                + Markdown.text(Provenance.carbon(summary) + "; " + page.source()) + "."
                        : "Not known.");
    }

    private void meter() {
        heading("The meter's own cost");
        if (page.meterKnown()) {
            rows("Cost", page.meter());
        } else {
            paragraph("Not recorded.");
        }
    }

    private void machine() {
        heading("Machine");
        rows("Part", page.machineRows());
    }

    private void rows(String head, List<Page.Row> rows) {
        MarkdownTable table = new MarkdownTable().text(head).text("Value");
        rows.forEach(row -> table.row(List.of(row.name(), row.value())));
        text.append(table);
    }

    private void heading(String heading) {
        text.append("## ").append(heading).append("\n\n");
    }

    /** Adds a paragraph, if there is something to say. */
    private void paragraph(String markdown) {
        if (!markdown.isEmpty()) {
            text.append(markdown).append("\n\n");
        }
    }

    private void more(Listing<?> rows, String what) {
        if (rows.more() > 0) {
            paragraph("… and " + rows.more() + " more " + what + " in `summary.json`.");
        }
    }
}
