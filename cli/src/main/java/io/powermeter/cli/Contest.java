package io.powermeter.cli;

import io.powermeter.reports.comparison.Comparison;
import io.powermeter.reports.comparison.Part;
import io.powermeter.reports.comparison.RunFigures;
import io.powermeter.reports.comparison.Study;
import io.powermeter.summary.Summary;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of some jobs' runs is compared, and how.
 *
 * @param study what they are run for, null if nobody said
 * @param parts what of a run is compared, by the job's name; of a job that is not there all of it
 */
record Contest(Comparison.Terms terms, @Nullable Study study, Map<String, List<Part>> parts) {
    /** Whole runs, the first job the baseline. */
    static final Contest USUAL = new Contest(Comparison.Terms.USUAL, null, Map.of());

    /** Returns how many groups a run of a job is in. */
    int groups(NamedJob job) {
        List<Part> own = parts.get(job.name());
        return own == null ? 1 : own.size();
    }

    /** Returns what of a run is compared. */
    List<RunFigures> figures(NamedJob job, Summary summary) {
        RunFigures run = RunFigures.of(summary, terms.quality());
        List<Part> own = parts.get(job.name());
        return own == null
                ? List.of(run)
                : own.stream().map(part -> part.of(run, terms.quality())).toList();
    }

    /**
     * Compares them.
     *
     * @throws IllegalArgumentException if none of them can be compared, or none is of the baseline
     */
    Comparison of(List<RunFigures> figures) {
        return Comparison.of(figures, terms, study);
    }
}
