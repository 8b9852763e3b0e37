package io.powermeter.nvsmi;

import io.powermeter.host.Host;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which cards CUDA hides from the job, by {@code CUDA_VISIBLE_DEVICES}: a list of indices, of UUIDs or of the first digits of
 * UUIDs. What follows an entry that is not valid counts for nothing, so {@code 0,-1,1} shows card 0 alone and an empty text
 * none. From the chapter "CUDA Environment Variables" of NVIDIA's CUDA C++ Programming Guide.
 *
 * <p>A card that is not known to be hidden is visible.
 */
final class VisibleDevices {
    private static final String MIG = "MIG-";

    private final boolean[] hidden;

    private VisibleDevices(boolean[] hidden) {
        this.hidden = hidden;
    }

    /** Reads the settings of {@code host} for its cards, in the order of their PCI bus, which is the driver's. */
    static VisibleDevices of(Host host, List<Device> devices) {
        boolean[] hidden = new boolean[devices.size()];
        host.setting("CUDA_VISIBLE_DEVICES").ifPresent(list -> {
            Arrays.fill(hidden, true);
            boolean byBus = host.setting("CUDA_DEVICE_ORDER").orElse("").equals("PCI_BUS_ID");
            boolean alike = devices.stream().map(Device::name).distinct().count() <= 1;
            for (String entry : list.split(",", -1)) {
                int[] shown = shown(entry.strip(), devices, byBus || alike);
                Arrays.stream(shown).forEach(index -> hidden[index] = false);
                if (shown.length == 0) {
                    break;
                }
            }
        });
        return new VisibleDevices(hidden);
    }

    boolean hides(int device) {
        return hidden[device];
    }

    /** Returns the cards that an entry may mean; none if it is not valid. */
    private static int[] shown(String entry, List<Device> devices, boolean orderIsKnown) {
        if (entry.matches("[0-9]{1,9}")) {
            int index = Integer.parseInt(entry);
            boolean valid = index < devices.size();
            // by default CUDA puts the fastest first: which card has the index depends on its taste
            return !valid ? new int[0] : orderIsKnown ? new int[] {index} : all(devices);
        }
        if (entry.startsWith(MIG + "GPU-")) {
            return byUuid(entry.substring(MIG.length()).replaceFirst("/.*", ""), devices);
        }
        if (entry.startsWith(MIG)) { // the id of an instance, which says nothing of its card
            return IntStream.range(0, devices.size())
                    .filter(i -> devices.get(i).mig())
                    .toArray();
        }
        return entry.startsWith("GPU-") ? byUuid(entry, devices) : new int[0];
    }

    /** The first digits are enough, if they are those of one card alone. */
    private static int[] byUuid(String start, List<Device> devices) {
        int[] found = IntStream.range(0, devices.size())
                .filter(i -> devices.get(i).uuid().regionMatches(true, 0, start, 0, start.length()))
                .toArray();
        return found.length == 1 ? found : new int[0];
    }

    private static int[] all(List<Device> devices) {
        return IntStream.range(0, devices.size()).toArray();
    }

    /** A card, as far as the list may name it. */
    record Device(String name, String uuid, boolean mig) {}
}
