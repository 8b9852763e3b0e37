package io.powermeter.exporters;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableMeasurement;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.resources.Resource;
import io.powermeter.host.Host;
import io.powermeter.meter.Version;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Sends the figures to an OpenTelemetry collector again and again. Everything but the address is the SDK's own
 * configuration, by the environment variables of its
 * <a href="https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/">specification</a>.
 */
final class OtlpPush implements AutoCloseable {
    /** The end of a run waits no longer than this for the last batch. */
    static final Duration LAST_PUSH = Duration.ofSeconds(2);

    private static final String SCOPE = "io.powermeter";

    private static final String PATH = "/v1/metrics";

    private final SdkMeterProvider provider;
    private final Deliveries deliveries;

    /**
     * Begins to send, the first batch after the first interval.
     *
     * @param endpoint to which {@value #PATH} is added if it is not there, as the specification wants it
     * @param complaints told once, when a batch is lost
     * @throws ExportException if the SDK cannot use what the environment tells it
     */
    OtlpPush(URI endpoint, Supplier<List<Figure>> figures, Consumer<String> complaints) throws ExportException {
        this.deliveries = new Deliveries(endpoint, complaints);
        try {
            this.provider = AutoConfiguredOpenTelemetrySdk.builder()
                    .disableShutdownHook()
                    .addPropertiesSupplier(() -> Map.of(
                            // the SDK's minute is longer than many a run
                            "otel.metric.export.interval", "10000"))
                    .addPropertiesCustomizer(ignored -> forced(endpoint))
                    .addResourceCustomizer((resource, ignored) -> named(resource))
                    .addMetricExporterCustomizer((exporter, ignored) -> deliveries.counting(exporter))
                    .build()
                    .getOpenTelemetrySdk()
                    .getSdkMeterProvider();
        } catch (RuntimeException e) { // the SDK's word for settings that it does not understand
            throw new ExportException("OpenTelemetry cannot be set up: " + e.getMessage()
                    + ". Look at the environment variables that begin with OTEL_.");
        }
        observe(
                provider.meterBuilder(SCOPE)
                        .setInstrumentationVersion(Version.current())
                        .build(),
                figures);
    }

    /** Returns how many batches were lost so far. */
    long dropped() {
        return deliveries.dropped();
    }

    /** Sends a last batch, in {@link #LAST_PUSH} or not at all. */
    @Override
    public void close() {
        // a batch on its way to nobody would hold back the SDK's own end for as long as its time limits say
        Thread last =
                new Thread(() -> provider.shutdown().join(LAST_PUSH.toMillis(), TimeUnit.MILLISECONDS), "otlp-end");
        last.setDaemon(true);
        last.start();
        try {
            last.join(LAST_PUSH.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        deliveries.conclude();
    }

    /** Metrics only, by HTTP: what the command line says counts more than the environment. */
    private static Map<String, String> forced(URI endpoint) {
        String url = endpoint.toString().replaceFirst("/+$", "");
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("otel.sdk.disabled", "false");
        properties.put("otel.traces.exporter", "none");
        properties.put("otel.logs.exporter", "none");
        properties.put("otel.metrics.exporter", "otlp");
        properties.put("otel.exporter.otlp.metrics.protocol", "http/protobuf");
        properties.put("otel.exporter.otlp.metrics.endpoint", url.endsWith(PATH) ? url : url + PATH);
        // the next batch has all that a lost one had
        properties.put("otel.java.exporter.otlp.retry.disabled", "true");
        return properties;
    }

    /** Says who tells this, unless the environment does; the conventions for hardware want the host named. */
    private static Resource named(Resource resource) {
        Map<String, String> ours = new LinkedHashMap<>();
        ours.put("service.version", Version.current());
        Host.local().text("/proc/sys/kernel/hostname").ifPresent(name -> ours.put("host.name", name.strip()));
        AttributesBuilder attributes = resource.getAttributes().toBuilder();
        resource.getAttributes().forEach((key, value) -> {
            if (key.getKey().equals("service.name") && String.valueOf(value).startsWith("unknown_service")) {
                attributes.put("service.name", "powermeter");
            }
            ours.remove(key.getKey());
        });
        ours.forEach(attributes::put);
        return Resource.create(attributes.build(), resource.getSchemaUrl());
    }

    private static void observe(Meter meter, Supplier<List<Figure>> figures) {
        Map<Metric, ObservableDoubleMeasurement> observers = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            observers.put(metric, observer(meter, metric));
        }
        ObservableMeasurement first = observers.get(Metric.ENERGY);
        ObservableMeasurement[] others = observers.values().toArray(new ObservableMeasurement[0]);
        meter.batchCallback(() -> figures.get().forEach(figure -> record(figure, observers)), first, others);
    }

    private static ObservableDoubleMeasurement observer(Meter meter, Metric metric) {
        return metric.isCounter()
                ? meter.counterBuilder(metric.id())
                        .ofDoubles()
                        .setUnit(metric.unit().symbol())
                        .setDescription(metric.description())
                        .buildObserver()
                : meter.gaugeBuilder(metric.id())
                        .setUnit(metric.unit().symbol())
                        .setDescription(metric.description())
                        .buildObserver();
    }

    private static void record(Figure figure, Map<Metric, ObservableDoubleMeasurement> observers) {
        AttributesBuilder attributes = Attributes.builder();
        figure.attributes().forEach(attributes::put);
        ObservableDoubleMeasurement observer = observers.get(figure.metric());
        if (observer != null) {
            observer.record(figure.value(), attributes.build());
        }
    }
}
