package io.powermeter.carbon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FootprintTest {
    private static Footprint withPue(double pue) {
        return new Footprint(Band.exact(pue), GridIntensity.world(), List.of(), null);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.99, 5.01, 0, -1})
    void newFootprint_impossiblePue_saysTheRange(double pue) {
        assertThatThrownBy(() -> withPue(pue))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("PUE must be between 1 (no overhead) and 5, not " + pue
                        + "; give --pue, such as 1.58 or 1.1-1.6");
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 5})
    void newFootprint_pueAtTheEnds_isTaken(double pue) {
        assertThat(withPue(pue).pue()).isEqualTo(Band.exact(pue));
    }
}
