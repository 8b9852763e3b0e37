package io.powermeter.exporters;

import io.powermeter.watch.Snapshot;
import io.powermeter.watch.Snapshot.ProcessPowers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Tells the figures of a machine that is watched, those of its last interval. */
public final class WatchExporter implements AutoCloseable {
    private final Exporters exporters;
    private final EnergyFigures energies = new EnergyFigures(Map.of());
    private double machineCpuSeconds;
    private double meterCpuSeconds;
    private volatile List<Figure> figures = List.of();

    private WatchExporter(Targets targets, Consumer<String> complaints) throws ExportException {
        this.exporters = new Exporters(targets, () -> figures, complaints);
    }

    /**
     * Listens for Prometheus from now on, and can send.
     *
     * @param complaints told at most twice, in a sentence, that a collector is not reached
     * @throws ExportException if an address cannot be had, or the environment is not understood
     */
    public static WatchExporter open(Targets targets, Consumer<String> complaints) throws ExportException {
        return new WatchExporter(targets, complaints);
    }

    /** Returns where Prometheus may ask, if it may. */
    public Optional<String> url() {
        return exporters.url();
    }

    /** Tells what an interval was like from now on, until the next one. */
    public void show(Snapshot snapshot) {
        List<Figure> told = new ArrayList<>(energies.of(snapshot.channels()));
        ProcessPowers processes = snapshot.processes();
        if (!Double.isNaN(processes.coresBusy())) {
            machineCpuSeconds += processes.coresBusy() * snapshot.intervalSeconds();
            told.add(new Figure(Metric.MACHINE_CPU, Map.of(), machineCpuSeconds));
        }
        if (!Double.isNaN(processes.meterCores())) {
            meterCpuSeconds += processes.meterCores() * snapshot.intervalSeconds();
            told.add(new Figure(Metric.METER_CPU, Map.of(), meterCpuSeconds));
        }
        figures = List.copyOf(told);
    }

    /** Sends a last batch, in two seconds or not at all, and listens no more. */
    @Override
    public void close() {
        exporters.close();
    }
}
