package io.powermeter.nvsmi;

import io.powermeter.measurement.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a document tells power. Drivers since 535 tell it in three blocks: a module holds its GPU, and a GPU its memory.
 * Those since 570 tell an instant and a mean of the last second apart, and older ones a draw that is one or the other.
 */
enum SmiPower {
    GPU("gpu_power_readings", "power_readings"),
    MODULE("module_power_readings"),
    MEMORY("gpu_memory_power_readings");

    static final String INSTANT = "instant_power_draw";
    static final String DRAW = "power_draw";
    static final String AVERAGE = "average_power_draw";

    private final List<String> blocks;

    SmiPower(String... blocks) {
        this.blocks = List.of(blocks);
    }

    /** Returns the path of the best value that the card tells. */
    Optional<String> path(SmiCard card) {
        return all().stream().filter(path -> card.tells(Quantity.POWER, path)).findFirst();
    }

    /** Returns the path of the mean of the last second beside {@code path}, if the card tells both. */
    static Optional<String> averageBeside(String path, SmiCard card) {
        String average = path.replaceFirst("/.*", "/" + AVERAGE);
        return Optional.of(average).filter(other -> !other.equals(path) && card.tells(Quantity.POWER, other));
    }

    static List<String> paths() {
        List<String> paths = new ArrayList<>();
        for (SmiPower power : values()) {
            paths.addAll(power.all());
        }
        return paths;
    }

    private List<String> all() {
        List<String> paths = new ArrayList<>();
        for (String block : blocks) {
            for (String draw : List.of(INSTANT, DRAW, AVERAGE)) {
                paths.add(block + "/" + draw);
            }
        }
        return paths;
    }
}
