package io.powermeter.carbon;

import io.powermeter.measurement.Component;
import io.powermeter.summary.Summary;
import io.powermeter.summary.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The greenhouse gas of a recorded run, by the terms that its recording holds. */
public final class CarbonAccount {
    /** Below this share of the energy a reader is told that the grid's intensity of the time is not known. */
    private static final double GOOD_SHARE = 0.99;

    private final Summary summary;
    private final Footprint footprint;
    private final GridOverTime grid;
    private final Emissions emissions;

    private CarbonAccount(Summary summary, Footprint footprint) {
        this.summary = summary;
        this.footprint = footprint;
        this.grid = new GridOverTime(footprint, summary.recording());
        this.emissions = Emissions.of(summary, footprint, grid);
    }

    /**
     * Returns the account of a run.
     *
     * @throws IllegalArgumentException if the terms in its recording make no sense: it is damaged, or was made by a program that
     *     did not check its settings by {@link CarbonTerms#of(java.util.Map)}
     */
    public static CarbonAccount of(Summary summary) {
        return new CarbonAccount(summary, CarbonTerms.of(summary.recording()));
    }

    /** Returns how energy becomes carbon. */
    public Footprint footprint() {
        return footprint;
    }

    /** Returns the greenhouse gas of the run. */
    public Emissions emissions() {
        return emissions;
    }

    /** Returns the operational grams of CO2 equivalent of some stretches of time by counted component. */
    public Map<Component, Double> grams(List<Window> stretches) {
        return grid.grams(summary.countedChannels(), stretches);
    }

    /** Returns what a reader must know before believing the numbers, those of energy too, one sentence each. */
    public List<String> warnings() {
        List<String> sentences = new ArrayList<>(summary.warnings());
        boolean asked = !footprint.told().isEmpty()
                || summary.recording().info().settings().containsKey(CarbonTerms.GRID);
        if (asked && emissions.toldShare() < GOOD_SHARE) { // whose intensity was counted instead must be said
            sentences.add(usual());
        }
        return List.copyOf(sentences);
    }

    private String usual() {
        GridIntensity usual = footprint.intensity();
        return String.format(
                Locale.ROOT,
                emissions.toldShare() == 0
                        ? "Nobody told the grid's intensity of the time: all energy is counted with %2$.4g g/kWh (%3$s%4$s)."
                        : "The grid's intensity of the time was told for %1$.1f %% of the energy; the rest is counted with"
                                + " %2$.4g g/kWh (%3$s%4$s).",
                100 * emissions.toldShare(),
                usual.gramsPerKilowattHour().value(),
                usual.place(),
                usual.year().isPresent() ? ", " + usual.year().getAsInt() : "");
    }
}
