package io.powermeter.cli;

import static io.powermeter.summary.TestRun.cpu;
import static io.powermeter.summary.TestRun.energy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import io.powermeter.summary.Calibration;
import io.powermeter.summary.TestRun;
import io.powermeter.summary.Totals;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class CalibrationFitTest {
    private static final Channel PACKAGE = cpu("rapl/package-0");
    private static final Channel GPU = energy("nvml/gpu-0", Component.GPU);
    private static final Channel PLUG = Channel.of("plug/power", Component.WALL, Quantity.POWER, Origin.MEASURED);

    private static final DoubleUnaryOperator CPU_WATTS = t -> 60 + 35 * Math.sin(t / 5);

    private static final DoubleUnaryOperator GPU_WATTS = t -> 170 + 130 * Math.sin(t / 13);

    private static Calibration fitted(TestRun run) throws UsageException {
        return new CalibrationFit(Totals.of(run.recording())).calibration();
    }

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
    void of_runWithAKnownWall_findsItsTerms() throws UsageException {
        Random noise = new Random(1);
        Calibration calibration = fitted(run(CPU_WATTS, GPU_WATTS)
                .channel(
                        PLUG,
                        t -> 31
                                + 1.12 * CPU_WATTS.applyAsDouble(t)
                                + 1.05 * GPU_WATTS.applyAsDouble(t)
                                + noise.nextGaussian()));

        assertThat(calibration.baseWatts()).isCloseTo(31, within(1.0));
        assertThat(calibration.machineFactor()).isCloseTo(1.12, within(0.02));
        assertThat(calibration.gpuFactor()).isCloseTo(1.05, within(0.01));
        assertThat(calibration.residualWatts()).isBetween(0.1, 3.0);
        assertThat(calibration.stretches()).isEqualTo(60);
        assertThat(calibration.channels()).containsExactly("rapl/package-0", "nvml/gpu-0");
    }

    @Test
    void of_gpuThatRests_countsItOnceAndFitsTheOther() throws UsageException {
        Calibration calibration =
                fitted(run(CPU_WATTS, t -> 40).channel(PLUG, t -> 31 + 1.2 * CPU_WATTS.applyAsDouble(t) + 40));
        assertThat(calibration.machineFactor()).isCloseTo(1.2, within(0.02));
        assertThat(calibration.gpuFactor()).isEqualTo(1);
        assertThat(calibration.baseWatts()).isCloseTo(31, within(1.0));
    }

    @Test
    void of_sensorsThatMoveTogether_shareOneFactor() throws UsageException {
        Calibration calibration = fitted(run(CPU_WATTS, t -> 4 * CPU_WATTS.applyAsDouble(t))
                .channel(PLUG, t -> 10 + 1.1 * 5 * CPU_WATTS.applyAsDouble(t)));
        assertThat(calibration.machineFactor()).isCloseTo(1.1, within(0.02)).isEqualTo(calibration.gpuFactor());
    }

    @Test
    void of_runThatTellsNothing_saysWhy() {
        assertThatThrownBy(() -> fitted(run(CPU_WATTS, GPU_WATTS)))
                .hasMessage("The run has no wattmeter beside other sensors. Record one that has both:"
                        + " powermeter run --wattmeter ... --baseline 60s -- JOB.");
        assertThatThrownBy(() -> fitted(run(t -> 50, t -> 40).channel(PLUG, t -> 120)))
                .hasMessageStartingWith("The power hardly changed in this run");
        assertThatThrownBy(() ->
                        fitted(run(CPU_WATTS, t -> 40).channel(PLUG, t -> 120 + 0.1 * CPU_WATTS.applyAsDouble(t))))
                .hasMessage("The wall does not follow the sensors: 0.10 W more at the wall for each watt more inside."
                        + " Does the wattmeter feed this machine, and nothing else?");
        assertThatThrownBy(() -> fitted(new TestRun(10).watts(PACKAGE, 50).channel(PLUG, t -> 100)))
                .hasMessage("Wattmeter and sensors were both read in only 5 stretches of 2 s; 10 are needed."
                        + " Record a longer run.");
    }
}
