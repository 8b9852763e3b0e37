package io.powermeter.summary;

import static io.powermeter.summary.TestRun.cpu;
import static io.powermeter.summary.TestRun.energy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationTest {
    private static final Channel PACKAGE = cpu("rapl/package-0");
    private static final Channel GPU = energy("nvml/gpu-0", Component.GPU);
    private static final Channel PLUG = Channel.of("plug/power", Component.WALL, Quantity.POWER, Origin.MEASURED);

    private static final DoubleUnaryOperator CPU_WATTS = t -> 60 + 35 * Math.sin(t / 5);

    private static final DoubleUnaryOperator GPU_WATTS = t -> 170 + 130 * Math.sin(t / 13);

    private static TestRun run(DoubleUnaryOperator cpu, DoubleUnaryOperator gpu) {
        return new TestRun(120)
                .channel(PACKAGE, integral(cpu))
                .channel(GPU, integral(gpu))
                .job(0, 120);
    }

    private static DoubleUnaryOperator integral(DoubleUnaryOperator watts) {
        double[] joules = new double[1202];
        for (int i = 1; i < joules.length; i++) {
            joules[i] = joules[i - 1] + watts.applyAsDouble((i - 0.5) / 10) / 10;
        }
        return t -> joules[(int) Math.round(t * 10)];
    }

    @Test
    void of_runWithAKnownWall_findsItsTerms() throws CalibrationException {
        Random noise = new Random(1);
        Calibration calibration = Calibration.of(run(CPU_WATTS, GPU_WATTS)
                .channel(
                        PLUG,
                        t -> 31
                                + 1.12 * CPU_WATTS.applyAsDouble(t)
                                + 1.05 * GPU_WATTS.applyAsDouble(t)
                                + noise.nextGaussian())
                .summary());

        assertThat(calibration.baseWatts()).isCloseTo(31, within(1.0));
        assertThat(calibration.machineFactor()).isCloseTo(1.12, within(0.02));
        assertThat(calibration.gpuFactor()).isCloseTo(1.05, within(0.01));
        assertThat(calibration.residualWatts()).isBetween(0.1, 3.0);
        assertThat(calibration.stretches()).isEqualTo(60);
        assertThat(calibration.channels()).containsExactly("rapl/package-0", "nvml/gpu-0");
    }

    @Test
    void of_gpuThatRests_countsItOnceAndFitsTheOther() throws CalibrationException {
        Calibration calibration = Calibration.of(run(CPU_WATTS, t -> 40)
                .channel(PLUG, t -> 31 + 1.2 * CPU_WATTS.applyAsDouble(t) + 40)
                .summary());
        assertThat(calibration.machineFactor()).isCloseTo(1.2, within(0.02));
        assertThat(calibration.gpuFactor()).isEqualTo(1);
        assertThat(calibration.baseWatts()).isCloseTo(31, within(1.0));
    }

    @Test
    void of_sensorsThatMoveTogether_shareOneFactor() throws CalibrationException {
        Calibration calibration = Calibration.of(run(CPU_WATTS, t -> 4 * CPU_WATTS.applyAsDouble(t))
                .channel(PLUG, t -> 10 + 1.1 * 5 * CPU_WATTS.applyAsDouble(t))
                .summary());
        assertThat(calibration.machineFactor()).isCloseTo(1.1, within(0.02)).isEqualTo(calibration.gpuFactor());
    }

    @Test
    void of_runThatTellsNothing_saysWhy() {
        assertThatThrownBy(() -> Calibration.of(run(CPU_WATTS, GPU_WATTS).summary()))
                .hasMessage("The run has no wattmeter beside other sensors. Record one that has both:"
                        + " powermeter run --wattmeter ... --baseline 60s -- JOB.");
        assertThatThrownBy(() -> Calibration.of(
                        run(t -> 50, t -> 40).channel(PLUG, t -> 120).summary()))
                .hasMessageStartingWith("The power hardly changed in this run");
        assertThatThrownBy(() -> Calibration.of(run(CPU_WATTS, t -> 40)
                        .channel(PLUG, t -> 120 + 0.1 * CPU_WATTS.applyAsDouble(t))
                        .summary()))
                .hasMessage("The wall does not follow the sensors: 0.10 W more at the wall for each watt more inside."
                        + " Does the wattmeter feed this machine, and nothing else?");
        assertThatThrownBy(() -> Calibration.of(new TestRun(10)
                        .watts(PACKAGE, 50)
                        .channel(PLUG, t -> 100)
                        .summary()))
                .hasMessage("Wattmeter and sensors were both read in only 5 stretches of 2 s; 10 are needed."
                        + " Record a longer run.");
    }

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
