package io.powermeter.nvsmi;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is worth knowing about the cards of one document, in sentences. */
final class SmiNotes {
    /** Manuals of nvidia-smi say of pmon "up to 4 devices", newer ones "up to 16 devices". */
    private static final int CARDS_OF_OLD_PMON = 4;

    private SmiNotes() {}

    static List<String> of(List<SmiCard> cards, VisibleDevices visible) {
        List<String> notes = new ArrayList<>();
        Set<String> limits = new LinkedHashSet<>();
        for (int i = 0; i < cards.size(); i++) {
            SmiCard card = cards.get(i);
            notes.add(identity(i, card));
            if (card.isMig()) {
                notes.add(SmiChannels.id(i)
                        + " is cut into MIG instances: the power is the whole board's, and how much each"
                        + " process uses is not known.");
            }
            if (SmiPower.MODULE.path(card).isPresent()) {
                notes.add(SmiChannels.id(i)
                        + "/module holds the card and what is on its module besides, such as the processor.");
            }
            if (visible.hides(i)) {
                notes.add(SmiChannels.id(i)
                        + " is hidden from the job by CUDA_VISIBLE_DEVICES: the job's share of it is 0.");
            }
            limits.addAll(SmiPower.GPU.path(card).isPresent() ? CardLimits.notes(card.name()) : List.of());
        }
        notes.addAll(limits);
        if (cards.size() > CARDS_OF_OLD_PMON) {
            notes.add(
                    "nvidia-smi pmon watches at most 4 cards with older drivers: of the others the job's share is known only"
                            + " while nobody else uses them.");
        }
        return notes;
    }

    private static String identity(int index, SmiCard card) {
        String is = SmiChannels.id(index) + " is \"" + card.name() + "\" (" + card.uuid() + " at " + card.busId() + ")";
        return SmiPower.GPU
                .path(card)
                .map(path -> is + "; its power is " + meaning(path) + ".")
                .orElseGet(() -> is + "; " + powerless(card));
    }

    private static String meaning(String path) {
        String element = path.substring(path.indexOf('/') + 1);
        return switch (element) {
            case SmiPower.INSTANT -> "the instant one";
            case SmiPower.AVERAGE -> "the mean of the last second";
            default -> "what its driver calls the draw";
        };
    }

    private static String powerless(SmiCard card) {
        if (SmiPower.MODULE.path(card).isPresent()) {
            return "it tells the power of its module only.";
        }
        Optional<String> told = SmiPower.paths().stream()
                .map(path -> card.texts().getOrDefault(path, "").strip())
                .filter(text -> !text.isEmpty())
                .findFirst();
        return "it tells no power" + told.map(text -> " (\"" + text + "\")").orElse("")
                + ", so its energy is not measured.";
    }
}
