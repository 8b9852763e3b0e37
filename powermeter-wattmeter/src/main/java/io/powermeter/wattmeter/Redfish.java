package io.powermeter.wattmeter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The power of a machine as its management controller tells it by Redfish: {@code PowerControl[0].PowerConsumedWatts} of the
 * chassis' {@code Power}, or, on newer ones, {@code PowerWatts.Reading} of its {@code EnvironmentMetrics}
 * (<a href="https://redfish.dmtf.org/schemas/">DMTF schemas</a>).
 */
final class Redfish implements PolledSampler.Source {
    private static final String ALL = "/redfish/v1/Chassis";
    private static final List<String> RESOURCES = List.of("Power", "EnvironmentMetrics");
    private static final int MOST_CHASSIS = 16;

    private final Getter getter;
    private final String chassis;
    private String found = "";

    /**
     * Makes a source.
     *
     * @param chassis the id of one chassis, or the path of its resource; empty to take the first that tells a power
     */
    Redfish(Getter getter, String chassis) {
        this.getter = getter;
        this.chassis = chassis;
    }

    @Override
    public PlugReading read() throws MeterException {
        if (!found.isEmpty()) {
            return reading(Json.object(getter.get(found)));
        }
        MeterException why = MeterException.of("it lists no chassis");
        for (String folder : folders()) {
            for (String resource : RESOURCES) {
                try {
                    PlugReading reading = reading(Json.object(getter.get(folder + "/" + resource)));
                    found = folder + "/" + resource;
                    return reading;
                } catch (MeterException e) {
                    if (e.isLasting()) {
                        throw e;
                    }
                    why = e;
                }
            }
        }
        throw why;
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
            throw MeterException.of("the controller tells no power of this chassis");
        }
        return PlugReading.ofWatts(watts);
    }

    /** Gets the body of a resource. */
    @FunctionalInterface
    interface Getter {
        byte[] get(String path) throws MeterException;
    }
}
