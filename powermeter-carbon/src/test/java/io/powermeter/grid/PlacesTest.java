package io.powermeter.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.powermeter.carbon.Band;
import io.powermeter.carbon.GridIntensity;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PlacesTest {
    @Test
    void find_state_isOfTheUsEpa() {
        assertThat(Places.find(" us-ca "))
                .isEqualTo(new GridIntensity(
                        Band.exact(179.1), "California, United States", OptionalInt.of(2023), "US EPA, eGRID2023"));
    }

    @Test
    void find_regionOfGoogle_isItsOwnFigure() {
        assertThat(Places.find("gcp:europe-west9"))
                .isEqualTo(new GridIntensity(
                        Band.exact(15.83),
                        "gcp:europe-west9 (Paris)",
                        OptionalInt.of(2025),
                        "Google, Carbon free energy for Google Cloud regions"));
    }

    @Test
    void find_regionOfOthers_isWhereItStands() {
        GridIntensity france = GridIntensity.of("FR");
        assertThat(Places.find("aws:EU-WEST-3"))
                .isEqualTo(new GridIntensity(
                        france.gramsPerKilowattHour(), "aws:eu-west-3 (France)", france.year(), france.source()));
        assertThat(Places.find("azure:westus2").place()).isEqualTo("azure:westus2 (Washington, United States)");
    }

    @Test
    void find_country_isOfTheTable() {
        assertThat(Places.find("Germany")).isEqualTo(GridIntensity.of("DE"));
        assertThatThrownBy(() -> Places.find("US-XX")).hasMessageStartingWith("unknown country \"US-XX\"; closest: ");
    }

    @Test
    void find_unknownRegion_saysHowTheyAreWritten() {
        assertThatThrownBy(() -> Places.find("aws:paris"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "unknown cloud region \"aws:paris\"; give gcp:, aws: or azure: and the provider's own name of"
                                + " it, such as gcp:europe-west9, or the country");
    }

    @Test
    void tables_everyRow_isWholeAndFound() {
        List<String> states = Places.rows("us-states.csv");
        List<String> regions = Places.rows("cloud-regions.csv");
        assertThat(states).as("with the District of Columbia").hasSize(51);
        assertThat(regions).hasSizeGreaterThan(130);
        for (List<String> table : List.of(states, regions)) {
            assertThat(table.stream().map(row -> row.split(",")[0])).doesNotHaveDuplicates();
            assertThat(table.stream().map(row -> Places.find(row.split(",")[0])))
                    .allSatisfy(place ->
                            assertThat(place.gramsPerKilowattHour().value()).isBetween(10.0, 1000.0));
        }
    }
}
