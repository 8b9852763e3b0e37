package io.powermeter.nvsmi;

import io.powermeter.host.Host;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which cards the job can compute on, by {@code CUDA_VISIBLE_DEVICES}: a list of numbers or of ids, which may be cut short as
 * long as they are unique; it ends at the first entry that names no card
 * (<a href="https://docs.nvidia.com/cuda/cuda-c-programming-guide/index.html#cuda-environment-variables">CUDA guide</a>).
 */
final class VisibleCards {
    private static final String SETTING = "CUDA_VISIBLE_DEVICES";

    /** A card as CUDA names it. */
    record Card(String model, String uuid, boolean isMig) {}

    private VisibleCards() {}

    /** Returns the indices of the cards, in NVML's order, that the job cannot use. */
    static Set<Integer> hidden(Host host, List<Card> cards) {
        Optional<String> list = host.setting(SETTING);
        if (list.isEmpty()) {
            return Set.of();
        }
        Set<Integer> hidden = new HashSet<>();
        for (int i = 0; i < cards.size(); i++) {
            hidden.add(i);
        }
        for (String entry : list.get().split(",")) {
            List<Integer> named = named(entry.strip(), cards, isNvmlsOrder(host, cards));
            if (named.isEmpty()) {
                break;
            }
            hidden.removeAll(named);
        }
        return hidden;
    }

    /** CUDA numbers the fastest card first, NVML the first slot, unless CUDA is told to do the same. */
    private static boolean isNvmlsOrder(Host host, List<Card> cards) {
        boolean told = host.setting("CUDA_DEVICE_ORDER").orElse("").equals("PCI_BUS_ID");
        return told || cards.stream().map(Card::model).distinct().count() <= 1;
    }

    private static List<Integer> named(String entry, List<Card> cards, boolean nvmlsOrder) {
        if (entry.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(entry);
            if (number >= cards.size()) {
                return List.of();
            }
            // which card CUDA means is not known: each may be meant
            return nvmlsOrder ? List.of(number) : all(cards);
        }
        if (entry.startsWith("MIG-GPU-")) {
            return byId(entry.substring(4).split("/")[0], cards);
        }
        if (entry.startsWith("MIG-")) {
            // an instance's id does not say of which card it is
            return all(cards).stream().filter(i -> cards.get(i).isMig()).toList();
        }
        return entry.startsWith("GPU-") ? byId(entry, cards) : List.of();
    }

    private static List<Integer> byId(String id, List<Card> cards) {
        String start = id.toLowerCase(Locale.ROOT);
        List<Integer> found = all(cards).stream()
                .filter(i -> cards.get(i).uuid().toLowerCase(Locale.ROOT).startsWith(start))
                .toList();
        return found.size() == 1 ? found : List.of();
    }

    private static List<Integer> all(List<Card> cards) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < cards.size(); i++) {
            all.add(i);
        }
        return all;
    }
}
