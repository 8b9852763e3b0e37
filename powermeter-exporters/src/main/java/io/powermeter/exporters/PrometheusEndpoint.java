package io.powermeter.exporters;

import io.powermeter.meter.Version;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers Prometheus when it asks, with what is known at that moment. */
final class PrometheusEndpoint implements AutoCloseable {
    /** Beside what is measured: who tells it. */
    static final String BUILD = "powermeter_build";

    private final HTTPServer server;
    private final String host;

    /**
     * Listens from now on.
     *
     * @throws ExportException if the address cannot be had
     */
    PrometheusEndpoint(InetSocketAddress address, Supplier<List<Figure>> figures) throws ExportException {
        PrometheusRegistry registry = new PrometheusRegistry();
        registry.register((MultiCollector) () -> snapshots(figures.get()));
        this.host = address.getHostString();
        try {
            this.server = HTTPServer.builder()
                    .inetAddress(address.getAddress())
                    .port(address.getPort())
                    .registry(registry)
                    .buildAndStart();
        } catch (IOException e) {
            throw new ExportException("Cannot listen on " + host(host) + ":" + address.getPort() + ": " + e.getMessage()
                    + ". Choose another port or address with --prometheus=HOST:PORT.");
        }
    }

    /** Returns where to ask. */
    String url() {
        return "http://" + host(host) + ":" + server.getPort() + "/metrics";
    }

    @Override
    public void close() {
        server.close();
    }

    private static String host(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    static MetricSnapshots snapshots(List<Figure> figures) {
        MetricSnapshots.Builder all = MetricSnapshots.builder()
                .metricSnapshot(InfoSnapshot.builder()
                        .name(BUILD)
                        .help("Who tells these numbers.")
                        .dataPoint(InfoDataPointSnapshot.builder()
                                .labels(Labels.of("version", Version.current()))
                                .build())
                        .build());
        for (Metric metric : Metric.values()) {
            List<Figure> of =
                    figures.stream().filter(figure -> figure.metric() == metric).toList();
            if (!of.isEmpty()) {
                all.metricSnapshot(metric.isCounter() ? counter(metric, of) : gauge(metric, of));
            }
        }
        return all.build();
    }

    private static MetricSnapshot counter(Metric metric, List<Figure> figures) {
        CounterSnapshot.Builder counter = CounterSnapshot.builder()
                .name(metric.family())
                .help(metric.description())
                .unit(unit(metric));
        figures.forEach(figure -> counter.dataPoint(CounterDataPointSnapshot.builder()
                .labels(labels(figure.attributes()))
                .value(figure.value())
                .build()));
        return counter.build();
    }

    private static MetricSnapshot gauge(Metric metric, List<Figure> figures) {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder()
                .name(metric.family())
                .help(metric.description())
                .unit(unit(metric));
        figures.forEach(figure -> gauge.dataPoint(GaugeDataPointSnapshot.builder()
                .labels(labels(figure.attributes()))
                .value(figure.value())
                .build()));
        return gauge.build();
    }

    private static @Nullable Unit unit(Metric metric) {
        return metric.unit() == Metric.Unit.NONE ? null : new Unit(metric.unit().word());
    }

    private static Labels labels(Map<String, String> attributes) {
        Labels.Builder labels = Labels.builder();
        attributes.forEach((name, value) -> labels.label(name.replace('.', '_'), value));
        return labels.build();
    }
}
