package io.powermeter.reports.comparison;

import io.powermeter.measurement.Origin;
import java.util.List;
import java.util.Objects;

/**
 * Several runs of one thing.
 *
 * @param runs in the order in which they were made
 */
public record RepeatedRuns(List<RunFigures> runs) {
    public RepeatedRuns {
        runs = List.copyOf(runs);
    }

    /** Returns MEASURED only if no part of the energy of any run is estimated. */
    public Origin origin() {
        return runs.stream().allMatch(run -> run.origin() == Origin.MEASURED) ? Origin.MEASURED : Origin.ESTIMATED;
    }

    /** Returns the whole runs. */
    public RepeatedCost whole() {
        return new RepeatedCost("", runs.stream().map(RunFigures::whole).toList());
    }

    /** Returns the phases by name, in order of their first begin; one that a run has not is not among its costs. */
    public List<RepeatedCost> phases() {
        return runs.stream()
                .flatMap(run -> run.phases().keySet().stream())
                .distinct()
                .map(this::phase)
                .toList();
    }

    private RepeatedCost phase(String name) {
        return new RepeatedCost(
                name,
                runs.stream()
                        .map(run -> run.phases().get(name))
                        .filter(Objects::nonNull)
                        .toList());
    }
}
