package io.powermeter.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.measurement.Component;
import io.powermeter.recording.RecordingReader;
import io.powermeter.recording.RecordingWriter;
import io.powermeter.recording.RunInfo;
import io.powermeter.recording.SampleLog;
import io.powermeter.summary.Curve;
import io.powermeter.summary.Summary;
import io.powermeter.summary.Window;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PowerTraceTest {
    private static final long MILLI = 1_000_000L;

    @TempDir
    Path folder;

    @Test
    void of_fewReadings_keepsEachIntervalAtItsMiddle() throws IOException {
        Curve curve = curve(new double[] {0, 1, 3, 3});

        PowerTrace trace = PowerTrace.of(List.of(List.of(curve)), new Window(0, 3 * MILLI), 10);

        assertThat(trace.seconds()).containsExactly(0.0005, 0.0015, 0.0025);
        assertThat(trace.watts(0)).containsExactly(new double[] {1000, 2000, 0}, within(1e-6));
    }

    @Test
    void of_manyReadings_keepsEveryPeakAndDip() throws IOException {
        double[] joules = new double[20_001];
        for (int i = 1; i < joules.length; i++) {
            double watts = i == 7_777 ? 900 : i == 15_432 ? 1 : 50;
            joules[i] = joules[i - 1] + watts / 1000;
        }

        PowerTrace trace = PowerTrace.of(List.of(List.of(curve(joules))), new Window(0, 20_000 * MILLI), 100);

        assertThat(trace.seconds()).hasSize(400).isSorted();
        assertThat(trace.peak()).isCloseTo(900, within(0.1));
        assertThat(Arrays.stream(trace.watts(0)).min()).hasValueCloseTo(1.0, within(0.1));
        assertThat(at(trace, 900)).isCloseTo(7.777, within(0.2));
        assertThat(at(trace, 1)).isCloseTo(15.432, within(0.2));
    }

    @Test
    void of_manyReadingsInOneColumn_keepsTheOrderOfPeakAndDip() throws IOException {
        double[] joules = new double[1001];
        for (int i = 1; i < joules.length; i++) {
            double watts = i == 300 ? 900 : i == 600 ? 1 : 50;
            joules[i] = joules[i - 1] + watts / 1000;
        }

        PowerTrace trace = PowerTrace.of(List.of(List.of(curve(joules))), new Window(0, 1000 * MILLI), 1);

        assertThat(trace.watts(0)).containsExactly(new double[] {50, 900, 1, 50}, within(0.01));
    }

    @Test
    void of_twoCurves_sumIsUnknownWhereOneIs() throws IOException {
        Summary gap = TestRuns.withGap(folder.resolve("gap"), true);
        Curve known = curve(new double[] {0, 1, 2});
        Curve holed = gap.curve("rapl/package-0").orElseThrow();

        PowerTrace trace = PowerTrace.of(List.of(List.of(holed), List.of(holed, known)), gap.window(), 1000);

        int inTheGap = index(trace, 5);
        int afterTheOther = index(trace, 8);
        assertThat(trace.watts(0)[inTheGap]).isNaN();
        assertThat(trace.watts(0)[afterTheOther]).isCloseTo(50, within(1e-6));
        assertThat(trace.watts(1)[afterTheOther]).isNaN();
        assertThat(trace.watts(1)[0]).isCloseTo(1050, within(1e-6));
    }

    @Test
    void of_holeInACrowdedColumn_breaksTheLineAndKeepsThePeak() throws IOException {
        Summary gap = TestRuns.withGap(folder.resolve("gap"), true);

        PowerTrace trace =
                PowerTrace.of(List.of(List.of(gap.curve("rapl/package-0").orElseThrow())), gap.window(), 3);

        assertThat(trace.watts(0))
                .containsExactly(new double[] {50, 50, 50, 50, 50, 50, 50, Double.NaN, 50, 50, 50, 50}, within(1e-6));
    }

    @Test
    void of_noCurves_isUnknown() {
        PowerTrace trace = PowerTrace.of(List.of(List.of()), new Window(0, MILLI), 10);

        assertThat(trace.watts(0)).containsExactly(Double.NaN);
        assertThat(trace.peak()).isZero();
    }

    private static double at(PowerTrace trace, double watts) {
        for (int i = 0; i < trace.seconds().length; i++) {
            if (Math.abs(trace.watts(0)[i] - watts) < 0.1) {
                return trace.seconds()[i];
            }
        }
        return Double.NaN;
    }

    private static int index(PowerTrace trace, double seconds) {
        int found = Arrays.binarySearch(trace.seconds(), seconds);
        return found >= 0 ? found : -found - 1;
    }

    /** A counter read each millisecond. */
    private Curve curve(double[] joules) throws IOException {
        RunInfo.SamplerInfo rapl = new RunInfo.SamplerInfo(
                "rapl", MILLI, List.of(TestRuns.energy("rapl/package-0", Component.CPU)), List.of());
        Path run = folder.resolve("run" + joules.length);
        try (RecordingWriter writer =
                RecordingWriter.create(run, TestRuns.info("x", List.of(), List.of(rapl), Map.of(), null))) {
            SampleLog log = writer.samples("rapl");
            for (int i = 0; i < joules.length; i++) {
                log.append(i * MILLI, new double[] {joules[i]});
            }
        }
        return Summary.of(RecordingReader.read(run)).curve("rapl/package-0").orElseThrow();
    }
}
