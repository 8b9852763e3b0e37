package io.powermeter.summary;

import static io.powermeter.summary.TestRun.cpu;
import static io.powermeter.summary.TestRun.energy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationTest {
    private static final Channel PACKAGE = cpu("rapl/package-0");
    private static final Channel GPU = energy("nvml/gpu-0", Component.GPU);
    private static final Channel PLUG = Channel.of("plug/power", Component.WALL, Quantity.POWER, Origin.MEASURED);

    @Test
    void wallEstimate_runOfTheSameSensors_appliesItWithItsError() {
        Calibration calibration = new Calibration(31, 1.12, 1.05, 1.5, 60, List.of("nvml/gpu-0", "rapl/package-0"));
        Summary summary = new TestRun(10)
                .watts(PACKAGE, 100)
                .watts(GPU, 200)
                .setting(Calibration.SETTING, calibration.text())
                .job(0, 10)
                .summary();
        WallEstimate wall = summary.wallEstimate().orElseThrow();
        assertThat(wall.joules()).isCloseTo(310 + 1120 + 2100, within(1e-6));
        assertThat(wall.errorJoules()).isCloseTo(30, within(1e-6));
        assertThat(wall.calibration()).isEqualTo(calibration);
        assertThat(summary.energy().joules()).as("what was read").isCloseTo(3000, within(1e-6));
    }

    @Test
    void wallEstimate_otherSensorsOrAWattmeter_isNotMade() {
        String text = new Calibration(31, 1.12, 1, 1.5, 60, List.of("rapl/package-0")).text();
        Summary other = new TestRun(10)
                .watts(PACKAGE, 100)
                .watts(energy("rapl/dram", Component.DRAM), 5)
                .setting(Calibration.SETTING, text)
                .job(0, 10)
                .summary();
        assertThat(other.wallEstimate()).isEmpty();
        assertThat(other.warnings())
                .contains("This machine's calibration is of other sensors (rapl/package-0) and was not used: calibrate"
                        + " again.");
        Summary measured = new TestRun(10)
                .watts(PACKAGE, 100)
                .channel(PLUG, t -> 150)
                .setting(Calibration.SETTING, text)
                .job(0, 10)
                .summary();
        assertThat(measured.wallEstimate()).isEmpty();
        assertThat(measured.warnings()).isEmpty();
    }

    @Test
    void parse_text_givesItBack() {
        Calibration calibration = new Calibration(-1.5, 1.12, 1.05, 0.25, 60, List.of("a/b", "c"));
        assertThat(Calibration.parse(calibration.text())).contains(calibration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "wall = 1 W", "wall = x W + 1.0 x machine + 1.0 x GPU, residual 1.0 W over 5 stretches, of a"
            })
    void parse_otherText_isNothing(String text) {
        assertThat(Calibration.parse(text)).isEmpty();
    }
}
