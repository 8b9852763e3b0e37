package io.powermeter.wattmeter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The power of a machine as its management controller tells it by Redfish: {@code PowerControl[0].PowerConsumedWatts} of the
 * chassis' {@code Power}, or, on newer ones, {@code PowerWatts.Reading} of its {@code EnvironmentMetrics}
 * (<a href="https://redfish.dmtf.org/schemas/">DMTF schemas</a>).
 */
final class Redfish implements PolledSampler.Source {
    private static final String ALL = "/redfish/v1/Chassis";
    private static final List<String> RESOURCES = List.of("Power", "EnvironmentMetrics");
    private static final String NO_POWER = "the controller tells no power of this chassis";
    private static final int MOST_CHASSIS = 32;

    private final Getter getter;
    private final String chassis;
    private String found = "";

    /**
     * Makes a source.
     *
     * @param chassis the id of one chassis, or the path of its resource; empty to take the only one that tells a power
     */
    Redfish(Getter getter, String chassis) {
        this.getter = getter;
        this.chassis = chassis;
    }

    @Override
    public PlugReading read() throws MeterException {
        return found.isEmpty() ? search() : reading(Json.object(getter.get(found)));
    }

    /** Asks every chassis: one of several that tell a power may be a graphics card's or an enclosure's, not the machine's. */
    private PlugReading search() throws MeterException {
        Map<String, PlugReading> told = new LinkedHashMap<>();
        MeterException why = MeterException.of("it lists no chassis");
        for (String folder : folders()) {
            for (String resource : RESOURCES) {
                try {
                    told.put(folder, reading(Json.object(getter.get(folder + "/" + resource))));
                    found = folder + "/" + resource;
                    break;
                } catch (MeterException e) {
                    if (e.isLasting()) {
                        throw e;
                    }
                    why = why.sentence().equals(NO_POWER) ? why : e;
                }
            }
            requireOne(told.keySet());
        }
        if (told.isEmpty()) {
            throw why;
        }
        return told.values().iterator().next();
    }

    private void requireOne(Set<String> folders) throws MeterException {
        if (folders.size() > 1) {
            found = "";
            throw MeterException.lasting(
                    "several of its chassis tell a power",
                    "Name the machine's behind the address, as in redfish://HOST/1. Two of them: "
                            + folders.stream()
                                    .map(folder -> folder.substring(folder.lastIndexOf('/') + 1))
                                    .collect(Collectors.joining(", ")));
        }
    }

    private List<String> folders() throws MeterException {
        if (chassis.startsWith("redfish/")) {
            return List.of("/" + chassis);
        }
        if (!chassis.isEmpty()) {
            return List.of(ALL + "/" + chassis);
        }
        List<String> folders = new ArrayList<>();
        for (JsonNode member : Json.object(getter.get(ALL)).path("Members")) {
            String path = member.path("@odata.id").asText("").replaceAll("/+$", "");
            // only resources of this controller: its answer must not choose what else is asked
            if (path.matches("/redfish/v1/[A-Za-z0-9._~%:/-]+") && folders.size() < MOST_CHASSIS) {
                folders.add(path);
            }
        }
        return folders;
    }

    static PlugReading reading(JsonNode resource) throws MeterException {
        double watts = Json.number(resource.path("PowerControl").path(0).path("PowerConsumedWatts"));
        if (Double.isNaN(watts)) {
            watts = Json.number(resource.path("PowerWatts").path("Reading"));
        }
        if (!(watts > 0)) {
            throw MeterException.of(NO_POWER);
        }
        return PlugReading.ofWatts(watts);
    }

    /** Gets the body of a resource. */
    @FunctionalInterface
    interface Getter {
        byte[] get(String path) throws MeterException;
    }
}
