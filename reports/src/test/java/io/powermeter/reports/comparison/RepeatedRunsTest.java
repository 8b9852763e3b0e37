package io.powermeter.reports.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.measurement.Origin;
import io.powermeter.reports.TestRuns;
import io.powermeter.summary.Summary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepeatedRunsTest {
    @TempDir
    Path folder;

    private static Cost cost(double seconds, double joules) {
        return new Cost(seconds, seconds, joules, joules / 2, 100);
    }

    private static RunCosts run(Origin origin, Cost whole, Map<String, Cost> phases) {
        return new RunCosts(origin, whole, phases);
    }

    @Test
    void runCosts_measuredRun_areThoseOfItsSummary() throws IOException {
        Summary summary = TestRuns.measured(folder.resolve("run"));
        RunCosts costs = RunCosts.of(summary);

        assertThat(costs.origin()).isEqualTo(Origin.MEASURED);
        assertThat(costs.whole().seconds()).isEqualTo(30);
        assertThat(costs.whole().cpuSeconds()).isEqualTo(240);
        assertThat(costs.whole().joules()).isEqualTo(summary.energy().joules());
        assertThat(costs.whole().jobJoules()).isEqualTo(summary.job().joules());
        assertThat(costs.phases()).containsOnlyKeys("load", "train", "epoch", "test");
        Cost test = costs.phases().get("test");
        assertThat(test.cpuSeconds()).isEqualTo(56);
        assertThat(test.joulesPerSample()).isCloseTo(test.joules() / 60_000, within(1e-12));
        assertThat(costs.phases().get("train").joulesPerSample()).isNaN();
    }

    @Test
    void runCosts_runWithAGap_hasNoJoules() throws IOException {
        RunCosts costs = RunCosts.of(TestRuns.withGap(folder.resolve("run"), true));

        assertThat(costs.whole().seconds()).isEqualTo(10);
        assertThat(costs.whole().joules()).as("a fifth is missing").isNaN();
    }

    @Test
    void runCosts_cpuTimeOfTheJobNotRead_hasJoulesOfTheMachineOnly() throws IOException {
        RunCosts costs = RunCosts.of(TestRuns.estimated(folder.resolve("run")));

        assertThat(costs.origin()).isEqualTo(Origin.ESTIMATED);
        assertThat(costs.whole().joules()).isCloseTo(1200, within(1e-6));
        assertThat(costs.whole().cpuSeconds()).isNaN();
        assertThat(costs.whole().jobJoules()).isNaN();
    }

    @Test
    void known_phaseThatOneRunHasNotAndAnotherDoesNotKnow_isOfTheRest() {
        RepeatedRuns runs = new RepeatedRuns(List.of(
                run(Origin.MEASURED, cost(10, 100), Map.of("test", cost(1, 10))),
                run(Origin.MEASURED, cost(12, 130), Map.of("test", cost(2, Double.NaN))),
                run(Origin.MEASURED, cost(11, 120), Map.of("late", cost(3, 30)))));

        assertThat(runs.origin()).isEqualTo(Origin.MEASURED);
        assertThat(runs.whole().known(Cost::joules)).containsExactly(100.0, 130.0, 120.0);
        assertThat(runs.phases()).extracting(RepeatedCost::name).containsExactly("test", "late");
        assertThat(runs.phases().get(0).known(Cost::seconds)).containsExactly(1.0, 2.0);
        assertThat(runs.phases().get(0).known(Cost::joulesPerSample)).containsExactly(0.1);
    }

    @Test
    void origin_oneRunEstimated_isEstimated() {
        RepeatedRuns runs = new RepeatedRuns(
                List.of(run(Origin.MEASURED, cost(10, 100), Map.of()), run(Origin.ESTIMATED, cost(10, 100), Map.of())));

        assertThat(runs.origin()).isEqualTo(Origin.ESTIMATED);
    }
}
