package io.powermeter.jetson;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What feeds what, by kind of board: which rail is the input of everything else, if one is.
 *
 * <p>Sources: rails and their meaning in the "Power Management" chapters of NVIDIA's Jetson Linux Developer Guide; the input
 * of Nano and TX boards, jetson_stats issue 51; of a Xavier NX, forums.developer.nvidia.com/t/200883; the sum on an AGX Xavier,
 * forums.developer.nvidia.com/t/81016; on an AGX Orin, jetson_stats issue 344; the monitor at the input of a Thor, jetson_stats
 * pull request 900 and forums.developer.nvidia.com/t/366461.
 */
enum Board {
    NANO("Jetson Nano", List.of("POM_5V_IN", "VDD_IN"), "jetson nano", "jetson-nano", "p3448", "p3450"),
    TX1("Jetson TX1", List.of("POM_5V_IN", "VDD_IN"), "jetson tx1", "jetson-tx1", "p2180", "p2371"),
    TX2("Jetson TX2", List.of("VDD_IN"), "jetson tx2", "jetson-tx2", "quill", "lightning", "p3310", "p3489", "p3636"),
    XAVIER_NX("Jetson Xavier NX", List.of("VDD_IN", "5V_IN"), "xavier nx", "xavier-nx", "p3668"),
    AGX_XAVIER("Jetson AGX Xavier", List.of(), "agx xavier", "jetson-agx", "jetson-xavier", "p2888", "p2972"),
    ORIN_NANO_NX("Jetson Orin Nano or NX", List.of("VDD_IN"), "orin nano", "orin nx", "p3767"),
    AGX_ORIN("Jetson AGX Orin", List.of(), "agx orin", "p3701"),
    THOR("Jetson Thor", List.of(), "thor", "p3834", "tegra264"),
    /** The board does not say which it is, or is none of the above: the labels of its rails decide. */
    UNKNOWN("unknown board", List.of("VDD_IN", "POM_5V_IN", "5V_IN"));

    /** What the rail of an INA238 is called, which has no label: the supply of module and carrier board. */
    static final String INPUT_MONITOR = "VIN";

    /** Rails inside a rail that is not the board's input: on an AGX Orin the memory is fed by the 5 V of the system. */
    private static final Map<String, String> INSIDE = Map.of("VDDQ_VDD2_1V8AO", "VIN_SYS_5V0");

    /**
     * Rails of the carrier boards of TX1 and TX2. NVIDIA does not say whether VDD_MUX, their input, holds the module's, so
     * that neither a sum nor a containment would be sure.
     */
    private static final Set<String> CARRIER = Set.of(
            "VDD_MUX",
            "VDD_5V_IO_SYS",
            "VDD_5V0_IO_SYS",
            "VDD_3V3_SYS",
            "VDD_3V3_IO",
            "VDD_3V3_IO_SLP",
            "VDD_3V3_SYS_M2",
            "VDD_M2_IN",
            "VDD_1V8_IO");

    private final String title;
    private final List<String> inputs;
    private final List<String> marks;

    Board(String title, List<String> inputs, String... marks) {
        this.title = title;
        this.inputs = inputs;
        this.marks = List.of(marks);
    }

    /** Returns the board that the device tree names, by model or by one of what it is compatible with. */
    static Board of(String model, String compatible) {
        String names = (model + " " + compatible).toLowerCase(Locale.ROOT);
        for (Board board : values()) {
            if (board.marks.stream().anyMatch(names::contains)) {
                return board;
            }
        }
        return UNKNOWN;
    }

    String title() {
        return title;
    }

    /** Returns whether a rail belongs to the carrier board of a TX1 or TX2, which is no part of what is counted. */
    static boolean isCarrier(String label) {
        return CARRIER.contains(label);
    }

    /** Returns the rail that feeds all others, if it is among {@code labels}. */
    Optional<String> input(Set<String> labels) {
        if (labels.contains(INPUT_MONITOR)) {
            return Optional.of(INPUT_MONITOR);
        }
        return inputs.stream().filter(labels::contains).findFirst();
    }

    /** Returns the input that a board of this kind has, but that is not among {@code labels}. */
    Optional<String> missingInput(Set<String> labels) {
        if (this == UNKNOWN || input(labels).isPresent()) {
            return Optional.empty();
        }
        return this == THOR ? Optional.of(INPUT_MONITOR) : inputs.stream().findFirst();
    }

    /** Returns the rail of {@code labels} that feeds {@code label}, or null if none does. */
    @Nullable
    String wholeOf(String label, Set<String> labels) {
        String inner = INSIDE.get(label);
        if (inner != null && labels.contains(inner)) {
            return inner;
        }
        return input(labels).filter(input -> !input.equals(label)).orElse(null);
    }
}
