package io.powermeter.carbon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GridIntensityTest {
    @ParameterizedTest
    @ValueSource(strings = {"FR", "fr", "FRA", "fra", "France", "FRANCE", " france "})
    void of_codeOrNameInAnyCase_findsTheCountry(String country) {
        assertThat(GridIntensity.of(country))
                .isEqualTo(new GridIntensity(
                        Band.exact(56.039), "France", OptionalInt.of(2023), "Our World in Data / Ember, CC BY 4.0"));
    }

    @ParameterizedTest
    @CsvSource({"SE,40.695", "UK,237.589", "gb,237.589", "United States of America,369.473", "EH,666.667", "NA,59.259"})
    void of_knownCountry_hasTheTablesFigure(String country, double grams) {
        assertThat(GridIntensity.of(country).gramsPerKilowattHour()).isEqualTo(Band.exact(grams));
    }

    @Test
    void of_oldFigure_saysItsYear() {
        assertThat(GridIntensity.of("Western Sahara").year()).hasValue(2009);
    }

    @Test
    void of_misspeltCountry_namesTheThreeClosestAndTheRemedy() {
        assertThatThrownBy(() -> GridIntensity.of("Frnace"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("unknown country \"Frnace\"; closest: FR (France), ")
                .hasMessageEndingWith("; give an ISO code, an English name, or the figure by --intensity G_PER_KWH")
                .satisfies(
                        e -> assertThat(String.valueOf(e.getMessage()).chars().filter(c -> c == '('))
                                .hasSize(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "XX", "Fran", "World"})
    void of_partOrNoCountry_isUnknown(String country) {
        assertThatThrownBy(() -> GridIntensity.of(country))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("unknown country \"" + country + "\"");
    }

    @Test
    void of_countryWhoseFigureWasRoundedToZero_asksForIt() {
        assertThatThrownBy(() -> GridIntensity.of("CAF"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no carbon intensity is known for Central African Republic;"
                        + " give the figure of its grid by --intensity G_PER_KWH");
    }

    @Test
    void world_always_isNamedAsSuch() {
        assertThat(GridIntensity.world())
                .isEqualTo(new GridIntensity(
                        new Band(475, 20, 1306.03),
                        "world average",
                        OptionalInt.of(2019),
                        "IEA, Global Energy & CO2 Status Report 2019"));
    }

    @Test
    void fixed_figure_isNamedAsGiven() {
        assertThat(GridIntensity.fixed(Band.exact(12.5)))
                .isEqualTo(new GridIntensity(Band.exact(12.5), "given", OptionalInt.empty(), "--intensity"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 5001})
    void fixed_impossibleFigure_saysTheUnit(double grams) {
        assertThatThrownBy(() -> GridIntensity.fixed(Band.exact(grams)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("grid intensity must be above 0 and at most 5000 g of CO2e per kWh, not " + grams
                        + "; give --intensity in g/kWh, such as 56 for France");
    }

    @Test
    void table_rows_areWholeAndWithoutDuplicates() {
        List<IntensityTable.Row> rows = IntensityTable.load().rows();
        assertThat(rows).hasSize(213);
        assertThat(rows.stream().flatMap(IntensityTable.Row::spellings).map(String::toLowerCase))
                .doesNotHaveDuplicates();
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.iso2()).matches("[A-Z]{2}");
            assertThat(row.iso3()).matches("[A-Z]{3}");
            assertThat(row.year()).isBetween(2009, 2023);
        });
        List<IntensityTable.Row> known =
                rows.stream().filter(row -> !row.grams().isEmpty()).toList();
        Band world = GridIntensity.world().gramsPerKilowattHour();
        assertThat(known.stream()
                        .mapToDouble(row -> Double.parseDouble(row.grams()))
                        .summaryStatistics())
                .as("an unknown place may be any of them")
                .satisfies(figures -> assertThat(new Band(475, figures.getMin(), figures.getMax()))
                        .isEqualTo(world));
        assertThat(known)
                .hasSize(212)
                .allSatisfy(row -> assertThat(Double.parseDouble(row.grams())).isBetween(20.0, 1306.1));
    }
}
