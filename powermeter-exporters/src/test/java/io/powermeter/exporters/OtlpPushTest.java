package io.powermeter.exporters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.powermeter.recording.RunInfo;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class OtlpPushTest {
    private static final RunInfo.End END = new RunInfo.End(1, 0, 0, 0);

    private final List<String> complaints = new CopyOnWriteArrayList<>();

    @Test
    void ended_collectorListens_hasTheWholeRunInTheLastBatch() throws Exception {
        try (Collector collector = new Collector(200)) {
            RunInfo.SamplerInfo rapl = Runs.sampler("rapl", Runs.PACKAGE, Runs.CORE);
            RunExporter exporter = open(collector.url());
            exporter.began(Runs.of("sgd", rapl));
            Runs.tell(exporter, rapl, 31, 50, 30);
            exporter.ended(END);

            Metric energy = collector.metric("hw.energy").orElseThrow();
            assertThat(energy.getUnit()).isEqualTo("J");
            assertThat(energy.getSum().getIsMonotonic()).isTrue();
            assertThat(energy.getSum().getAggregationTemporality())
                    .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
            assertThat(energy.getSum().getDataPointsList()).hasSize(2);
            NumberDataPoint core = energy.getSum().getDataPointsList().stream()
                    .filter(point ->
                            Collector.attributes(point.getAttributesList()).containsKey("hw.parent"))
                    .findFirst()
                    .orElseThrow();
            assertThat(core.getAsDouble()).isCloseTo(90, within(1e-9));
            assertThat(Collector.attributes(core.getAttributesList()))
                    .hasToString("{hw.id=rapl/core-0, hw.parent=rapl/package-0, hw.type=cpu,"
                            + " powermeter.component=cores, powermeter.origin=MEASURED, powermeter.run=sgd}");
            Metric power = collector.metric("hw.power").orElseThrow();
            assertThat(power.getUnit()).isEqualTo("W");
            assertThat(power.getGauge().getDataPointsList()).hasSize(2);
            assertThat(collector
                            .metric("powermeter.machine.energy")
                            .orElseThrow()
                            .getSum()
                            .getDataPoints(0)
                            .getAsDouble())
                    .isCloseTo(150, within(1e-9));
            assertThat(collector.metric("hw.host.energy")).isEmpty();
            assertThat(complaints).isEmpty();
        }
    }

    @Test
    void ended_collectorListens_knowsWhoseNumbersTheyAre() throws Exception {
        try (Collector collector = new Collector(200)) {
            RunExporter exporter = open(URI.create(collector.url() + "/v1/metrics/"));
            exporter.began(Runs.of("sgd"));
            exporter.ended(END);

            ResourceMetrics told = collector.last().getResourceMetrics(0);
            assertThat(Collector.attributes(told.getResource().getAttributesList()))
                    .containsEntry("service.name", "powermeter")
                    .containsEntry("telemetry.sdk.language", "java")
                    .containsKeys("host.name", "service.version");
            assertThat(told.getScopeMetrics(0).getScope().getName()).isEqualTo("io.powermeter");
            assertThat(collector.requests()).hasSize(1);
        }
    }

    @Test
    void ended_nobodyListens_complainsOnceAndTheRunGoesOn() throws Exception {
        URI nobody;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            nobody = URI.create("http://127.0.0.1:" + closed.getLocalPort());
        }
        RunExporter exporter = open(nobody);
        exporter.began(Runs.of("sgd"));
        exporter.ended(END);

        assertThat(complaints)
                .containsExactly("Cannot send to " + nobody + ": nobody answers there."
                        + " Energy is measured all the same; what is not sent is dropped and counted.");
    }

    @Test
    void ended_collectorRefuses_saysWhereToLook() throws Exception {
        try (Collector collector = new Collector(401)) {
            RunExporter exporter = open(collector.url());
            exporter.began(Runs.of("sgd"));
            exporter.ended(END);

            assertThat(complaints)
                    .containsExactly("Cannot send to " + collector.url()
                            + ": it was refused; look at the URL and at OTEL_EXPORTER_OTLP_HEADERS."
                            + " Energy is measured all the same; what is not sent is dropped and counted.");
        }
    }

    @Test
    void ended_collectorNeverAnswers_isWaitedForTwoSecondsOnly() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
            URI url = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            RunExporter exporter = open(url);
            exporter.began(Runs.of("sgd"));
            long begin = System.nanoTime();
            exporter.ended(END);

            // of the SDK's own ten seconds for an answer nothing is waited for; wide, as a loaded machine wakes late
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
            assertThat(complaints).containsExactly("The last batch did not reach " + url + " in time.");
        }
    }

    @Test
    void close_batchLost_isCounted() throws Exception {
        try (Collector collector = new Collector(503)) {
            OtlpPush push = new OtlpPush(
                    collector.url(),
                    () -> List.of(new Figure(io.powermeter.exporters.Metric.TOTAL_POWER, Map.of(), 1)),
                    complaints::add);
            assertThat(push.dropped()).isZero();
            push.close();
            assertThat(push.dropped()).isEqualTo(1);
        }
    }

    private RunExporter open(URI url) throws ExportException {
        return RunExporter.open(new Targets(Optional.empty(), Optional.of(url)), complaints::add);
    }
}
