package io.powermeter.wattmeter;

import io.powermeter.measurement.Component;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The kinds of meters that a line may name. */
enum Scheme {
    COMMAND("command: my-meter --watts", 1000, Streams::command, "label", "column", "unit"),
    CSV("csv:/data/power.csv?column=watts", 1000, CsvMeter::new, "time", "column", "channel", "unit"),
    HOMEWIZARD("homewizard://192.168.1.20", 1000, Plugs::homewizard, "timeout"),
    HWMON("hwmon:ina226?component=board", 100, HwmonMeter::new, "sensor"),
    IPMI("ipmi:", 1000, Answers::ipmi, "sensor"),
    KASA("kasa://192.168.1.20", 1000, Plugs::kasa, "timeout"),
    NUT("nut:ups@localhost", 2000, Answers::nut),
    OMEGAWATT("omegawatt:/dev/ttyUSB0?channel=1", 200, Streams::omegawatt, "channel", "channels", "program"),
    POLL("poll: my-meter --once", 1000, Answers::poll, "label", "column", "unit"),
    REDFISH(
            "redfish://reader@bmc.example/1?password-file=/etc/powermeter/bmc",
            2000,
            Plugs::redfish,
            "timeout",
            "password-file",
            "password-env",
            "insecure",
            "tls"),
    SERIAL("serial:/dev/ttyUSB0?baud=9600", 1000, Streams::serial, "baud", "label", "column", "unit"),
    SHELLY("shelly://192.168.1.20/switch/0", 1000, Plugs::shelly, "timeout", "password-file", "password-env"),
    SHELLY1("shelly1://192.168.1.20/meter/0", 1000, Plugs::shelly1, "timeout", "password-file", "password-env"),
    TASMOTA(
            "tasmota://192.168.1.20",
            1000,
            Plugs::tasmota,
            "timeout",
            "password-file",
            "password-env",
            "channel",
            "field");

    private final String example;
    private final Duration period;
    private final Function<MeterLine, Meter> meter;
    private final Set<String> parameters;

    Scheme(String example, int periodMillis, Function<MeterLine, Meter> meter, String... parameters) {
        this.example = example;
        this.period = Duration.ofMillis(periodMillis);
        this.meter = meter;
        this.parameters = Set.of(parameters);
    }

    static Scheme named(String spelling) {
        return Arrays.stream(values())
                .filter(scheme -> scheme.spelling().equals(spelling))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("\"" + spelling + "\" is no kind of wattmeter. " + listed()));
    }

    /** Returns a sentence with an example of each kind. */
    static String listed() {
        return "The kinds, each with an example: "
                + Arrays.stream(values()).map(scheme -> scheme.example).collect(Collectors.joining(", ")) + ".";
    }

    String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }

    Set<String> parameters() {
        return parameters;
    }

    /** Returns how often such a meter usually has something new to say. */
    Duration period() {
        return period;
    }

    /** Returns what such a meter usually measures. */
    Component component() {
        return this == HWMON ? Component.BOARD : Component.WALL;
    }

    /** Returns whether the machine's own management controller is asked. */
    boolean isController() {
        return this == IPMI || this == REDFISH;
    }

    boolean placeIsProgram() {
        return this == COMMAND || this == POLL;
    }

    /** Returns the meter of a line; {@link IllegalArgumentException} if the line is wrong. */
    Meter meter(MeterLine line) {
        return meter.apply(line);
    }

    IllegalArgumentException wrong(String why) {
        return new IllegalArgumentException(
                "wattmeter of the kind " + spelling() + ": " + why + ". For instance: " + example);
    }
}
