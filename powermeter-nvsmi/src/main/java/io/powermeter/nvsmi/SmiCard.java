package io.powermeter.nvsmi;

import io.powermeter.measurement.Quantity;
import java.util.Map;

/**
 * One card as a document of {@code nvidia-smi} describes it.
 *
 * @param busId where it sits, such as {@code 00000000:01:00.0}
 * @param texts what the document says, by the elements' names below the card's joined by {@code /}
 * @param processes bytes on the card by process id, NaN if not known
 */
record SmiCard(String busId, Map<String, String> texts, Map<Long, Double> processes) {
    static final String NAME = "product_name";
    static final String UUID = "uuid";
    static final String MIG = "mig_mode/current_mig";
    static final String UTILIZATION = "utilization/gpu_util";

    SmiCard {
        texts = Map.copyOf(texts);
        processes = Map.copyOf(processes);
    }

    String name() {
        return texts.getOrDefault(NAME, "unnamed card").strip();
    }

    String uuid() {
        return texts.getOrDefault(UUID, "").strip();
    }

    /** Returns what tells this card from all others, in every document. */
    String identity() {
        return uuid() + "@" + busId;
    }

    /** Returns whether the card is cut into instances, of which power and use are not known one by one. */
    boolean isMig() {
        return texts.getOrDefault(MIG, "").strip().equals("Enabled");
    }

    /** Returns what the document says at {@code path}, in the quantity's unit; NaN if it says no value. */
    double value(Quantity quantity, String path) {
        return SmiValue.of(quantity, texts.get(path));
    }

    boolean tells(Quantity quantity, String path) {
        return !Double.isNaN(value(quantity, path));
    }
}
