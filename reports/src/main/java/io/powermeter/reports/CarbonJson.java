package io.powermeter.reports;

import com.fasterxml.jackson.core.JsonGenerator;
import io.powermeter.carbon.Band;
import io.powermeter.carbon.CarbonAccount;
import io.powermeter.carbon.Embodied;
import io.powermeter.carbon.Emissions;
import io.powermeter.carbon.GridIntensity;
import io.powermeter.recording.ToldIntensity;
import java.io.IOException;

/** Writes the object {@code carbon} of {@code summary.json}. */
final class CarbonJson {
    private final CarbonAccount account;
    private final Emissions emissions;
    private final JsonGenerator json;

    CarbonJson(CarbonAccount account, JsonGenerator json) {
        this.account = account;
        this.emissions = account.emissions();
        this.json = json;
    }

    /**
     * Writes it.
     *
     * @param energyKnown whether the grams are
     */
    void write(boolean energyKnown) throws IOException {
        json.writeObjectFieldStart("carbon");
        if (energyKnown) {
            band("grams", "lowGrams", "highGrams", emissions.operational());
            JsonFile.number(json, "netGrams", emissions.netGrams());
        }
        band("intensity", "lowIntensity", "highIntensity", emissions.intensity());
        usual();
        band("pue", "lowPue", "highPue", account.footprint().pue());
        embodied();
        told();
        json.writeEndObject();
    }

    /** Writes what is counted wherever the grid's intensity of the time was not told. */
    private void usual() throws IOException {
        GridIntensity grid = account.footprint().intensity();
        json.writeStringField("place", grid.place());
        if (grid.year().isPresent()) {
            json.writeNumberField("year", grid.year().getAsInt());
        }
        json.writeStringField("source", grid.source());
    }

    private void embodied() throws IOException {
        Embodied making = account.footprint().embodied();
        Band grams = emissions.embodied();
        if (making == null || grams == null) {
            return;
        }
        json.writeObjectFieldStart("embodied");
        band("grams", "lowGrams", "highGrams", grams);
        band("kilograms", "lowKilograms", "highKilograms", making.kilograms());
        JsonFile.number(json, "years", making.years());
        json.writeEndObject();
    }

    private void told() throws IOException {
        if (account.footprint().told().isEmpty()) {
            return;
        }
        JsonFile.number(json, "toldShare", emissions.toldShare());
        json.writeArrayFieldStart("told");
        for (ToldIntensity told : account.footprint().told()) {
            json.writeStartObject();
            json.writeStringField("from", told.from().toString());
            json.writeStringField("to", told.to().toString());
            JsonFile.number(json, "intensity", told.gramsPerKilowattHour());
            json.writeStringField("source", told.source());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void band(String value, String low, String high, Band band) throws IOException {
        JsonFile.number(json, value, band.value());
        if (!band.isExact()) {
            JsonFile.number(json, low, band.low());
            JsonFile.number(json, high, band.high());
        }
    }
}
