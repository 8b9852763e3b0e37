package io.powermeter.exporters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.watch.PowerFigures;
import io.powermeter.watch.Snapshot;
import io.powermeter.watch.Snapshot.ChannelPower;
import io.powermeter.watch.Snapshot.ProcessPowers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchExporterTest {
    private static final String OF_PACKAGE =
            "{hw_id=rapl/package-0,hw_type=cpu,powermeter_component=CPU,powermeter_origin=MEASURED}";

    @Test
    void show_intervals_tellsTheLastOneAndNeverLess() throws Exception {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
        try (WatchExporter exporter =
                WatchExporter.open(new Targets(Optional.of(any), Optional.empty()), complaint -> {})) {
            String url = exporter.url().orElseThrow();
            exporter.show(snapshot(40, 100));
            exporter.show(snapshot(30, 99));
            Exposition told = Exposition.scrape(url);

            assertThat(told.samples())
                    .containsEntry("hw_energy_joules_total" + OF_PACKAGE, 100.0)
                    .containsEntry("hw_power_watts" + OF_PACKAGE, 30.0)
                    .containsEntry("powermeter_machine_power_watts{powermeter_origin=MEASURED}", 30.0)
                    .containsEntry("powermeter_machine_cpu_time_seconds_total", 6.0);
            assertThat(told.samples().get("powermeter_meter_cpu_time_seconds_total"))
                    .isCloseTo(0.04, within(1e-9));
            exporter.show(snapshot(Double.NaN, 100));
            assertThat(Exposition.scrape(url).samples())
                    .containsKey("hw_energy_joules_total" + OF_PACKAGE)
                    .doesNotContainKey("hw_power_watts" + OF_PACKAGE)
                    .doesNotContainKey("powermeter_machine_power_watts{powermeter_origin=MEASURED}");
        }
    }

    @Test
    void show_processesThatCannotBeSeen_tellsNoCpuTime() throws Exception {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
        try (WatchExporter exporter =
                WatchExporter.open(new Targets(Optional.of(any), Optional.empty()), complaint -> {})) {
            exporter.show(snapshot(
                    40,
                    100,
                    new ProcessPowers(40, Component.CPU, Double.NaN, Double.NaN, Double.NaN, Double.NaN, List.of())));

            assertThat(Exposition.scrape(exporter.url().orElseThrow()).samples().keySet())
                    .noneMatch(series -> series.contains("cpu_time"));
        }
    }

    private static Snapshot snapshot(double watts, double joules) {
        return snapshot(watts, joules, new ProcessPowers(watts, Component.CPU, 1.5, 0, 0, 0.01, List.of()));
    }

    private static Snapshot snapshot(double watts, double joules, ProcessPowers processes) {
        PowerFigures power = new PowerFigures(watts, 30, 35, 40, joules);
        return new Snapshot(
                Instant.EPOCH,
                2,
                2,
                power,
                Origin.MEASURED,
                List.of(new ChannelPower(Runs.PACKAGE, power, true)),
                List.of(),
                processes,
                List.of(),
                List.of());
    }
}
