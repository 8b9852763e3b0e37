package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.powermeter.rapl.SimulatedRapl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** What is told to those who collect while a job runs, from outside. */
class PrometheusTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void run_portInUse_isToldBeforeTheJob() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            MeterProcess.Outcome outcome = MeterProcess.in(folder)
                    .run("run", "--prometheus=" + taken.getLocalPort(), "--", "touch", "job-was-run");

            assertThat(outcome.exitCode()).isEqualTo(2);
            assertThat(outcome.err())
                    .isEqualTo("powermeter: Cannot listen on 127.0.0.1:" + taken.getLocalPort()
                            + ": Address already in use. Choose another port or address with"
                            + " --prometheus=HOST:PORT.\n");
            assertThat(folder.resolve("job-was-run")).doesNotExist();
            assertThat(folder.resolve("runs")).doesNotExist();
        }
    }

    /** In this process: the end of one of its own would let go of everything. */
    @Test
    @ResourceLock(Resources.SYSTEM_ERR)
    void run_thatCannotBeStarted_letsGoOfThePort() throws Exception {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = taken.getLocalPort();
        }
        PrintStream err = System.err;
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            int exitCode = Main.run("run", "--prometheus=" + port, "--out", folder.toString(), "--", "true");
            assertThat(exitCode).isEqualTo(2);
        } finally {
            System.setErr(err);
        }

        assertThat(told.toString(StandardCharsets.UTF_8)).contains("metrics at", folder + ": it is there already");
        try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(free.getLocalPort()).isEqualTo(port);
        }
    }

    @Test
    void run_otlpHeaders_areSentAndNeitherPrintedNorRecorded() throws Exception {
        List<String> tokens = new CopyOnWriteArrayList<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        collector.createContext("/v1/metrics", exchange -> {
            exchange.getRequestBody().readAllBytes();
            tokens.add(exchange.getRequestHeaders().getFirst("api-key"));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        try {
            MeterProcess.Outcome outcome = MeterProcess.in(folder)
                    .environment("OTEL_EXPORTER_OTLP_HEADERS", "api-key=topsecret")
                    .run(
                            "run",
                            "--report",
                            "json",
                            "--otlp=http://127.0.0.1:" + collector.getAddress().getPort(),
                            "--",
                            "true");

            assertThat(outcome.exitCode()).isZero();
            assertThat(tokens).containsExactly("topsecret");
            assertThat(outcome.err()).doesNotContain("topsecret", "otlp", "Cannot");
            assertThat(everything(folder.resolve("runs"))).doesNotContain("topsecret");
        } finally {
            collector.stop(0);
        }
    }

    @Test
    void run_realPrometheus_hasTheJoulesOfTheMachine() throws Exception {
        assumeTrue(isThere("prometheus"), "skipped: prometheus is not installed (apt install prometheus)");
        try (SimulatedRapl machine =
                        SimulatedRapl.under(folder.resolve("machine")).start();
                Server prometheus = new Server(folder)) {
            assertThat(machine.longestGapNanos()).isNotNegative();
            MeterProcess.Running run = MeterProcess.in(folder)
                    .start("run", "--name", "my job", "--prometheus=0", "--sysfs-root", "machine", "--", "sleep", "60");
            try {
                Await.until(
                        "the meter tells where it is asked",
                        () -> Files.readString(run.errFile()).contains("/metrics"));
                prometheus.scrapes(Files.readString(run.errFile()).replaceAll("(?s).*http://([^/]+)/metrics.*", "$1"));
                Await.until(
                        "some seconds are collected",
                        () -> !prometheus
                                .query("powermeter_machine_energy_joules_total > 200")
                                .isEmpty());
                JsonNode mean = prometheus.query("sum by (powermeter_run, powermeter_origin)"
                        + " (powermeter_machine_energy_joules_total) / on (powermeter_run) group_left ()"
                        + " (timestamp(powermeter_run_start_time_seconds) - powermeter_run_start_time_seconds)");
                JsonNode watts = prometheus.query("hw_power_watts{powermeter_component=\"CPU\"}");

                assertThat(mean.get(0).get("metric"))
                        .hasToString("{\"powermeter_origin\":\"MEASURED\",\"powermeter_run\":\"my job\"}");
                // 50 W of the package and 5 W of memory; wide, as a loaded machine reads and is asked late
                assertThat(mean.get(0).get("value").get(1).asDouble()).isCloseTo(55, within(30.0));
                assertThat(watts.get(0).get("value").get(1).asDouble()).isCloseTo(50, within(20.0));
            } finally {
                run.signal("TERM");
                run.await();
            }
        }
    }

    @Test
    void promtool_whatIsServed_hasNoComplaint() throws Exception {
        assumeTrue(isThere("promtool"), "skipped: promtool is not installed (apt install prometheus)");
        MeterProcess.Running watch = MeterProcess.in(folder).start("watch", "--every", "100ms", "--prometheus=0");
        try {
            Await.until(
                    "the meter tells where it is asked",
                    () -> Files.readString(watch.errFile()).contains("/metrics"));
            URI url = URI.create(Files.readString(watch.errFile()).replaceAll("(?s).*(http://\\S+).*", "$1"));
            Await.until("there are watts", () -> get(url).contains("powermeter_machine_power_watts"));
            Path text = Files.writeString(folder.resolve("metrics"), get(url));
            Process promtool = new ProcessBuilder("promtool", "check", "metrics")
                    .redirectInput(text.toFile())
                    .redirectErrorStream(true)
                    .start();

            assertThat(new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEmpty();
            assertThat(promtool.waitFor()).isZero();
        } finally {
            watch.signal("TERM");
            watch.await();
        }
    }

    @Test
    void run_nobodyCollects_loadsNothingForIt() throws Exception {
        Path loaded = folder.resolve("loaded");
        List<String> words = Stream.concat(
                        MeterProgram.COMMAND.stream().filter(word -> !word.equals("-Xlog:disable")),
                        Stream.of("run", "--quiet", "--report", "none", "--", "true"))
                .toList();
        ProcessBuilder meter = new ProcessBuilder(words).directory(folder.toFile());
        meter.environment().put("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + loaded);
        meter.redirectErrorStream(true).redirectOutput(folder.resolve("out").toFile());

        assertThat(meter.start().waitFor()).isZero();
        assertThat(Files.readString(loaded))
                .contains("io.powermeter.cli.RunCommand")
                .doesNotContain("io.prometheus", "io.opentelemetry");
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "/usr/bin").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    private static String get(URI url) throws IOException {
        try {
            return CLIENT.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static String everything(Path folder) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    /** A real Prometheus, that asks once a second. */
    private static final class Server implements AutoCloseable {
        private final Path targets;
        private final String url;
        private final Process process;

        Server(Path folder) throws IOException {
            int port;
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            url = "http://127.0.0.1:" + port + "/api/v1/query?query=";
            targets = folder.resolve("targets.json");
            Path config = Files.writeString(
                    folder.resolve("prometheus.yml"),
                    "scrape_configs: [{job_name: powermeter, scrape_interval: 1s, scrape_timeout: 1s,"
                            + " file_sd_configs: [{files: [" + targets + "], refresh_interval: 1s}]}]\n");
            process = new ProcessBuilder(
                            "prometheus",
                            "--config.file=" + config,
                            "--storage.tsdb.path=" + folder.resolve("tsdb"),
                            "--web.listen-address=127.0.0.1:" + port)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("prometheus.log").toFile())
                    .start();
        }

        void scrapes(String target) throws IOException {
            Files.writeString(targets, "[{\"targets\": [\"" + target + "\"]}]");
        }

        /** Returns what a query finds; nothing while the server is still starting. */
        JsonNode query(String query) throws IOException {
            try {
                String answer = get(URI.create(url + URLEncoder.encode(query, StandardCharsets.UTF_8)));
                return new ObjectMapper().readTree(answer).path("data").path("result");
            } catch (IOException e) {
                return new ObjectMapper().createArrayNode();
            }
        }

        @Override
        public void close() {
            process.destroy();
            try {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
