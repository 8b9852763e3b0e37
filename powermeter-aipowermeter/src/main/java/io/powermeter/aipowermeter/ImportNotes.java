package io.powermeter.aipowermeter;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a reader of an imported run must know before believing its numbers, one sentence each. */
final class ImportNotes {
    private final List<String> sentences = new ArrayList<>();

    /** Collects them; {@code wattmeter} is the one that was found, also if it is left out. */
    ImportNotes(
            @Nullable Inventory inventory, @Nullable Wattmeter wattmeter, Results results, boolean hasWattmeterFile) {
        if (inventory != null) {
            origin(inventory);
            faults(inventory);
        }
        if (wattmeter != null) {
            wattmeter(wattmeter, inventory);
        } else if (hasWattmeterFile) {
            sentences.add(Names.WATTMETER_FILE
                    + " holds no two good frames of a socket that fed something; it was left out.");
        }
        if (results.damaged()) {
            sentences.add("Not all of " + Names.RESULTS_FILE + " was understood.");
        }
    }

    List<String> sentences() {
        return List.copyOf(sentences);
    }

    private void origin(Inventory inventory) {
        if (inventory.isOfPowermeter()) {
            sentences.add(
                    "Imported from a folder that powermeter had exported for AIPowerMeter: the job's window only.");
        } else {
            sentences.add(
                    "Recorded by AIPowerMeter, whose powers are means over windows: each was taken to hold since the"
                            + " reading before it, and the first one of a segment, whose window is not told, as long as the next.");
        }
        if (!inventory.columns.tellJob()) {
            sentences.add(
                    "How much CPU time the job took is not told (older versions did not), so its share of the energy is not known.");
        } else if (!inventory.isOfPowermeter()) {
            sentences.add(
                    "The job's share is AIPowerMeter's: it leaves out processes that live shorter than a window, and"
                            + " is too high where niced processes ran.");
        }
    }

    private void faults(Inventory inventory) {
        if (inventory.broken() > 0) {
            sentences.add("Lines of " + Names.POWER_FILE + " that cannot be read and were left out: "
                    + inventory.broken() + ".");
        }
        if (inventory.setBack() > 0) {
            sentences.add(
                    "The clock went back while AIPowerMeter recorded; readings that were taken to come after the usual"
                            + " time for it: " + inventory.setBack() + ".");
        }
        if (!inventory.isWhole()) {
            sentences.add(
                    "The end of the last recording segment is not told: AIPowerMeter was killed, or is of a version"
                            + " that told none.");
        }
    }

    private void wattmeter(Wattmeter wattmeter, @Nullable Inventory inventory) {
        if (wattmeter.broken() > 0) {
            sentences.add(
                    "Lines of the wattmeter's file that are no frames and were left out: " + wattmeter.broken() + ".");
        }
        if (inventory != null && !wattmeter.isOfTimeOf(inventory)) {
            sentences.add("The wattmeter's frames (" + wattmeter.first() + " to " + wattmeter.last()
                    + ") are of another time than the readings of " + Names.POWER_FILE + " (from "
                    + inventory.first().map(Object::toString).orElse("") + "), so none was taken. Their dates are local"
                    + " times: give the place with --zone.");
        }
    }
}
