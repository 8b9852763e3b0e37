package io.powermeter.cli;

import io.powermeter.reports.comparison.Part;
import io.powermeter.reports.comparison.Study;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A study as it is written; docs/studies.md is the format.
 *
 * @param study what the page tells of it
 * @param baseline label of the group that the others stand beside, empty for the first one
 * @param quality metric that says how good a result is
 * @param full how often all of it is run
 * @param quick how often in a hurry
 * @param runs what is run
 * @param groups what of the runs is compared; all of each if none is written
 */
record StudyFile(
        Study study,
        String baseline,
        String quality,
        Pace full,
        Pace quick,
        List<Entry> runs,
        List<GroupEntry> groups) {
    /**
     * How often a study runs its jobs.
     *
     * @param takes how long that takes, in the author's words
     */
    record Pace(Repeats repeats, String takes) {}

    /**
     * A job.
     *
     * @param command its words, in which {@value #REPEAT} stands for the number of the repeat
     * @param quick the same in a hurry
     */
    record Entry(String name, List<String> command, List<String> quick) {
        static final String REPEAT = "{repeat}";

        /** Returns the words of one repeat. */
        List<String> words(boolean hurried, int repeat) {
            return (hurried ? quick : command)
                    .stream()
                            .map(word -> word.replace(REPEAT, String.valueOf(repeat)))
                            .toList();
        }
    }

    /**
     * What of a run is compared.
     *
     * @param run name of the run
     * @param phases of the run by the name under which they are compared, empty for all of it
     */
    record GroupEntry(String name, String run, Map<String, String> phases, String quality) {}

    /** Returns the parts that are compared of a run. */
    List<Part> parts(Entry run, boolean hurried) {
        boolean perSample = !study.per().isEmpty();
        boolean alike = groups.stream()
                        .map(group -> Set.copyOf(group.phases().keySet()))
                        .distinct()
                        .count()
                == 1;
        return groups.stream()
                .filter(group -> group.run().equals(run.name()))
                .map(group -> new Part(
                        group.name(),
                        hurried ? run.quick() : run.command(),
                        group.phases(),
                        group.quality(),
                        alike && (!perSample || group.phases().size() == 1),
                        perSample))
                .collect(Collectors.toList());
    }
}
