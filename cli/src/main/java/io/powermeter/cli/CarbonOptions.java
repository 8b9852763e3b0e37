package io.powermeter.cli;

import io.powermeter.carbon.Footprint;
import io.powermeter.summary.CarbonTerms;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How energy becomes carbon. */
final class CarbonOptions {
    @Option(
            names = "--country",
            paramLabel = "NAME",
            description = "Country of the grid, such as FR, FRA or France; the world's average if not given.")
    private @Nullable String country;

    @Option(
            names = "--intensity",
            paramLabel = "G",
            description = "Grid intensity in grams of CO2e per kWh, instead of a country's.")
    private @Nullable String intensity;

    @Option(
            names = "--pue",
            paramLabel = "X",
            description = "Power usage effectiveness of the building, 1 if not given.")
    private @Nullable String pue;

    /** Returns the terms as settings of a run, checked. */
    Map<String, String> settings() throws UsageException {
        Map<String, String> settings = new LinkedHashMap<>();
        put(settings, CarbonTerms.COUNTRY, country);
        put(settings, CarbonTerms.INTENSITY, intensity);
        put(settings, CarbonTerms.PUE, pue);
        footprint(settings);
        return settings;
    }

    /** Returns the terms given here, and those of {@code recorded} where nothing is given. */
    Footprint over(Map<String, String> recorded) throws UsageException {
        Map<String, String> both = new LinkedHashMap<>(recorded);
        if (country != null) {
            both.remove(CarbonTerms.INTENSITY); // the recorded one would go before the country given now
        }
        both.putAll(settings());
        return footprint(both);
    }

    private static Footprint footprint(Map<String, String> settings) throws UsageException {
        try {
            return CarbonTerms.of(settings);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static void put(Map<String, String> settings, String name, @Nullable String value) {
        if (value != null) {
            settings.put(name, value);
        }
    }
}
