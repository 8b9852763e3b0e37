package io.powermeter.carbon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FootprintTest {
    @ParameterizedTest
    @ValueSource(doubles = {0.99, 5.01, 0, -1})
    void newFootprint_impossiblePue_saysTheRange(double pue) {
        assertThatThrownBy(() -> Footprint.of(pue, GridIntensity.world()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("PUE must be between 1 (no overhead) and 5, not " + pue
                        + "; give --pue, such as 1.58 or 1.1-1.6");
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 5})
    void newFootprint_pueAtTheEnds_isTaken(double pue) {
        assertThat(Footprint.of(pue, GridIntensity.world()).pue()).isEqualTo(Band.exact(pue));
    }
}
