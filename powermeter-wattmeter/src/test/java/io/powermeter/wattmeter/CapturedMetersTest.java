package io.powermeter.wattmeter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.powermeter.host.FakeHost;
import io.powermeter.sampler.Detection;
import io.powermeter.sampler.Sampler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made of the answers that real meters gave, where they lie beside the project; every file must be known. */
class CapturedMetersTest {
    private static final Map<String, String> EXPECTED = new TreeMap<>(Map.ofEntries(
            Map.entry("homewizard-kwh1.json", "543 W 109839600 J"),
            Map.entry("hwmon-amdgpu.tsv", "hwmon-amdgpu/gpu-0 GPU POWER = 118"),
            Map.entry("hwmon-ina219-negative.tsv", "named: wattmeter-1/power BOARD POWER = -0.176"),
            Map.entry("intel-power-gadget-codecarbon.csv", "csv: 1.428, 1.887, 1.199 W ..."),
            Map.entry("kasa-emeter-gen1.json", "3.121391 W 54000 J"),
            Map.entry("kasa-emeter-gen2.json", "31.259 W 385200 J"),
            Map.entry("nut-upsc.txt", "97 W"),
            Map.entry("omegawatt-6ch.csv", "54.2 54.6 54.6 58.4 58.4 W; channel 2: 22.5 22.6 22.6 16.8 16.8 W"),
            Map.entry("omegawatt-doc-sample.csv", "20.9 21 21 W; channel 2: "),
            Map.entry("powermetrics-codecarbon-m1air.txt", "command: 1.473 W"),
            Map.entry("rocm-smi-mi100_rocm571.json", "command: 39 W"),
            Map.entry("rocm-smi-mi100_rocm602.json", "command: 36 W"),
            Map.entry("rocm-smi-rx6700xt_rocm430.json", "command: 6 W"),
            Map.entry("rocm-smi-rx6700xt_rocm612.json", "command: 6 W"),
            Map.entry("rocm-smi-vega-10-XT.json", "command: 15 W"),
            Map.entry("rocm-smi-vega-20-WKS-GL-XE.json", "command: 26 W"),
            Map.entry(
                    "shelly-gen1-1-status.json",
                    "this Shelly has no power meter: the power it tells is the number typed into its settings"),
            Map.entry("shelly-gen1-1pm-status.json", "4711.12 W 388350780 J"),
            Map.entry("shelly-gen1-em-status.json", "-620.34 W 1445302440 J"),
            Map.entry("shelly-gen2-em1-getstatus.json", "-332.2 W"),
            Map.entry("shelly-gen2-em1data-getstatus.json", "this Shelly has no power meter"),
            Map.entry("shelly-gen2-error.json", "it has no such part"),
            Map.entry("shelly-gen2-switch-getstatus.json", "47.11 W 18450 J"),
            Map.entry("shelly-gen2-switch-with-return.json", "-350 W 21600000 J"),
            Map.entry("shelly-gen2-unmetered-switch.json", "this Shelly has no power meter"),
            Map.entry("tasmota-status10-dual.json", "8.15 W 277200 J"),
            Map.entry("tasmota-status10-single.json", "47.11 W 4645425600 J"),
            Map.entry("tasmota-status10-sml.json", "-894 W"),
            Map.entry("um25c-frame-synthetic.hex", "not supported: Bluetooth"),
            Map.entry("dcmi-activated-215.txt", "215 W"),
            Map.entry("dcmi-deactivated-but-valid-319.txt", "319 W"),
            Map.entry("dcmi-telegraf-167.txt", "167 W"),
            Map.entry("dcmi-zero-unsupported.txt", "the controller tells 0 W, which means that it does not measure"),
            Map.entry("freeipmi-power-statistics.txt", "164 W"),
            Map.entry(
                    "ipmitool-errors.txt",
                    "the controller tells no power: DCMI request failed because: Invalid command (c1)"),
            Map.entry(
                    "sdr-lines.txt",
                    "Avg Power 210 W, Power Supply 1 110 W, Pwr Consumption 168 W, System Level 154 W"),
            Map.entry("base.json", "the controller tells no power of this chassis"),
            Map.entry("dell_chassis.json", "the controller tells no power of this chassis"),
            Map.entry("dell_power.json", "429 W"),
            Map.entry("dell_powerinvalid.json", "its answer is no JSON, or only a part of it"),
            Map.entry("dell_systems.json", "the controller tells no power of this chassis"),
            Map.entry("environment-metrics-shape.json", "374 W"),
            Map.entry("hp_chassis.json", "the controller tells no power of this chassis"),
            Map.entry("hp_chassis_subsys.json", "the controller tells no power of this chassis"),
            Map.entry("hp_power_subsys.json", "the controller tells no power of this chassis"),
            Map.entry("hp_power_subsys_psu.json", "the controller tells no power of this chassis"),
            Map.entry("hp_power_subsys_psu_1.json", "the controller tells no power of this chassis"),
            Map.entry("hp_powerinvalid.json", "its answer is no JSON, or only a part of it")));

    @TempDir
    Path root;

    @Test
    void read_everyCapture_givesItsPowerOrItsReason() throws IOException {
        Map<String, String> actual = new TreeMap<>();
        for (String folder : List.of("wattmeter", "ipmi", "redfish")) {
            try (Stream<Path> files = Files.list(captures().resolve(folder))) {
                for (Path file : files.sorted().toList()) {
                    actual.put(file.getFileName().toString(), result(folder, file));
                }
            }
        }
        actual.forEach((file, result) -> System.out.printf(Locale.ROOT, "%-40s %s%n", file, result));
        assertThat(actual).isEqualTo(EXPECTED);
    }

    private String result(String folder, Path file) throws IOException {
        String name = file.getFileName().toString();
        try {
            if (folder.equals("ipmi")) {
                return name.startsWith("sdr")
                        ? sensors(Files.readString(file))
                        : show(IpmiText.dcmi(Files.readString(file))) + " W";
            }
            return folder.equals("redfish") ? show(Redfish.reading(json(file))) : wattmeter(name, file);
        } catch (MeterException e) {
            return e.sentence();
        }
    }

    private String wattmeter(String name, Path file) throws IOException {
        if (name.startsWith("homewizard")) {
            return show(Plugs.homewizardReading(json(file)));
        } else if (name.startsWith("shelly-gen1")) {
            JsonNode status = json(file);
            return show(Plugs.shelly1Reading(status, status.has("emeters") ? "emeters" : "meters", 0));
        } else if (name.startsWith("shelly-gen2")) {
            return show(Plugs.shellyReading(json(file)));
        } else if (name.startsWith("tasmota")) {
            return show(Plugs.tasmotaReading(json(file), 0, ""));
        } else if (name.startsWith("kasa")) {
            return show(Kasa.reading(json(file)));
        } else if (name.startsWith("nut")) {
            return show(NutText.watts(Files.readString(file))) + " W";
        } else if (name.startsWith("omegawatt")) {
            return omegawatt(file, 1) + " W; channel 2: " + omegawatt(file, 2)
                    + (omegawatt(file, 2).isEmpty() ? "" : " W");
        } else if (name.startsWith("hwmon")) {
            return hwmon(FakeHost.of(root.resolve(name), Files.readAllLines(file)));
        } else if (name.startsWith("rocm-smi")) {
            return "command: " + labelled(file, "Average Graphics Package Power (W)") + " W";
        } else if (name.startsWith("powermetrics")) {
            return "command: " + labelled(file, "Package Power") + " W";
        }
        return name.startsWith("um25c") ? "not supported: Bluetooth" : gadget(file);
    }

    /** The recipe of the documentation: a label for what another program writes. */
    private static String labelled(Path file, String label) throws IOException {
        MeterLine line = MeterLine.parse("command?label=" + label + ": x", "a");
        WattText text = WattText.of(line);
        try (Stream<String> lines = Files.lines(file)) {
            return show(text.watts(lines.filter(text::concerns).findFirst().orElse("")));
        }
    }

    private static String gadget(Path file) throws IOException {
        List<String> rows = Files.readAllLines(file);
        CsvColumns columns =
                CsvColumns.of(rows.get(0), new CsvColumns.Wanted("System Time", "Processor Power_0(Watt)", 0, 1));
        List<String> watts = new ArrayList<>();
        for (String row : rows.subList(1, 4)) {
            assertThat(columns.epochNanos(columns.fields(row)))
                    .as("a time of day is no instant")
                    .isEqualTo(TimeText.NONE);
            watts.add(show(columns.watts(columns.fields(row))));
        }
        return "csv: " + String.join(", ", watts) + " W ...";
    }

    private static String omegawatt(Path file, int channel) throws IOException {
        Frames frames = new Frames(1);
        OmegaWatt lines = new OmegaWatt(new int[] {channel}, frames, new TestClock());
        List<String> watts = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            lines.line(line);
            Frames.Mean mean = frames.take();
            if (mean != null) {
                watts.add(show(mean.watts()[0]));
            }
        }
        return String.join(" ", watts);
    }

    private static String sensors(String text) throws MeterException {
        List<String> told = new ArrayList<>();
        for (String name : List.of("Avg Power", "Power Supply 1", "Pwr Consumption", "System Level")) {
            told.add(name + " " + show(IpmiText.sensor(text, name)) + " W");
        }
        return String.join(", ", told);
    }

    private static String hwmon(FakeHost host) {
        Detection detection = new HwmonProvider().detect(host);
        if (detection instanceof Detection.Found found) {
            return described(found.samplers().get(0));
        }
        return "named: " + described(Found.meter(host, new TestClock(), "hwmon:ina219"));
    }

    private static String described(Sampler sampler) {
        return Found.describe(sampler).get(0) + " = " + show(Found.read(sampler).get(0));
    }

    private static JsonNode json(Path file) throws IOException {
        return Json.object(Files.readAllBytes(file));
    }

    private static String show(PlugReading reading) {
        return show(reading.watts()) + " W"
                + (Double.isNaN(reading.joules()) ? "" : " " + show(reading.joules()) + " J");
    }

    private static String show(double value) {
        String text = String.format(Locale.ROOT, "%.6f", value);
        return text.replaceAll("\\.?0+$", "");
    }

    private static Path captures() {
        Optional<Path> folder = Stream.of("../shared/fixtures", "../../shared/fixtures")
                .map(Path::of)
                .filter(path -> Files.isDirectory(path.resolve("wattmeter")))
                .findFirst();
        String skipped = "no captures beside the project in ../shared/fixtures: nothing to hold meters against";
        if (folder.isEmpty()) {
            System.out.println(skipped);
        }
        Assumptions.assumeTrue(folder.isPresent(), skipped);
        return folder.orElseThrow();
    }
}
