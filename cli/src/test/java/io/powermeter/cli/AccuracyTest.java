package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The whole meter, in a process of its own, against simulated machines whose joules are known.
 *
 * <p>What is added up is held to the half percent. What is taken for the job's window is held to a time, because how soon a
 * new process runs is the machine's affair: {@code Accuracy}, on a quiet one, holds both together to the truth.
 */
@Isolated("other tests would hold up the simulated counters")
class AccuracyTest {
    private static final double BOUND_PERCENT = 0.5;
    private static final double SECONDS = 2;

    /** Of the simulated courses: 90 W of 44 W, where the square wave is low for longer. */
    private static final double PEAK_BY_MEAN = 2.05;

    private static final double LONGEST_EDGE_SECONDS = 0.1;

    /** A machine that stalls moves the simulated counters late: such a trial says nothing of the meter. */
    private static final int TRIALS = 4;

    /** This many at once leave the processors time enough. */
    private static final int AT_ONCE = 3;

    private static final Map<Scenario, Future<Trial>> TRIAL_OF = new EnumMap<>(Scenario.class);

    @BeforeAll
    static void runAll(@TempDir Path folder) {
        assumeTrue(Trial.canRun(), "skipped: the job reads the clock with bash, and there is no /bin/bash");
        ExecutorService executor = Executors.newFixedThreadPool(AT_ONCE);
        for (Scenario scenario : Scenario.values()) {
            TRIAL_OF.put(scenario, executor.submit(() -> fairTrial(scenario, folder)));
        }
        executor.shutdown();
    }

    @ParameterizedTest
    @EnumSource
    void run_simulatedMachine_energyOfTheJobIsTheTruth(Scenario scenario) throws Exception {
        Trial trial = TRIAL_OF.get(scenario).get();
        assertThat(trial.wrapped()).as("a wrap-around inside the job").isEqualTo(scenario.wraps());
        assertThat(trial.meterPercent()).as("%s: %s", scenario, trial).isBetween(-bound(trial), bound(trial));
        assertThat(trial.secondsBefore())
                .as("%s: %s", scenario, trial)
                .isBetween(-LONGEST_EDGE_SECONDS, LONGEST_EDGE_SECONDS);
        assertThat(trial.secondsAfter())
                .as("%s: %s", scenario, trial)
                .isBetween(-LONGEST_EDGE_SECONDS, LONGEST_EDGE_SECONDS);
        assertThat(trial.coverage()).isGreaterThan(0.99);
    }

    /** A counter that stood still while the machine drew its most, just at an edge, makes up for it inside or outside the run. */
    private static double bound(Trial trial) {
        return BOUND_PERCENT + 100 * PEAK_BY_MEAN * trial.lagSeconds() / SECONDS;
    }

    /** Repeats a trial that failed because the simulated machine was late, or that began too late for the wrap-around. */
    private static Trial fairTrial(Scenario scenario, Path folder) throws Exception {
        double lead = 1;
        for (int i = 1; ; i++) {
            Path own = Files.createDirectories(folder.resolve(scenario + "-" + i));
            Trial trial = Trial.of(scenario, SECONDS, lead, List.of("100ms"), own, MeterProcess::in)
                    .get(0);
            boolean countersOnTime = trial.lagSeconds() < BOUND_PERCENT / 100 * SECONDS;
            boolean right = Math.abs(trial.meterPercent()) < BOUND_PERCENT && trial.wrapped() == scenario.wraps();
            if (right || countersOnTime && trial.wrapped() == scenario.wraps() || i == TRIALS) {
                return trial;
            }
            lead = trial.leadSeconds();
        }
    }
}
