package io.powermeter.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadModelTest {
    private final LoadModel model = LoadModel.ofTdp(100);

    @ParameterizedTest
    @CsvSource({"0,12", "0.25,34", "0.5,56", "1,100", "-0.1,12", "1.5,100"})
    void watts_utilization_isOnTheLineAndClampedToItsEnds(double utilization, double watts) {
        assertThat(model.watts(utilization)).isCloseTo(watts, within(1e-9));
    }

    @Test
    void joules_halfBusySecondOfTwo_isTheIntegralOfTheLine() {
        assertThat(model.joules(2, 0.5)).isCloseTo(2 * model.watts(0.25), within(1e-9));
    }

    @Test
    void scaled_half_halvesBothEnds() {
        assertThat(model.scaled(0.5)).isEqualTo(new LoadModel(6, 50));
    }

    @Test
    void newModel_idleNotBelowFull_namesBothOptions() {
        assertThatThrownBy(() -> new LoadModel(70, 65))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("idle power must be above 0 W and below the 65.0 W at full load, not 70.0 W;"
                        + " give another --idle-watts or --tdp");
    }

    @ParameterizedTest
    @CsvSource({"0,65", "-1,65", "NaN,65", "10,NaN", "10,Infinity"})
    void newModel_impossiblePower_isRefused(double idle, double full) {
        assertThatThrownBy(() -> new LoadModel(idle, full)).isInstanceOf(IllegalArgumentException.class);
    }
}
