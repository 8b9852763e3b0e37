package io.powermeter.reports.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.carbon.CarbonAccount;
import io.powermeter.measurement.Origin;
import io.powermeter.reports.TestRuns;
import io.powermeter.summary.Summary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFiguresTest {
    @TempDir
    Path folder;

    @Test
    void of_measuredRun_areThoseOfItsSummary() throws IOException {
        Summary summary = TestRuns.measured(folder.resolve("run"));
        RunFigures run = RunFigures.of(summary, Comparison.ACCURACY);

        assertThat(run.origin()).isEqualTo(Origin.MEASURED);
        assertThat(run.ending()).isEmpty();
        assertThat(run.whole().seconds()).isEqualTo(30);
        assertThat(run.whole().cpuSeconds()).isEqualTo(240);
        assertThat(run.whole().joules()).isEqualTo(summary.energy().joules());
        assertThat(run.whole().jobJoules()).isEqualTo(summary.job().joules());
        assertThat(run.whole().components()).isEqualTo(summary.components());
        assertThat(run.grams())
                .isEqualTo(CarbonAccount.of(summary).emissions().operational().value());
        assertThat(run.metrics()).isEqualTo(summary.metrics());
        assertThat(run.phases()).containsOnlyKeys("load", "train", "epoch", "test");
        assertThat(run.outermost()).containsExactly("load", "train", "test");
        Cost test = run.phases().get("test");
        assertThat(test.cpuSeconds()).isEqualTo(56);
        assertThat(test.joulesPerSample()).isCloseTo(test.joules() / 60_000, within(1e-12));
        assertThat(run.phases().get("train").joulesPerSample()).isNaN();
        assertThat(run.phasePower()).containsOnlyKeys("load", "train", "epoch", "test");
        double mean = Arrays.stream(run.power().watts()).average().orElseThrow();
        assertThat(mean).isCloseTo(summary.energy().joules() / 30, within(1e-6));
    }

    @Test
    void of_runWithAGap_hasNoJoules() throws IOException {
        RunFigures run = RunFigures.of(TestRuns.withGap(folder.resolve("run"), true), Comparison.ACCURACY);

        assertThat(run.whole().seconds()).isEqualTo(10);
        assertThat(run.whole().joules()).as("a fifth is missing").isNaN();
        assertThat(run.grams()).isNaN();
        assertThat(run.coverage()).isCloseTo(0.8, within(1e-9));
    }

    @Test
    void of_runWithoutEnd_saysSo() throws IOException {
        RunFigures run = RunFigures.of(TestRuns.withGap(folder.resolve("run"), false), Comparison.ACCURACY);

        assertThat(run.ending()).isEqualTo("it ended early: its end is not recorded");
    }

    @Test
    void of_cpuTimeOfTheJobNotRead_hasJoulesOfTheMachineOnly() throws IOException {
        RunFigures run = RunFigures.of(TestRuns.estimated(folder.resolve("run")), Comparison.ACCURACY);

        assertThat(run.origin()).isEqualTo(Origin.ESTIMATED);
        assertThat(run.sensors()).contains("estimated");
        assertThat(run.whole().joules()).isCloseTo(1200, within(1e-6));
        assertThat(run.whole().cpuSeconds()).isNaN();
        assertThat(run.whole().jobJoules()).isNaN();
    }
}
