package io.powermeter.grid;

import io.powermeter.carbon.Band;
import io.powermeter.carbon.GridIntensity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The yearly intensity of countries, states of the USA and regions of clouds.
 *
 * <p>States: US EPA, eGRID2023 (rev. 2, 2025), state annual CO2e total output emission rate, which is of the chimneys alone
 * and not of the life cycle. Google's regions: Google, "Carbon free energy for Google Cloud regions", figures of 2025.
 * Amazon and Microsoft publish none: their regions have the figure of the state or country in which they stand.
 */
public final class Places {
    private static final String EGRID = "US EPA, eGRID2023";
    private static final int EGRID_YEAR = 2023;
    private static final String GOOGLE = "Google, Carbon free energy for Google Cloud regions";
    private static final int GOOGLE_YEAR = 2025;

    private Places() {}

    /**
     * Returns the figure of a place.
     *
     * @param place a country as {@link GridIntensity#of} takes it, a state as {@code US-CA}, or a region as {@code
     *     gcp:europe-west9}, {@code aws:eu-west-3} or {@code azure:francecentral}; in any case
     * @throws IllegalArgumentException if there is no figure for it
     */
    public static GridIntensity find(String place) {
        String wanted = place.strip();
        if (wanted.indexOf(':') >= 0) {
            return region(wanted);
        }
        return state(wanted).orElseGet(() -> GridIntensity.of(wanted));
    }

    private static Optional<GridIntensity> state(String code) {
        return row("us-states.csv", code)
                .map(row -> new GridIntensity(
                        Band.exact(Double.parseDouble(row[2])),
                        row[1] + ", United States",
                        OptionalInt.of(EGRID_YEAR),
                        EGRID));
    }

    private static GridIntensity region(String name) {
        String[] row = row("cloud-regions.csv", name)
                .orElseThrow(() -> new IllegalArgumentException("unknown cloud region \"" + name
                        + "\"; give gcp:, aws: or azure: and the provider's own name of it, such as gcp:europe-west9,"
                        + " or the country"));
        if (!row[2].isEmpty()) {
            return new GridIntensity(
                    Band.exact(Double.parseDouble(row[2])),
                    row[0] + " (" + row[1] + ")",
                    OptionalInt.of(GOOGLE_YEAR),
                    GOOGLE);
        }
        GridIntensity standsIn = find(row[3]);
        return new GridIntensity(
                standsIn.gramsPerKilowattHour(),
                row[0] + " (" + standsIn.place() + ")",
                standsIn.year(),
                standsIn.source());
    }

    /** Returns the cells of the row whose first one is {@code key}. */
    private static Optional<String[]> row(String table, String key) {
        return rows(table).stream()
                .map(line -> line.split(",", -1))
                .filter(row -> row[0].equalsIgnoreCase(key))
                .findFirst();
    }

    static List<String> rows(String table) {
        InputStream in = Objects.requireNonNull(Places.class.getResourceAsStream(table), table);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
