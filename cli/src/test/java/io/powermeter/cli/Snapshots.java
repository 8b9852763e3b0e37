package io.powermeter.cli;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import io.powermeter.watch.PowerFigures;
import io.powermeter.watch.Snapshot;
import io.powermeter.watch.Snapshot.ChannelPower;
import io.powermeter.watch.Snapshot.Gauge;
import io.powermeter.watch.Snapshot.ProcessPower;
import io.powermeter.watch.Snapshot.ProcessPowers;
import java.time.Instant;
import java.util.List;

/** Snapshots of machines that are not there. */
final class Snapshots {
    private Snapshots() {}

    /** A server with a card, a sensor that fell silent, and a process whose name would clear the screen. */
    static Snapshot server() {
        Channel psys = Channel.of("rapl/psys", Component.BOARD, Quantity.ENERGY, Origin.MEASURED);
        Channel cpu = Channel.of("rapl/package-0", Component.CPU, Quantity.ENERGY, Origin.MEASURED)
                .partOf("rapl/psys");
        Channel core = Channel.of("rapl/package-0/core", Component.CORE, Quantity.ENERGY, Origin.MEASURED)
                .partOf("rapl/package-0");
        Channel card = Channel.of("nvidia/0", Component.GPU, Quantity.POWER, Origin.ESTIMATED);
        Channel heat = Channel.of("nvidia/0/temperature", Component.GPU, Quantity.TEMPERATURE, Origin.MEASURED);
        Channel use = Channel.of("nvidia/0/utilization", Component.GPU, Quantity.UTILIZATION, Origin.MEASURED);
        return new Snapshot(
                Instant.parse("2026-01-02T03:04:05.678Z"),
                43.2,
                1,
                new PowerFigures(312.5, 101, 250, 330.25, 10_800),
                Origin.ESTIMATED,
                List.of(
                        new ChannelPower(psys, new PowerFigures(112.5, 50, 90, 130, 3888), true),
                        new ChannelPower(cpu, new PowerFigures(60, 30, 50, 80, 2160), false),
                        new ChannelPower(core, new PowerFigures(Double.NaN, 20, 30, 60, 1296), false),
                        new ChannelPower(card, new PowerFigures(200, 40, 160, 220, 6912), true)),
                List.of(new Gauge(heat, 61), new Gauge(use, 0.875)),
                new ProcessPowers(
                        60,
                        Component.CPU,
                        3.2,
                        0.1,
                        1.875,
                        0.006,
                        List.of(
                                new ProcessPower(4321, "python3", 2, 37.5, 0.875),
                                new ProcessPower(77, "\033[2Jevil\n\u009b", 1, 18.75, Double.NaN),
                                new ProcessPower(1, "systemd", 0.1, 1.875, Double.NaN))),
                List.of("rapl/package-0/core tells nothing: \033]0;x\007."),
                List.of("hwmon", "pi"));
    }
}
