package io.powermeter.reports.comparison;

import io.powermeter.reports.words.Words;
import io.powermeter.summary.Summary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts runs into groups of repeats, apart where their settings differ, and refuses those that cannot be compared. */
final class Sorting {
    private static final int LONGEST_DIFFERENCE = 80;

    private final Grouping by;
    private final boolean forced;
    private final List<Refusal> refused = new ArrayList<>();

    Sorting(Grouping by, boolean forced) {
        this.by = by;
        this.forced = forced;
    }

    List<Refusal> refused() {
        return List.copyOf(refused);
    }

    /** Returns the groups in the order of their first runs. */
    List<Group> groups(List<RunFigures> runs) {
        Map<String, List<RunFigures>> labelled = new LinkedHashMap<>();
        for (RunFigures run : fitting(runs)) {
            by.label(run)
                    .ifPresentOrElse(
                            label -> labelled.computeIfAbsent(label, none -> new ArrayList<>())
                                    .add(run),
                            () -> refused.add(new Refusal(run.folder(), by.lack())));
        }
        List<Group> groups = new ArrayList<>();
        labelled.forEach((label, members) -> groups.addAll(apart(label, members)));
        return distinct(groups);
    }

    /** Numbers the groups of one label: a difference is cut, and a run may have been named like another group. */
    private static List<Group> distinct(List<Group> groups) {
        Set<String> labels = new HashSet<>();
        List<Group> distinct = new ArrayList<>();
        for (Group group : groups) {
            String label = group.label();
            for (int number = 2; !labels.add(label); number++) {
                label = group.label() + " #" + number;
            }
            distinct.add(new Group(label, group.runs(), group.marks()));
        }
        return distinct;
    }

    /** The first whole run says which machine and which sensors are compared. */
    private List<RunFigures> fitting(List<RunFigures> runs) {
        Optional<RunFigures> model =
                runs.stream().filter(run -> flaw(run).isEmpty()).findFirst();
        List<RunFigures> fitting = new ArrayList<>();
        for (RunFigures run : runs) {
            String reason = model.map(first -> reason(run, first)).orElse(flaw(run));
            if (reason.isEmpty() || forced) {
                fitting.add(run);
            } else {
                refused.add(new Refusal(run.folder(), reason));
            }
        }
        return fitting;
    }

    private static String reason(RunFigures run, RunFigures model) {
        if (!run.machine().equals(model.machine())) {
            return "it was measured on another machine: " + run.machine() + ", not " + model.machine();
        }
        if (!run.sensors().equals(model.sensors()) && !run.sensors().isEmpty()) {
            return "it was measured by other sensors: " + run.sensors() + ", not " + model.sensors();
        }
        return flaw(run);
    }

    private static String flaw(RunFigures run) {
        if (!run.ending().isEmpty()) {
            return run.ending();
        }
        if (run.sensors().isEmpty()) {
            return "nothing told its energy";
        }
        return run.coverage() < Summary.LEAST_COMPARABLE
                ? String.format(
                        Locale.ROOT,
                        "its energy is known for %.1f %% of the time, and less than %.0f %% is not compared",
                        100 * run.coverage(),
                        100 * Summary.LEAST_COMPARABLE)
                : "";
    }

    private List<Group> apart(String label, List<RunFigures> runs) {
        Map<Map<String, String>, List<RunFigures>> bySettings = runs.stream()
                .collect(
                        Collectors.groupingBy(run -> RunSettings.of(run, by), LinkedHashMap::new, Collectors.toList()));
        if (forced || bySettings.size() == 1) {
            return List.of(new Group(label, runs, marks(runs, bySettings.size())));
        }
        Set<String> differing = differing(bySettings.keySet());
        List<Group> groups = new ArrayList<>();
        bySettings.forEach((settings, members) ->
                groups.add(new Group(label + " (" + difference(settings, differing) + ")", members, List.of())));
        return groups;
    }

    /** What was compared by force. */
    private static List<String> marks(List<RunFigures> runs, int settings) {
        List<String> marks = new ArrayList<>();
        several(runs, RunFigures::machine).ifPresent(all -> marks.add("of several machines: " + all));
        several(runs, RunFigures::sensors).ifPresent(all -> marks.add("of several sensors: " + all));
        if (settings > 1) {
            marks.add("of " + settings + " settings");
        }
        long flawed = runs.stream().filter(run -> !flaw(run).isEmpty()).count();
        if (flawed > 0) {
            marks.add(flawed + " of " + runs.size() + " not whole, or with too much unknown");
        }
        return marks;
    }

    private static Optional<String> several(List<RunFigures> runs, Function<RunFigures, String> what) {
        List<String> all = runs.stream().map(what).distinct().toList();
        return all.size() > 1 ? Optional.of(String.join("; ", all)) : Optional.empty();
    }

    private static Set<String> differing(Set<Map<String, String>> all) {
        Set<String> names = new TreeSet<>();
        all.forEach(settings -> names.addAll(settings.keySet()));
        names.removeIf(name -> all.stream()
                        .map(settings -> settings.getOrDefault(name, ""))
                        .distinct()
                        .count()
                == 1);
        return names;
    }

    private static String difference(Map<String, String> settings, Set<String> names) {
        String told = names.stream()
                .map(name -> name.equals("command")
                        ? settings.getOrDefault(name, "")
                        : name + " " + settings.getOrDefault(name, "unknown"))
                .collect(Collectors.joining(", "));
        return Words.cut(told, LONGEST_DIFFERENCE);
    }
}
