package io.powermeter.wattmeter;

import com.fasterxml.jackson.databind.JsonNode;
import io.powermeter.host.Host;
import io.powermeter.meter.Clock;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** The meters that are asked over the network, and how each says its power. */
final class Plugs {
    /** The parts of Shelly devices that measure, by their name in a path, and their remote procedure. */
    private static final Map<String, String> SHELLY_PARTS = Map.of(
            "switch", "Switch",
            "pm1", "PM1",
            "em1", "EM1",
            "em", "EM",
            "cover", "Cover",
            "light", "Light");

    private Plugs() {}

    /** A line whose meter is asked over the network. */
    private record Plug(MeterLine line, Opener opener, boolean cross) implements Meter {
        @Override
        public MeterSampler open(Host host, Clock clock) throws MeterException {
            return PolledSampler.open(line, opener.open(host), cross, clock);
        }
    }

    private interface Opener {
        PolledSampler.Source open(Host host) throws MeterException;
    }

    /** Shelly of the second generation and later; the part of the device is the path, by default the first switch. */
    static Meter shelly(MeterLine line) {
        Address address = Address.of(line);
        String part = address.path().isEmpty() ? "switch/0" : address.path();
        if (!part.matches("(switch|pm1|em1|em|cover|light)/[0-9]{1,2}")) {
            throw line.wrong("the path must be switch/N, pm1/N, em1/N, em/N, cover/N or light/N; Gen1 devices are of"
                    + " the kind shelly1");
        }
        String[] words = part.split("/");
        String path = "/rpc/" + SHELLY_PARTS.get(words[0]) + ".GetStatus?id=" + words[1];
        return plug(line, address, "admin", false, true, http -> shellyReading(Json.object(http.get(path))));
    }

    static PlugReading shellyReading(JsonNode status) throws MeterException {
        if (status.has("code") && status.path("message").isTextual()) {
            throw MeterException.of("it has no such part");
        }
        JsonNode watts = status.path("apower");
        for (String name : new String[] {"act_power", "total_act_power"}) {
            watts = watts.isMissingNode() ? status.path(name) : watts;
        }
        if (watts.isMissingNode()) {
            throw MeterException.of("this Shelly has no power meter");
        }
        if (status.path("errors").toString().matches(".*(power_meter_failure|out_of_range:(act_|a)power).*")) {
            throw MeterException.of("it says that its power meter fails");
        }
        // total counts both directions where the returned energy is counted too
        JsonNode returned = status.path("ret_aenergy");
        double wattHours = Json.number(status.path("aenergy").path("total"))
                - (returned.isMissingNode() ? 0 : Json.number(returned.path("total")));
        return PlugReading.ofWatts(Json.number(watts)).withWattHours(wattHours);
    }

    /** Shelly of the first generation. */
    static Meter shelly1(MeterLine line) {
        Address address = Address.of(line);
        String part = address.path().isEmpty() ? "meter/0" : address.path();
        if (!part.matches("e?meter/[0-9]")) {
            throw line.wrong("the path must be meter/N or emeter/N");
        }
        String list = part.substring(0, part.indexOf('/')) + "s";
        int index = part.charAt(part.length() - 1) - '0';
        String user = address.user().isEmpty() ? "admin" : address.user();
        return plug(
                line,
                address,
                user,
                true,
                false,
                http -> shelly1Reading(Json.object(http.get("/status")), list, index));
    }

    static PlugReading shelly1Reading(JsonNode status, String list, int index) throws MeterException {
        JsonNode meter = status.path(list).path(index);
        if (meter.isMissingNode()) {
            throw MeterException.of("it has no " + list + "[" + index + "]");
        }
        JsonNode total = meter.path("total");
        if (total.isMissingNode()) {
            throw MeterException.of(
                    "this Shelly has no power meter: the power it tells is the number typed into its settings");
        }
        JsonNode valid = meter.path("is_valid");
        if (!valid.isMissingNode() && !valid.asText().equals("true")) {
            throw MeterException.of("it says that its reading is not valid");
        }
        PlugReading reading = PlugReading.ofWatts(Json.number(meter.path("power")));
        return list.equals("emeters")
                ? reading.withWattHours(Json.number(total))
                : reading.withWattMinutes(Json.number(total));
    }

    /** Tasmota; its password travels in the query, as its web server wants it. */
    static Meter tasmota(MeterLine line) {
        Address address = Address.of(line);
        if (!address.path().isEmpty()) {
            throw line.wrong("no path is expected; a channel is given by channel=N");
        }
        int channel = line.whole("channel", 0, 1, 8);
        String field = line.text("field").orElse("");
        if (!field.matches("([A-Za-z0-9_ |-]+(\\.[A-Za-z0-9_ |-]+)*)?")) {
            throw line.wrong("field must be a path such as SML.Power_curr");
        }
        Secret.check(line);
        Duration timeout = Http.timeout(line);
        return new Plug(
                line,
                host -> {
                    Secret password = Secret.of(line, host);
                    String user = address.user().isEmpty() ? "admin" : address.user();
                    String login = password.isEmpty()
                            ? ""
                            : "user=" + user + "&password="
                                    + URLEncoder.encode(password.reveal(), StandardCharsets.UTF_8)
                                            .replace("+", "%20") + "&";
                    Http http = Http.plain(address, timeout, Login.NONE);
                    return () ->
                            tasmotaReading(Json.object(http.get("/cm?" + login + "cmnd=Status%2010")), channel, field);
                },
                false);
    }

    static PlugReading tasmotaReading(JsonNode answer, int channel, String field) throws MeterException {
        if (answer.has("WARNING")) {
            throw MeterException.lasting("it wants a password, or refused it", Secret.REMEDY);
        }
        JsonNode sensors = answer.path("StatusSNS");
        if (!field.isEmpty()) {
            return PlugReading.ofWatts(Json.number(sensors.at("/" + field.replace(".", "/"))));
        }
        JsonNode energy = sensors.path("ENERGY");
        if (energy.isMissingNode()) {
            return PlugReading.ofWatts(Json.number(sensors.path("SML").path("Power_curr")));
        }
        JsonNode power = energy.path("Power");
        if (channel == 0) {
            return PlugReading.ofWatts(sum(power)).withKilowattHours(sum(energy.path("Total")));
        }
        // a plug with one meter tells no lists
        boolean isOnly = channel == 1 && !power.isArray();
        JsonNode watts = isOnly ? power : power.path(channel - 1);
        JsonNode total = isOnly ? energy.path("Total") : energy.path("Total").path(channel - 1);
        return PlugReading.ofWatts(Json.number(watts)).withKilowattHours(Json.number(total));
    }

    /** Returns a number, or the sum of a list of numbers; NaN if it is neither. */
    private static double sum(JsonNode node) {
        double sum = node.isArray() && !node.isEmpty() ? 0 : Json.number(node);
        for (JsonNode one : node) {
            sum += Json.number(one);
        }
        return sum;
    }

    /** HomeWizard energy socket or meter, by version 1 of its local interface. */
    static Meter homewizard(MeterLine line) {
        Address address = Address.of(line);
        if (!address.path().isEmpty() || !address.user().isEmpty()) {
            throw line.wrong("neither path nor user is expected");
        }
        return plug(line, address, "", false, false, http -> homewizardReading(Json.object(http.get("/api/v1/data"))));
    }

    static PlugReading homewizardReading(JsonNode data) throws MeterException {
        JsonNode imported = data.path("total_power_import_kwh");
        double kilowattHours = imported.isMissingNode()
                ? Json.number(data.path("total_power_import_t1_kwh")) + secondTariff(data)
                : Json.number(imported);
        return PlugReading.ofWatts(Json.number(data.path("active_power_w"))).withKilowattHours(kilowattHours);
    }

    private static double secondTariff(JsonNode data) {
        JsonNode second = data.path("total_power_import_t2_kwh");
        return second.isMissingNode() ? 0 : Json.number(second);
    }

    /** TP-Link Kasa with the old protocol. */
    static Meter kasa(MeterLine line) {
        Address address = Address.of(line);
        if (!address.path().isEmpty() || !address.user().isEmpty()) {
            throw line.wrong("neither path nor user is expected");
        }
        Kasa kasa = new Kasa(address, Http.timeout(line));
        return new Plug(line, host -> kasa, false);
    }

    /** A management controller that speaks Redfish. */
    static Meter redfish(MeterLine line) {
        Address address = Address.of(line);
        Secret.check(line);
        Duration timeout = Http.timeout(line);
        boolean tls = !line.text("tls").isPresent() || line.flag("tls");
        boolean insecure = line.flag("insecure");
        if (insecure && !tls) {
            throw line.wrong("insecure=true is for TLS, which tls=false switches off");
        }
        return new Plug(
                line,
                host -> {
                    Login login = new Login(address.user(), Secret.of(line, host), true);
                    Http http =
                            tls ? Http.secure(address, timeout, login, insecure) : Http.plain(address, timeout, login);
                    return new Redfish(http::get, address.path());
                },
                false);
    }

    private static Meter plug(
            MeterLine line, Address address, String user, boolean basic, boolean cross, Question question) {
        Secret.check(line);
        if (!address.user().isEmpty() && !basic) {
            throw line.wrong("no user is expected");
        }
        Duration timeout = Http.timeout(line);
        return new Plug(
                line,
                host -> {
                    boolean locks = line.scheme().parameters().contains("password-file");
                    Login login = locks ? new Login(user, Secret.of(line, host), basic) : Login.OPEN;
                    Http http = Http.plain(address, timeout, login);
                    return () -> question.ask(http);
                },
                cross);
    }

    private interface Question {
        PlugReading ask(Http http) throws MeterException;
    }
}
