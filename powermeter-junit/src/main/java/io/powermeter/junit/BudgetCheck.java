package io.powermeter.junit;

import io.powermeter.measurement.Origin;
import io.powermeter.summary.IdleFloor;
import io.powermeter.summary.Summary;
import java.util.Locale;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Holds what a test drew against its budget: returns if it is kept for sure. */
record BudgetCheck(EnergyBudget budget, TestEnergy energy) {
    /** An error of a twentieth is small enough to judge by. */
    private static final double LENGTHS_OF_ERROR = 20;

    void check() {
        abortIfNotMeasured();
        failIfNotResolved();
        double joules = energy.joules(budget.metric());
        double error = energy.error(budget.metric());
        if (joules - error > budget.joules()) {
            throw failure("above its budget of " + text(budget.joules())
                    + " J. Make it cheaper, or raise joules of @EnergyBudget.");
        }
        if (joules + error > budget.joules()) {
            throw failure("which may be below or above its budget of " + text(budget.joules())
                    + " J. Repeat it for longer by atLeast of @MeasureEnergy" + longerBaseline()
                    + ", or give the budget more room.");
        }
    }

    private void abortIfNotMeasured() {
        if (energy.method().coverage() < Summary.LEAST_COMPARABLE) {
            throw aborted(String.format(
                    Locale.ROOT,
                    "the energy is known for %.0f %% of the time only.%s",
                    100 * energy.method().coverage(),
                    absences()));
        }
        if (budget.origin() == Origin.MEASURED && energy.origin() == Origin.ESTIMATED) {
            throw aborted("the energy can only be estimated here, and the budget demands MEASURED." + absences());
        }
    }

    private void failIfNotResolved() {
        String unresolved = energy.method().unresolved();
        if (unresolved != null) {
            throw unresolved(unresolved, secondsToResolve());
        }
        if (Double.isNaN(energy.joules(budget.metric()))) {
            throw budget.metric() == Metric.JOB
                    ? unresolved("too short to tell the CPU time of this JVM, which is read twice a second", 2)
                    : new AssertionFailedError("The idle floor that the budget of " + energy.test()
                            + " is above is not known: " + noFloor());
        }
    }

    private AssertionFailedError unresolved(String why, long seconds) {
        return new AssertionFailedError(String.format(
                Locale.ROOT,
                "The energy of %s is not resolved: %s s are %s. Repeat it: @MeasureEnergy(atLeast = \"%ds\").",
                energy.test(),
                text(energy.method().seconds()),
                why,
                seconds));
    }

    private String noFloor() {
        IdleFloor floor = energy.floor();
        if (floor == null) {
            return "powermeter.baseline is 0. Set it to 1s, or take another metric of @EnergyBudget.";
        }
        return Double.isNaN(floor.watts())
                ? "powermeter.baseline is too short for the sensors. Set it to 5s, or longer."
                : "other sensors answered when it was measured. Run the tests again.";
    }

    /** Returns how long the test would have to be, in whole seconds, for an error that is small beside its energy. */
    private long secondsToResolve() {
        double watts = energy.summary().energy().meanWatts();
        double seconds = LENGTHS_OF_ERROR * energy.method().errorJoules() / watts;
        return Math.max(1, (long) Math.ceil(Double.isFinite(seconds) ? seconds : 1));
    }

    private String longerBaseline() {
        return budget.metric() == Metric.NET ? " and " + EnergySettings.BASELINE : "";
    }

    private AssertionFailedError failure(String verdict) {
        Metric metric = budget.metric();
        String said = String.format(
                Locale.ROOT,
                "%s drew %s J ± %s J %s (%s, in %s s%s), %s",
                energy.test(),
                text(energy.joules(metric)),
                text(energy.error(metric)),
                metric.label(),
                energy.origin(),
                text(energy.method().seconds()),
                energy.executions() == 1 ? "" : ", mean of " + energy.executions() + " executions",
                verdict);
        return new AssertionFailedError(said, budget.joules(), energy.joules(metric));
    }

    private TestAbortedException aborted(String why) {
        return new TestAbortedException("The energy budget of " + energy.test() + " was not checked: " + why);
    }

    private String absences() {
        return energy.summary().absences().stream()
                .map(absence -> " " + absence.provider() + ": " + absence.reason() + ". " + absence.remedy())
                .map(said -> said.replaceAll("\\s*\\n\\s*", " "))
                .collect(Collectors.joining());
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
