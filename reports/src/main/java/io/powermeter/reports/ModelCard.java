package io.powermeter.reports;

import io.powermeter.carbon.Band;
import io.powermeter.carbon.CarbonAccount;
import io.powermeter.carbon.GridIntensity;
import io.powermeter.measurement.Component;
import io.powermeter.reports.words.CarbonWords;
import io.powermeter.reports.words.Figures;
import io.powermeter.reports.words.Words;
import io.powermeter.summary.ChannelEnergy;
import io.powermeter.summary.Idle;
import io.powermeter.summary.Summary;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes {@code model-card.md}: a paragraph for people who look at a model, and the metadata {@code co2_eq_emissions} of Hugging
 * Face's model cards (https://huggingface.co/docs/hub/model-cards-co2).
 */
final class ModelCard {
    private static final String TRAINING = "train";
    private static final String FILL_IN = "FILL IN: ";

    private final Summary summary;
    private final Knowledge known;
    private final Page page;
    private final CarbonWords carbon;

    ModelCard(Summary summary) {
        this.summary = summary;
        this.known = new Knowledge(summary);
        this.page = new Page(summary);
        this.carbon = new CarbonWords(summary);
    }

    static void write(Summary summary, OutputStream out) throws IOException {
        ModelCard card = new ModelCard(summary);
        String text = "## Energy and emissions\n\n" + card.paragraph() + "\n" + card.metadata();
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a paragraph of Markdown. */
    String paragraph() {
        List<String> sentences = new ArrayList<>();
        if (known.energy()) {
            sentences.add(energy());
            sentences.add(origin());
            net().ifPresent(sentences::add);
            if (known.attribution()) {
                sentences.add("The share of the run's own processes is "
                        + Figures.wattHours(summary.job().joules()) + " ("
                        + Figures.percent(summary.job().share()) + ").");
            }
            sentences.add("With " + Markdown.text(carbon.terms()) + " this is " + carbon.grams() + " of CO₂e.");
            embodied().ifPresent(sentences::add);
            sentences.add(notIn());
        } else {
            sentences.add("The energy of the run " + run() + " is not known: nothing on the machine told it.");
        }
        if (!page.ending().isEmpty() && !page.ending().equals(Page.ENDED_WELL)) {
            sentences.add(page.ending());
        }
        sentences.add(
                "Told by powermeter " + Markdown.text(summary.recording().info().toolVersion()) + ".");
        return String.join(" ", sentences) + "\n";
    }

    private String energy() {
        String training = summary.phasesByName().stream()
                .filter(phase -> phase.name().equals(TRAINING) && EnergyTable.isRead(phase))
                .map(phase -> ", " + Figures.wattHours(phase.joules())
                        + (phase.isRough() ? " ± " + Figures.wattHours(phase.errorJoules()) : "")
                        + " of it in the phase "
                        + TRAINING)
                .findFirst()
                .orElse("");
        return "The run " + run() + " used "
                + Figures.wattHours(summary.energy().joules()) + " ("
                + Figures.joules(summary.energy().joules()) + ") of electricity in "
                + Figures.seconds(summary.window().seconds()) + training + ".";
    }

    private String run() {
        return "“" + Markdown.text(page.name()) + "”";
    }

    private String origin() {
        return "This was " + Markdown.text(Provenance.energy(summary) + " on " + page.machine()) + ", and is known for "
                + Page.coverage(summary.energy().coverage()) + " of the time" + note() + ".";
    }

    private String note() {
        return page.originNote().isEmpty() ? "" : "; " + page.originNote();
    }

    private Optional<String> embodied() {
        Band making = CarbonAccount.of(summary).emissions().embodied();
        return making == null
                ? Optional.empty()
                : Optional.of("The making of the hardware adds " + CarbonWords.grams(making) + ", its share by time: "
                        + CarbonWords.grams(
                                CarbonAccount.of(summary).emissions().all()) + " in all.");
    }

    private Optional<String> net() {
        Idle idle = summary.job().idle();
        return Double.isFinite(summary.netJoules()) && idle != null
                ? Optional.of("Above the machine's idle floor of " + Figures.watts(idle.watts()) + " it is "
                        + Figures.wattHours(summary.netJoules()) + " (net).")
                : Optional.empty();
    }

    /** A meter at the plug sees everything; another sensor only its component. */
    private String notIn() {
        Set<Component> seen = summary.components().keySet();
        List<String> missing = new ArrayList<>();
        if (!seen.contains(Component.WALL)) {
            if (!seen.contains(Component.BOARD)) {
                missing.addAll(List.of(Component.CPU, Component.DRAM, Component.GPU).stream()
                        .filter(component -> !seen.contains(component))
                        .map(Component::label)
                        .toList());
            }
            missing.addAll(List.of("disks", "network", "fans", "losses of the power supply"));
        }
        if (CarbonAccount.of(summary).emissions().embodied() == null) {
            missing.add("the making of the hardware");
        }
        return "Not in it: " + String.join(", ", missing) + ".";
    }

    /** Returns the YAML block with what stands before and after it. */
    private String metadata() {
        if (!known.energy()) {
            return "";
        }
        return """
                For the head of a model card on Hugging Face, between its lines of `---`; what powermeter cannot know is to be filled in:

                ```yaml
                co2_eq_emissions:
                  emissions: %s # grams of CO2e
                  source: %s
                  training_type: %s
                  geographical_location: %s
                  hardware_used: %s
                ```
                """.formatted(
                NineDigits.text(
                        CarbonAccount.of(summary).emissions().operational().value()),
                quoted("powermeter " + summary.recording().info().toolVersion() + ": energy "
                        + Provenance.energy(summary) + note() + "; with " + carbon.terms()),
                quoted(FILL_IN + "pre-training or fine-tuning"),
                quoted(place()),
                quoted(hardware()));
    }

    private String place() {
        GridIntensity grid = CarbonAccount.of(summary).footprint().intensity();
        boolean country = grid.year().isPresent()
                && !grid.place().equals(GridIntensity.world().place());
        return country ? grid.place() : FILL_IN + "where the machine stands";
    }

    private String hardware() {
        long gpus = summary.channels().stream()
                .filter(channel -> channel.counted() || summary.parts().contains(channel))
                .map(ChannelEnergy::channel)
                .filter(channel -> channel.component() == Component.GPU)
                .count();
        return page.machine() + (gpus == 0 ? "" : ", " + gpus + (gpus == 1 ? " GPU" : " GPUs"));
    }

    /** Returns a double-quoted scalar of YAML (https://yaml.org/spec/1.2.2/#731-double-quoted-style). */
    private static String quoted(String text) {
        return '"' + Words.oneLine(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
