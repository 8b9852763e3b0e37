package io.powermeter.carbon;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The yearly figures of 213 countries and territories: Our World in Data from Ember and the Energy Institute, CC BY 4.0, as
 * compiled by the codecarbon project.
 */
final class IntensityTable {
    static final String FILE = "grid-intensity.csv";
    private static final String SOURCE = "Our World in Data / Ember, CC BY 4.0";

    /** A row; {@code grams} is empty where the figure is missing or was rounded to 0. */
    record Row(String iso2, String iso3, List<String> names, String grams, int year) {
        String name() {
            return names.get(0);
        }

        Stream<String> spellings() {
            return Stream.concat(Stream.of(iso2, iso3), names.stream());
        }
    }

    private final List<Row> rows;

    private IntensityTable(List<Row> rows) {
        this.rows = rows;
    }

    static IntensityTable load() {
        InputStream in = Objects.requireNonNull(IntensityTable.class.getResourceAsStream(FILE), FILE);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return new IntensityTable(
                    lines.lines().skip(1).map(IntensityTable::row).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(String line) {
        String[] cells = line.split(",");
        return new Row(cells[0], cells[1], List.of(cells[2].split("\\|")), cells[3], Integer.parseInt(cells[4]));
    }

    List<Row> rows() {
        return rows;
    }

    GridIntensity find(String country) {
        Row row = rows.stream()
                .filter(r -> r.spellings().anyMatch(country::equalsIgnoreCase))
                .findFirst()
                .orElseThrow(() -> unknown(country));
        if (row.grams().isEmpty()) {
            throw new IllegalArgumentException("no carbon intensity is known for " + row.name()
                    + "; give the figure of its grid by --intensity G_PER_KWH");
        }
        return new GridIntensity(
                Band.exact(Double.parseDouble(row.grams())), row.name(), OptionalInt.of(row.year()), SOURCE);
    }

    private IllegalArgumentException unknown(String country) {
        String closest = rows.stream()
                .sorted(Comparator.comparingInt(row -> distance(country, row)))
                .limit(3)
                .map(row -> row.iso2() + " (" + row.name() + ")")
                .collect(Collectors.joining(", "));
        return new IllegalArgumentException("unknown country \"" + country + "\"; closest: " + closest
                + "; give an ISO code, an English name, or the figure by --intensity G_PER_KWH");
    }

    private static int distance(String country, Row row) {
        String wanted = country.toLowerCase(Locale.ROOT);
        return row.spellings()
                .mapToInt(spelling -> edits(wanted, spelling.toLowerCase(Locale.ROOT)))
                .min()
                .orElseThrow();
    }

    /** Returns how many letters must be put in, taken out or changed (Levenshtein 1965). */
    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
