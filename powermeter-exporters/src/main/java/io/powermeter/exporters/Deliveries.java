package io.powermeter.exporters;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.MemoryMode;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import java.net.ConnectException;
import java.net.URI;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts the batches that were sent to a collector, and complains of the first that was lost. */
final class Deliveries {
    private final URI endpoint;
    private final Consumer<String> complaints;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong arrived = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();

    Deliveries(URI endpoint, Consumer<String> complaints) {
        this.endpoint = endpoint;
        this.complaints = complaints;
    }

    /** Returns how many batches were lost so far. */
    long dropped() {
        return lost.get();
    }

    /** Complains again at the end if more than one was lost; one that is still on its way is. */
    void conclude() {
        long all = sent.get();
        long missing = all - arrived.get();
        if (missing > 1) {
            complaints.accept(missing + " of " + all + " batches did not reach " + endpoint + ".");
        } else if (missing == 1 && lost.get() == 0) {
            complaints.accept("The last batch did not reach " + endpoint + " in time.");
        }
    }

    /** Returns an exporter that does what another one does, and is counted. */
    MetricExporter counting(MetricExporter exporter) {
        return new Counting(exporter);
    }

    private void done(CompletableResultCode result) {
        if (result.isSuccess()) {
            arrived.incrementAndGet();
        } else if (lost.incrementAndGet() == 1) {
            complaints.accept("Cannot send to " + endpoint + ": " + why(result.getFailureThrowable())
                    + ". Energy is measured all the same; what is not sent is dropped and counted.");
        }
    }

    /** The SDK wraps what the JDK's client throws; where it wraps nothing, there was an answer. */
    private static String why(@Nullable Throwable failure) {
        Throwable last = failure;
        while (last != null && last.getCause() != null) {
            last = last.getCause();
            if (last instanceof ConnectException) {
                return "nobody answers there";
            }
        }
        if (last == null || last == failure) {
            return "it was refused; look at the URL and at OTEL_EXPORTER_OTLP_HEADERS";
        }
        return last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage();
    }

    private final class Counting implements MetricExporter {
        private final MetricExporter exporter;

        Counting(MetricExporter exporter) {
            this.exporter = exporter;
        }

        @Override
        public CompletableResultCode export(Collection<MetricData> metrics) {
            sent.incrementAndGet();
            CompletableResultCode result = exporter.export(metrics);
            return result.whenComplete(() -> done(result));
        }

        @Override
        public CompletableResultCode flush() {
            return exporter.flush();
        }

        @Override
        public CompletableResultCode shutdown() {
            return exporter.shutdown();
        }

        @Override
        public AggregationTemporality getAggregationTemporality(InstrumentType type) {
            return exporter.getAggregationTemporality(type);
        }

        @Override
        public Aggregation getDefaultAggregation(InstrumentType type) {
            return exporter.getDefaultAggregation(type);
        }

        @Override
        public MemoryMode getMemoryMode() {
            return exporter.getMemoryMode();
        }
    }
}
