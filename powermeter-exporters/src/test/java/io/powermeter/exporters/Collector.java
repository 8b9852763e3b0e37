package io.powermeter.exporters;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands in for an OpenTelemetry collector: takes requests by HTTP, and reads them with the official classes. */
final class Collector implements AutoCloseable {
    private final HttpServer server;
    private final List<ExportMetricsServiceRequest> requests = new CopyOnWriteArrayList<>();

    /** Answers every request with {@code status}. */
    Collector(int status) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/v1/metrics", exchange -> {
            requests.add(ExportMetricsServiceRequest.parseFrom(
                    exchange.getRequestBody().readAllBytes()));
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<ExportMetricsServiceRequest> requests() {
        return requests;
    }

    ExportMetricsServiceRequest last() {
        return requests.get(requests.size() - 1);
    }

    /** Returns a metric of the last batch. */
    Optional<Metric> metric(String name) {
        return last().getResourceMetrics(0).getScopeMetrics(0).getMetricsList().stream()
                .filter(metric -> metric.getName().equals(name))
                .findFirst();
    }

    static Map<String, String> attributes(List<KeyValue> attributes) {
        Map<String, String> all = new TreeMap<>();
        attributes.forEach(one -> all.put(one.getKey(), one.getValue().getStringValue()));
        return all;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
