package io.powermeter.reports.words;

import io.powermeter.carbon.Band;
import io.powermeter.carbon.CarbonAccount;
import io.powermeter.carbon.Emissions;
import io.powermeter.carbon.GridIntensity;
import io.powermeter.summary.Summary;
import java.util.function.DoubleFunction;

/** The greenhouse gas of a run in words: how much, with what intensity of which grid, with what PUE. */
public final class CarbonWords {
    private final CarbonAccount account;
    private final Emissions emissions;

    /** Prepares the words of a run. */
    public CarbonWords(Summary summary) {
        this.account = CarbonAccount.of(summary);
        this.emissions = account.emissions();
    }

    /** Returns for instance {@code 12.35 g} or {@code 12.35 g (6.175 g to 24.70 g)}. */
    public String grams() {
        return grams(emissions.operational());
    }

    /** Returns grams with their ends, if they have any. */
    public static String grams(Band grams) {
        return banded(grams, Figures::grams);
    }

    /** Returns for instance {@code 56.04 g/kWh} or {@code 475 (20 to 1306) g/kWh}. */
    public String intensity() {
        return banded(emissions.intensity(), Figures::number) + " g/kWh";
    }

    /** Returns for instance {@code 1.2} or {@code 1.35 (1.1 to 1.6)}. */
    public String pue() {
        return banded(account.footprint().pue(), Figures::number);
    }

    /** Returns whose intensity it is, for instance {@code France, 2023} or {@code Electricity Maps, zone FR}. */
    public String place() {
        if (emissions.tellers().isEmpty()) {
            return usual();
        }
        String tellers = String.join(" and ", emissions.tellers());
        return emissions.toldShare() < 1
                ? tellers + " for " + Figures.percent(emissions.toldShare()) + " of the energy, else " + usual()
                : tellers;
    }

    /** Returns how the intensity varied while the run went on, empty if it did not. */
    public String variation() {
        return emissions.lowestIntensity() < emissions.highestIntensity()
                ? Figures.number(emissions.lowestIntensity()) + " to " + Figures.number(emissions.highestIntensity())
                        + " g/kWh over the run"
                : "";
    }

    /** Returns the terms, for instance {@code 56.04 g/kWh (France, 2023) and a PUE of 1.2}. */
    public String terms() {
        String variation = variation();
        return intensity() + " (" + place() + (variation.isEmpty() ? "" : "; " + variation) + ") and a PUE of " + pue();
    }

    private String usual() {
        GridIntensity grid = account.footprint().intensity();
        return grid.year().isPresent() ? grid.place() + ", " + grid.year().getAsInt() : grid.place();
    }

    private static String banded(Band band, DoubleFunction<String> text) {
        return text.apply(band.value())
                + (band.isExact() ? "" : " (" + text.apply(band.low()) + " to " + text.apply(band.high()) + ")");
    }
}
