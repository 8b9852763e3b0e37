package io.powermeter.junit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.powermeter.host.Host;
import io.powermeter.measurement.Origin;
import io.powermeter.meter.PowerMeter;
import io.powermeter.meter.Run;
import io.powermeter.summary.IdleFloor;
import io.powermeter.summary.PhaseEnergy;
import io.powermeter.summary.Summary;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class BudgetCheckTest {
    @TempDir
    Path root;

    private static final class Budgets {
        @EnergyBudget(joules = 10, metric = Metric.GROSS, origin = Origin.ESTIMATED)
        void ten() {}

        @EnergyBudget(joules = 10, origin = Origin.ESTIMATED)
        void tenNet() {}
    }

    private BudgetCheck check(double joules, double error, double coverage) throws Exception {
        return check("ten", joules, error, coverage, null);
    }

    private BudgetCheck check(String method, double joules, double error, double coverage, @Nullable IdleFloor floor)
            throws Exception {
        Run run = PowerMeter.builder()
                .host(Host.at(root.resolve("nothing")))
                .recordTo(root.resolve("runs"))
                .build()
                .start("x");
        run.close();
        Summary summary = run.summary();
        PhaseEnergy executed =
                new PhaseEnergy("A.b", 1, 0, 2, 2, Double.NaN, Map.of(), joules, joules, 0, coverage, error, null);
        EnergyBudget budget = Budgets.class.getDeclaredMethod(method).getAnnotation(EnergyBudget.class);
        return new BudgetCheck(budget, new TestEnergy("A.b", summary, executed, floor, 2));
    }

    @Test
    void check_errorAcrossTheBudget_failsAndAsksToRepeatItForLonger() throws Exception {
        BudgetCheck below = check(18, 1.9, 1);
        assertThatCode(below::check).doesNotThrowAnyException();
        BudgetCheck across = check(18, 2.1, 1);
        assertThatThrownBy(across::check)
                .isInstanceOf(AssertionFailedError.class)
                .hasMessage(
                        "A.b drew 9.000 J ± 1.050 J gross (ESTIMATED, in 2.000 s, mean of 2 executions), which may be"
                                + " below or above its budget of 10.00 J. Repeat it for longer by atLeast of @MeasureEnergy, or give"
                                + " the budget more room.");
    }

    @Test
    void check_holesInWhatIsKnown_isAborted() throws Exception {
        BudgetCheck holes = check(18, 0, 0.9);
        assertThatThrownBy(holes::check)
                .isInstanceOf(TestAbortedException.class)
                .hasMessageStartingWith(
                        "The energy budget of A.b was not checked: the energy is known for 90 % of the time only.");
    }

    @Test
    void check_baselineTooShortForTheSensors_failsAndSaysSo() throws Exception {
        BudgetCheck noFloor = check("tenNet", 18, 0, 1, new IdleFloor(Set.of("x"), Double.NaN, Double.NaN));
        assertThatThrownBy(noFloor::check)
                .isInstanceOf(AssertionFailedError.class)
                .hasMessage(
                        "The idle floor that the budget of A.b is above is not known: powermeter.baseline is too short"
                                + " for the sensors. Set it to 5s, or longer.");
    }
}
