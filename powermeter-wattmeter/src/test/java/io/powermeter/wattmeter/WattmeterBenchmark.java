package io.powermeter.wattmeter;

import io.powermeter.host.FakeHost;
import io.powermeter.sampler.ReadingCost;
import io.powermeter.sampler.Sampler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Prints what a reading costs: of hwmon, of each kind of answer without the network, and of a plug on this machine. */
final class WattmeterBenchmark {
    private static final int READINGS = 20_000;

    private WattmeterBenchmark() {}

    private interface Work {
        void run() throws IOException;
    }

    public static void main(String[] args) throws IOException {
        FakeHost host =
                FakeHost.ofResource(Files.createTempDirectory("hwmon"), WattmeterBenchmark.class, "hosts/grace.tree");
        Sampler hwmon = Found.samplers(new HwmonProvider(), host).get(0);
        ReadingCost.print("hwmon, 4 channels", hwmon, READINGS, () -> {});
        parse(
                "shelly",
                "{\"id\":0,\"output\":true,\"apower\":47.11,\"voltage\":232.0,\"aenergy\":{\"total\":5.125}}",
                text -> Plugs.shellyReading(Json.object(text)));
        parse(
                "shelly1",
                "{\"meters\":[{\"power\":4711.12,\"is_valid\":true,\"total\":6472513}],\"uptime\":17284290}",
                text -> Plugs.shelly1Reading(Json.object(text), "meters", 0));
        parse(
                "tasmota",
                "{\"StatusSNS\":{\"ENERGY\":{\"Total\":1290.396,\"Power\":47.11}}}",
                text -> Plugs.tasmotaReading(Json.object(text), 0, ""));
        parse(
                "homewizard",
                "{\"total_power_import_t1_kwh\":30.511,\"active_power_w\":543}",
                text -> Plugs.homewizardReading(Json.object(text)));
        parse(
                "kasa",
                "{\"emeter\":{\"get_realtime\":{\"power_mw\":31259,\"total_wh\":107,\"err_code\":0}}}",
                text -> Kasa.reading(Json.object(text)));
        parse(
                "redfish",
                "{\"PowerControl\":[{\"PowerCapacityWatts\":1628,\"PowerConsumedWatts\":429}]}",
                text -> Redfish.reading(Json.object(text)));
        try (LoopbackShelly plug = LoopbackShelly.start()) {
            Sampler sampler = Found.meter(FakeHost.empty(Path.of("/nowhere")), new TestClock(), plug.line());
            ReadingCost.print("shelly over the loopback", sampler, 200, () -> {});
        }
    }

    private interface Parser {
        PlugReading read(byte[] text) throws MeterException;
    }

    private static void parse(String name, String text, Parser parser) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        print("parse " + name, READINGS, () -> parser.read(bytes));
    }

    private static void print(String name, int times, Work work) throws IOException {
        for (int round = 1; round <= 3; round++) {
            long nanos = System.nanoTime();
            for (int i = 0; i < times; i++) {
                work.run();
            }
            if (round == 3) {
                System.out.printf(
                        Locale.ROOT, "%-40s %8.2f us a reading%n", name, (System.nanoTime() - nanos) / 1e3 / times);
            }
        }
    }
}
