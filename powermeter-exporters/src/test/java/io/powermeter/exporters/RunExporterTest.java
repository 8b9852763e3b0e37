package io.powermeter.exporters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.recording.Mark;
import io.powermeter.recording.RunInfo;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

class RunExporterTest {
    private static final RunInfo.End END = new RunInfo.End(1, 0, 0, 0);

    private final List<String> complaints = new ArrayList<>();
    private RunExporter exporter;

    @AfterEach
    void end() {
        if (exporter != null) {
            exporter.ended(END);
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void scrape_counterAndGauge_tellsJoulesWattsAndATotalThatDoublesNothing() throws Exception {
        RunInfo.SamplerInfo rapl = Runs.sampler("rapl", Runs.PACKAGE, Runs.CORE);
        RunInfo.SamplerInfo estimate = Runs.sampler("estimate", Runs.MEMORY);
        open(Runs.of("sgd", rapl, estimate));
        Runs.tell(exporter, rapl, 21, 50, 30);
        Runs.tell(exporter, estimate, 21, 4);
        exporter.look();
        Exposition told = Exposition.scrape(url());

        String ofPackage = "{hw_id=rapl/package-0,hw_type=cpu,powermeter_component=CPU,"
                + "powermeter_origin=MEASURED,powermeter_run=sgd}";
        String ofCore = "{hw_id=rapl/core-0,hw_parent=rapl/package-0,hw_type=cpu,powermeter_component=cores,"
                + "powermeter_origin=MEASURED,powermeter_run=sgd}";
        assertThat(told.types())
                .containsEntry("hw_energy_joules_total", "counter")
                .containsEntry("hw_power_watts", "gauge");
        assertThat(told.samples().get("hw_energy_joules_total" + ofPackage)).isCloseTo(100, within(1e-9));
        assertThat(told.samples().get("hw_energy_joules_total" + ofCore)).isCloseTo(60, within(1e-9));
        assertThat(told.samples().get("hw_power_watts" + ofPackage)).isCloseTo(50, within(1e-9));
        assertThat(total(told, "MEASURED")).isCloseTo(100, within(1e-9));
        assertThat(total(told, "ESTIMATED")).isCloseTo(8, within(1e-9));
        assertThat(told.samples()).containsEntry("powermeter_run_start_time_seconds{powermeter_run=sgd}", 1795348800.0);
    }

    @Test
    void scrape_wattmeter_isTheHostAndTheTotal() throws Exception {
        RunInfo.SamplerInfo rapl = Runs.sampler("rapl", Runs.PACKAGE);
        RunInfo.SamplerInfo plug = Runs.sampler("shelly", Runs.PLUG);
        open(Runs.of("sgd", rapl, plug));
        Runs.tell(exporter, rapl, 11, 50);
        Runs.tell(exporter, plug, 11, 90);
        exporter.look();
        Exposition told = Exposition.scrape(url());

        assertThat(total(told, "MEASURED")).isCloseTo(90, within(1e-9));
        assertThat(names(told)).contains("hw_host_energy_joules_total", "hw_host_power_watts");
    }

    @Test
    void scrape_nothingRead_tellsNoNumber() throws Exception {
        RunInfo.SamplerInfo rapl = Runs.sampler("rapl", Runs.PACKAGE);
        open(Runs.of("sgd", rapl));
        exporter.readings(rapl, 0, new double[] {Double.NaN});
        exporter.look();

        assertThat(names(Exposition.scrape(url())))
                .containsExactlyInAnyOrder("powermeter_build_info", "powermeter_run_start_time_seconds");
    }

    @Test
    void scrape_gapInACounter_standsStillAndNeverFalls() throws Exception {
        RunInfo.SamplerInfo rapl = Runs.sampler("rapl", Runs.PACKAGE);
        open(Runs.of("sgd", rapl));
        Runs.tell(exporter, rapl, 11, 50);
        exporter.look();
        double before = total(Exposition.scrape(url()), "MEASURED");
        exporter.mark(new Mark.Gap(2_000_000_000L, 1_000_000_000L, Runs.PACKAGE.id(), "it went back"));
        exporter.readings(rapl, 2_000_000_000L, new double[] {50});
        exporter.look();

        assertThat(total(Exposition.scrape(url()), "MEASURED")).isEqualTo(before);
    }

    @Test
    void scrape_whatTheJobSays_isToldWhileItIsTrue() throws Exception {
        RunInfo.SamplerInfo usage = Runs.sampler("usage", Runs.JOB_CPU);
        open(Runs.of("my \"run\"\n\\", usage));
        exporter.mark(new Mark.PhaseBegin(0, "train"));
        exporter.mark(new Mark.PhaseBegin(1, "epoch"));
        exporter.mark(new Mark.Metric(2, "loss", 0.75));
        exporter.mark(new Mark.Metric(3, "loss", 0.5));
        exporter.mark(new Mark.PhaseEnd(4, "epoch"));
        exporter.readings(usage, 5, new double[] {1.25});
        exporter.look();
        Exposition told = Exposition.scrape(url());

        String run = "powermeter_run=my \\\"run\\\"\\n\\\\";
        assertThat(told.samples())
                .containsEntry("powermeter_job_phase{powermeter_phase=train," + run + "}", 1.0)
                .containsEntry("powermeter_job_metric{powermeter_metric=loss," + run + "}", 0.5)
                .containsEntry("powermeter_job_cpu_time_seconds_total{" + run + "}", 1.25);
        assertThat(told.samples().keySet()).noneMatch(series -> series.contains("epoch"));
    }

    @Test
    void scrape_namesWithoutEnd_areNotAllTold() throws Exception {
        open(Runs.of("sgd"));
        for (int i = 0; i < 3 * JobSaid.MOST_NAMES; i++) {
            exporter.mark(new Mark.PhaseBegin(i, "phase " + i));
            exporter.mark(new Mark.Metric(i, "metric " + i, i));
        }
        exporter.look();
        Stream<String> series = Exposition.scrape(url()).samples().keySet().stream();

        assertThat(series.filter(one -> one.startsWith("powermeter_job_"))).hasSize(2 * JobSaid.MOST_NAMES);
    }

    @Test
    void scrape_everyFormatThatPrometheusAsksFor_isAnswered() throws Exception {
        open(Runs.of("sgd"));
        HttpResponse<String> open = Exposition.get(url(), "Accept", "application/openmetrics-text;version=1.0.0");
        HttpResponse<String> protobuf = Exposition.get(
                url(),
                "Accept",
                "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited");

        assertThat(open.body()).endsWith("# EOF\n").contains("# TYPE powermeter_build info");
        assertThat(protobuf.statusCode()).isEqualTo(200);
        assertThat(protobuf.headers().firstValue("Content-Type").orElse("")).contains("protobuf");
        assertThat(Exposition.get(url(), "Accept-Encoding", "gzip").headers().firstValue("Content-Encoding"))
                .contains("gzip");
    }

    @Test
    void ended_anotherRun_canListenThereAgain() throws Exception {
        open(Runs.of("sgd"));
        String first = url();
        exporter.ended(END);
        InetSocketAddress same = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), URI.create(first).getPort());
        exporter = RunExporter.open(new Targets(Optional.of(same), Optional.empty()), complaints::add);

        assertThat(names(Exposition.scrape(url()))).containsExactly("powermeter_build_info");
    }

    @Test
    void open_portInUse_saysSoAndTheRemedy() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), taken.getLocalPort());

            assertThatThrownBy(() ->
                            RunExporter.open(new Targets(Optional.of(address), Optional.empty()), complaints::add))
                    .isInstanceOf(ExportException.class)
                    .hasMessage("Cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": Address already in use."
                            + " Choose another port or address with --prometheus=HOST:PORT.");
        }
    }

    @Test
    void close_runThatNeverBegan_letsGoOfThePort() throws Exception {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
        exporter = RunExporter.open(new Targets(Optional.of(any), Optional.empty()), complaints::add);
        int port = URI.create(url()).getPort();
        exporter.close();
        exporter.close();

        try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(free.getLocalPort()).isEqualTo(port);
        }
    }

    @Test
    void open_portInUseAndACollector_leavesNobodyWhoSends() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            InetSocketAddress address = new InetSocketAddress(taken.getInetAddress(), taken.getLocalPort());
            URI nobody = URI.create("http://127.0.0.1:" + taken.getLocalPort());
            Set<Thread> before = senders();

            assertThatThrownBy(() ->
                            RunExporter.open(new Targets(Optional.of(address), Optional.of(nobody)), complaints::add))
                    .isInstanceOf(ExportException.class);
            assertThat(before).containsAll(senders());
        }
    }

    @Test
    @ResourceLock(Resources.SYSTEM_PROPERTIES)
    void open_settingsThatOpenTelemetryCannotUse_letGoOfThePort() throws Exception {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = taken.getLocalPort();
        }
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port);
        System.setProperty("otel.metric.export.interval", "soon");
        try {
            assertThatThrownBy(() -> RunExporter.open(
                            new Targets(Optional.of(address), Optional.of(URI.create("http://127.0.0.1:1"))),
                            complaints::add))
                    .isInstanceOf(ExportException.class)
                    .hasMessageContaining("OpenTelemetry cannot be set up");
        } finally {
            System.clearProperty("otel.metric.export.interval");
        }
        try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(free.getLocalPort()).isEqualTo(port);
        }
    }

    /** Returns the threads of the SDK that send again and again. */
    private static Set<Thread> senders() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("PeriodicMetricReader"))
                .collect(Collectors.toSet());
    }

    private void open(RunInfo run) throws Exception {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
        exporter = RunExporter.open(new Targets(Optional.of(any), Optional.empty()), complaints::add);
        exporter.began(run);
    }

    private String url() {
        return exporter.url().orElseThrow();
    }

    private static double total(Exposition told, String origin) {
        return told.samples()
                .get("powermeter_machine_energy_joules_total{powermeter_origin=" + origin + ",powermeter_run=sgd}");
    }

    private static Set<String> names(Exposition told) {
        return told.samples().keySet().stream()
                .map(series -> series.replaceFirst("\\{.*", ""))
                .collect(Collectors.toSet());
    }
}
