package io.powermeter.carbon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbodiedTest {
    /** The specification's own example: of 1,000 kg over four years an hour is to bear around 28 g. */
    @Test
    void grams_anHourOfFourYears_isTheSpecificationsExample() {
        assertThat(Embodied.parse("1000kg/4y").grams(3600).value()).isCloseTo(28.5, within(0.1));
    }

    @Test
    void grams_wholeLife_isAllOfIt() {
        assertThat(Embodied.parse("900-1500 kg / 5 y").grams(5 * 365.25 * 86400))
                .satisfies(grams -> {
                    assertThat(grams.low()).isCloseTo(900_000, within(1e-6));
                    assertThat(grams.high()).isCloseTo(1_500_000, within(1e-6));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1200", "1200kg", "1200g/4y", "kg/y", "1.2.3kg/4y", "1500-900kg/4y", "-5kg/4y"})
    void parse_somethingElse_saysHowToWriteIt(String text) {
        assertThatThrownBy(() -> Embodied.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("embodied carbon is kilograms by years of use, such as 1200kg/4y or 900-1500kg/4y, not \""
                        + text + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0kg/4y", "1200kg/0y"})
    void parse_nothing_isRefused(String text) {
        assertThatThrownBy(() -> Embodied.parse(text)).hasMessageContaining("must be above 0");
    }
}
