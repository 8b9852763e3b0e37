package io.powermeter.carbon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.measurement.Energy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FootprintTest {
    @Test
    void of_twoKilowattHours_isEnergyTimesPueTimesIntensity() {
        Footprint footprint = new Footprint(1.5, GridIntensity.fixed(100));
        assertThat(footprint.of(new Energy(7_200_000)).grams()).isCloseTo(300, within(1e-9));
    }

    @Test
    void of_noEnergy_isNoGas() {
        assertThat(new Footprint(1, GridIntensity.world()).of(new Energy(0)).grams())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.99, 5.01, 0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void newFootprint_impossiblePue_saysTheRange(double pue) {
        assertThatThrownBy(() -> new Footprint(pue, GridIntensity.world()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("PUE must be between 1 (no overhead) and 5, not " + pue + "; give --pue, such as 1.58");
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 5})
    void newFootprint_pueAtTheEnds_isTaken(double pue) {
        assertThat(new Footprint(pue, GridIntensity.world()).pue()).isEqualTo(pue);
    }
}
