package io.powermeter.reports;

import io.powermeter.carbon.Band;
import io.powermeter.carbon.CarbonAccount;
import io.powermeter.measurement.Component;
import io.powermeter.reports.words.CarbonWords;
import io.powermeter.reports.words.Figures;
import io.powermeter.reports.words.Words;
import io.powermeter.summary.PhaseEnergy;
import io.powermeter.summary.Summary;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes {@code report.tex}: the energy by phase and component as a table for a paper. */
final class LatexReport {
    /** As many as a page has room for. */
    private static final int MOST_PHASES = 40;

    private static final int LONGEST_NAME = 40;

    /** Two spaces that LaTeX keeps. */
    private static final String INDENT = "\u00A0\u00A0";

    private static final int DEEPEST = 5;

    private final Summary summary;
    private final Knowledge known;
    private final Page page;
    private final List<Component> components;
    private final EnergyUnit unit;
    private final boolean rough;
    private final boolean netKnown;

    private LatexReport(Summary summary) {
        this.summary = summary;
        this.known = new Knowledge(summary);
        this.page = new Page(summary);
        this.components = List.copyOf(summary.components().keySet());
        this.unit = EnergyUnit.fitting(summary.energy().joules());
        this.rough = summary.phasesByName().stream().anyMatch(PhaseEnergy::isRough);
        this.netKnown = known.energy() && Double.isFinite(summary.netJoules());
    }

    static void write(Summary summary, OutputStream out) throws IOException {
        out.write(new LatexReport(summary).text().getBytes(StandardCharsets.UTF_8));
    }

    private String text() {
        LatexTable table = new LatexTable().text("Phase").number("Time (s)");
        components.forEach(component -> table.number(Words.of(component)));
        table.number("Machine");
        if (rough) {
            table.number("±");
        }
        if (netKnown) {
            table.number("Net");
        }
        if (known.attribution()) {
            table.number("Job");
        }
        List<PhaseEnergy> phases = summary.phasesByName();
        phases.stream().limit(MOST_PHASES).forEach(phase -> table.row(row(phase)));
        if (!phases.isEmpty()) {
            table.rule();
        }
        table.row(row(EnergyTable.whole(summary)));
        return """
                %% Made by powermeter %s. In the preamble: \\usepackage{booktabs}. In the text: \\input{report.tex}
                %% Any engine: it is ASCII. Letters that LaTeX has only with further packages are question marks.
                """.formatted(Latex.text(summary.recording().info().toolVersion()))
                + table.text(caption(phases), "tab:energy-" + slug());
    }

    private List<String> row(PhaseEnergy phase) {
        boolean read = EnergyTable.isRead(phase);
        List<String> cells = new ArrayList<>();
        cells.add(INDENT.repeat(Math.min(phase.depth(), DEEPEST))
                + name(phase.name())
                + (phase.count() > 1 ? " ×" + phase.count() : ""));
        cells.add(String.format(Locale.ROOT, "%.1f", phase.seconds()));
        for (Component component : components) {
            cells.add(cell(read, phase.components().getOrDefault(component, 0.0)));
        }
        cells.add(cell(read, phase.joules()));
        if (rough) {
            cells.add(phase.isRough() ? cell(read, phase.errorJoules()) : "");
        }
        if (netKnown) {
            cells.add(cell(read, phase.netJoules()));
        }
        if (known.attribution()) {
            cells.add(cell(read, phase.jobJoules()));
        }
        return cells;
    }

    private static String name(String name) {
        return Words.cut(Words.oneLine(name), LONGEST_NAME);
    }

    private String cell(boolean told, double joules) {
        return told ? unit.text(joules) : Figures.UNKNOWN;
    }

    private String caption(List<PhaseEnergy> phases) {
        String run = name(summary.recording().info().name());
        if (!known.energy()) {
            return "Energy of " + run + ": not known, nothing told it.";
        }
        List<String> sentences = new ArrayList<>();
        sentences.add("Energy of " + run + " in " + unit.symbol() + " by phase and component, "
                + Provenance.energy(summary) + ".");
        String note = page.originNote();
        sentences.add("Known for " + Page.coverage(summary.energy().coverage()) + " of the time"
                + (note.isEmpty() ? "" : "; " + note) + ".");
        if (phases.stream().anyMatch(phase -> phase.depth() > 0)) {
            sentences.add("Indented phases are part of others.");
        }
        if (phases.size() > MOST_PHASES) {
            sentences.add((phases.size() - MOST_PHASES) + " more phases are left out.");
        }
        if (netKnown) {
            sentences.add("Net: above the idle floor of the machine.");
        }
        CarbonWords carbon = new CarbonWords(summary);
        Band making = CarbonAccount.of(summary).emissions().embodied();
        sentences.add("In all " + page.wattHours() + ", with " + carbon.terms() + ": " + carbon.grams() + " CO₂e"
                + (making == null ? "" : ", and " + CarbonWords.grams(making) + " embodied") + ".");
        return String.join(" ", sentences);
    }

    private String slug() {
        String name = name(summary.recording().info().name());
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }
}
