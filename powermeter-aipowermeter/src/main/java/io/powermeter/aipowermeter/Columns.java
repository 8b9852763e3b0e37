package io.powermeter.aipowermeter;

import com.fasterxml.jackson.databind.JsonNode;
import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which columns the lines of a folder have, in the form of AIPowerMeter of today and in the one of 2023, whose keys of
 * cards were {@code per_gpu_power_draw} and others.
 */
final class Columns {
    static final String SAMPLER = "aipowermeter";

    private static final Pattern CARD = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");

    private static final int MOST_CARDS = 256;

    /** In order of age, the newest first. */
    private static final List<String> CARD_POWERS = List.of(Names.PER_GPU + Names.GPU_POWER, "per_gpu_power_draw");

    private static final List<String> CARDS_POWERS = List.of(Names.GPU_POWER, "nvidia_draw_absolute");

    private static final String CARD_JOB_SHARE = "per_gpu_estimated_attributable_utilization";

    private final Set<String> estimated;
    private final Set<String> cpuKeys = new LinkedHashSet<>();
    private final Set<String> cards = new TreeSet<>();
    private final Set<String> cardFigures = new LinkedHashSet<>();
    private boolean cardsTogether;

    Columns(Set<String> estimated) {
        this.estimated = estimated;
    }

    /** Looks at a line. */
    void look(PowerLine line) {
        line.cpu().fieldNames().forEachRemaining(key -> {
            if (cpuKeys.size() < MOST_CARDS && positive(line.cpu().path(key)) >= 0) {
                cpuKeys.add(key);
            }
        });
        for (String key : CARD_POWERS) {
            line.gpu().path(key).fieldNames().forEachRemaining(card -> {
                if (CARD.matcher(card).matches() && cards.size() < MOST_CARDS) {
                    cards.add(card);
                }
            });
        }
        cardsTogether |=
                CARDS_POWERS.stream().anyMatch(key -> line.gpu().path(key).isNumber());
        for (String key : List.of(Names.PER_GPU + Names.GPU_MEMORY, Names.PER_GPU + Names.GPU_USE, CARD_JOB_SHARE)) {
            if (line.gpu().path(key).size() > 0) {
                cardFigures.add(key);
            }
        }
    }

    /** Returns whether the lines tell what was the job's. */
    boolean tellJob() {
        return cpuKeys.contains(Names.CPU_SHARE) && cpuKeys.contains(Names.CPU_TIME);
    }

    List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        boolean psys = cpuKeys.contains(Names.PSYS);
        boolean intel = cpuKeys.contains(Names.INTEL);
        for (String key : Names.CPU_POWERS) {
            if (cpuKeys.contains(key)) {
                boolean inside = key.equals(Names.CORE) || key.equals(Names.UNCORE);
                String whole = inside && intel ? Names.INTEL : psys && !key.equals(Names.PSYS) ? Names.PSYS : null;
                Channel channel = energy(key, Names.CPU_KEYS.getOrDefault(key, Component.BOARD), key);
                columns.add(Column.power(
                        whole == null ? channel : channel.partOf(id(whole)),
                        line -> positive(line.cpu().path(key))));
            }
        }
        if (intel && tellJob()) {
            columns.add(share(
                    "cpu-job-share", Names.INTEL, line -> Json.sum(line.cpu().path(Names.CPU_SHARE))));
        }
        if (cpuKeys.contains(Names.DRAM) && cpuKeys.contains(Names.JOB_DRAM_POWER)) {
            columns.add(share(
                    "dram-job-share",
                    Names.DRAM,
                    line -> Json.sum(line.cpu().path(Names.JOB_DRAM_POWER))
                            / positive(line.cpu().path(Names.DRAM))));
        }
        if (tellJob()) {
            columns.add(new Column(cpuTime("job-cpu", Component.JOB), Columns::jobSeconds));
            columns.add(new Column(cpuTime("machine-cpu", Component.MACHINE), Columns::machineSeconds));
        }
        memory(columns, "job-memory", Component.JOB, Names.MEMORY);
        memory(columns, "machine-memory", Component.MACHINE, Names.MACHINE_MEMORY);
        cards.forEach(card -> card(columns, card));
        if (cards.isEmpty() && cardsTogether) {
            columns.add(Column.power(
                    energy("gpus", Component.GPU, Names.GPU_POWER), line -> first(line.gpu(), CARDS_POWERS, null)));
        }
        return columns;
    }

    private void card(List<Column> columns, String card) {
        String name = "gpu-" + card;
        columns.add(Column.power(
                energy(name, Component.GPU, Names.GPU_POWER), line -> first(line.gpu(), CARD_POWERS, card)));
        if (cardFigures.contains(CARD_JOB_SHARE)) {
            columns.add(share(name + "/job-share", name, line -> value(line.gpu(), CARD_JOB_SHARE, card)));
        }
        if (cardFigures.contains(Names.PER_GPU + Names.GPU_MEMORY)) {
            columns.add(Column.gauge(
                    gauge(name + "/memory", Component.GPU, Quantity.MEMORY),
                    line -> value(line.gpu(), Names.PER_GPU + Names.GPU_MEMORY, card)));
        }
        if (cardFigures.contains(Names.PER_GPU + Names.GPU_USE)) {
            columns.add(Column.gauge(
                    gauge(name + "/utilization", Component.GPU, Quantity.UTILIZATION),
                    line -> value(line.gpu(), Names.PER_GPU + Names.GPU_USE, card) / 100));
        }
    }

    /** AIPowerMeter tells the seconds of a window, powermeter the seconds of each second of it. */
    private static double jobSeconds(PowerLine line, double seconds) {
        double time = positive(line.cpu().path(Names.CPU_TIME));
        return Double.isNaN(line.windowSeconds()) ? time : time * seconds;
    }

    /** Returns the CPU time of the machine of which the job's is its share; if that is 0, one CPU is taken to have worked. */
    private static double machineSeconds(PowerLine line, double seconds) {
        double share = positive(line.cpu().path(Names.CPU_SHARE));
        return share == 0 ? seconds : jobSeconds(line, seconds) / share;
    }

    private void memory(List<Column> columns, String name, Component component, String key) {
        if (cpuKeys.contains(key)) {
            columns.add(Column.gauge(
                    gauge(name, component, Quantity.MEMORY),
                    line -> positive(line.cpu().path(key))));
        }
    }

    private static Column share(String name, String of, Column.Gauge value) {
        return Column.gauge(
                gauge(name, Component.JOB, Quantity.UTILIZATION).partOf(id(of)),
                line -> Math.max(0, Math.min(1, value.of(line))));
    }

    private Channel energy(String name, Component component, String key) {
        Origin origin = estimated.contains(key) ? Origin.ESTIMATED : Origin.MEASURED;
        return Channel.of(id(name), component, Quantity.ENERGY, origin);
    }

    private static Channel cpuTime(String name, Component component) {
        return Channel.of(id(name), component, Quantity.CPU_TIME, Origin.MEASURED);
    }

    private static Channel gauge(String name, Component component, Quantity quantity) {
        return Channel.of(id(name), component, quantity, Origin.MEASURED);
    }

    private static String id(String name) {
        return SAMPLER + "/" + name;
    }

    private static double first(JsonNode gpu, List<String> keys, @Nullable String card) {
        for (String key : keys) {
            if (gpu.has(key)) {
                return positive(card == null ? gpu.path(key) : gpu.path(key).path(card));
            }
        }
        return Double.NaN;
    }

    private static double value(JsonNode gpu, String key, String card) {
        return positive(gpu.path(key).path(card));
    }

    /** AIPowerMeter writes -1 for a psys that is not there: below 0 nothing is known. */
    private static double positive(JsonNode node) {
        double sum = Json.sum(node);
        return sum >= 0 ? sum : Double.NaN;
    }
}
