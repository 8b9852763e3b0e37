package io.powermeter.reports;

import io.powermeter.carbon.Band;
import io.powermeter.carbon.CarbonAccount;
import io.powermeter.carbon.Embodied;
import io.powermeter.carbon.Emissions;
import io.powermeter.carbon.GridIntensity;
import io.powermeter.reports.words.CarbonWords;
import io.powermeter.reports.words.Figures;
import io.powermeter.summary.Summary;
import java.util.ArrayList;
import java.util.List;

/** The greenhouse gas of a run as a page shows it: the formula, where its factors come from, and what it is as much as. */
final class CarbonTable {
    private static final double METRES_PER_KILOMETRE = 1000;

    /** Mean of the new passenger cars of Europe in 2022 (EEA, "CO2 emissions performance of new passenger cars in Europe"). */
    private static final double GRAMS_PER_CAR_KILOMETRE = 108.1;

    /** US EPA, "Greenhouse Gas Equivalencies Calculator - Calculations and References" (eGRID2022): 1.24e-5 t of CO2. */
    private static final double GRAMS_PER_PHONE_CHARGE = 12.4;

    /** IEA, "The carbon footprint of streaming video: fact-checking the headlines", 11 December 2020. */
    private static final double GRAMS_PER_STREAMED_HOUR = 36;

    private final Summary summary;
    private final CarbonAccount account;
    private final Emissions emissions;
    private final CarbonWords words;

    CarbonTable(Summary summary) {
        this.summary = summary;
        this.account = CarbonAccount.of(summary);
        this.emissions = account.emissions();
        this.words = new CarbonWords(summary);
    }

    /** Returns the multiplication that makes the grams. */
    String formula() {
        return Figures.wattHours(summary.energy().joules()) + " × "
                + Figures.number(account.footprint().pue().value()) + " × "
                + Figures.number(emissions.intensity().value()) + " g/kWh = "
                + Figures.grams(emissions.operational().value()) + " CO₂e";
    }

    /** Returns the grams that follow from the energy, empty if it is not known; they stand apart from the embodied ones. */
    List<Page.Row> grams() {
        List<Page.Row> rows = new ArrayList<>();
        rows.add(new Page.Row("Operational: energy × PUE × intensity", words.grams()));
        if (Double.isFinite(emissions.netGrams())) {
            rows.add(new Page.Row("of it net, above the idle floor", Figures.grams(emissions.netGrams())));
        }
        Band making = emissions.embodied();
        if (making != null) {
            rows.add(new Page.Row("Embodied: making of the machine × duration ÷ lifetime", CarbonWords.grams(making)));
            rows.add(new Page.Row("Operational and embodied", CarbonWords.grams(emissions.all())));
        }
        return rows;
    }

    /** Returns where the factors come from. */
    List<Page.Row> terms() {
        List<Page.Row> rows = new ArrayList<>();
        rows.add(new Page.Row("Intensity of the grid", words.intensity()));
        if (!words.variation().isEmpty()) {
            rows.add(new Page.Row("Its variation", words.variation()));
        }
        rows.add(new Page.Row(emissions.tellers().isEmpty() ? "Place" : "Told by", words.place()));
        if (emissions.toldShare() < 1) {
            GridIntensity usual = account.footprint().intensity();
            rows.add(new Page.Row(emissions.tellers().isEmpty() ? "Source" : "Source of the rest", usual.source()));
        }
        rows.add(new Page.Row("PUE (what the building draws for each watt of its machines)", words.pue()));
        Embodied making = account.footprint().embodied();
        if (making != null) {
            rows.add(new Page.Row(
                    "Making of the machine",
                    CarbonWords.grams(making.kilograms().times(1000)) + " over " + Figures.number(making.years())
                            + " years"));
        }
        return rows;
    }

    /** Returns what else emits as much, in a sentence with the sources. */
    String equivalents() {
        double grams = emissions.all().value();
        double metres = grams / GRAMS_PER_CAR_KILOMETRE * METRES_PER_KILOMETRE;
        return "As much as a new European car emits in " + Figures.metres(metres)
                + " (mean of 2022: 108.1 g/km, EEA), as "
                + charges(grams / GRAMS_PER_PHONE_CHARGE) + " (12.4 g, US EPA), or as streaming video for "
                + Figures.seconds(grams / GRAMS_PER_STREAMED_HOUR * 3600) + " (36 g/h, IEA 2020).";
    }

    private static String charges(double charges) {
        return charges < 1
                ? Figures.percent(charges) + " of charging a phone once"
                : "charging a phone " + Figures.number(charges) + " times";
    }
}
