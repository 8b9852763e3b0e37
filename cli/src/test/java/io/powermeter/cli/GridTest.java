package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --grid} asks, records and keeps to itself, with somebody on the loopback who watches a grid. */
class GridTest {
    private static final String TOKEN = "s3cret-t0ken";

    @TempDir
    Path folder;

    private final List<String> questions = new CopyOnWriteArrayList<>();
    private HttpServer operator;
    private String address;

    @BeforeEach
    void open() throws IOException {
        operator = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        operator.createContext("/", exchange -> {
            questions.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = "{\"now\":{\"grams\":123.5}}".getBytes(StandardCharsets.UTF_8);
            boolean known = !exchange.getRequestURI().toString().contains("from=2001");
            exchange.sendResponseHeaders(known ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        operator.start();
        address = "http://127.0.0.1:" + operator.getAddress().getPort() + "/grid?key=hidden";
    }

    @AfterEach
    void close() {
        operator.stop(0);
    }

    private String everythingWritten() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(file).append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    @Test
    void run_gridIsTold_isRecordedWithoutTheTokenWhichTheJobDoesNotSee() throws Exception {
        MeterProcess.Outcome outcome = MeterProcess.in(folder)
                .environment("POWERMETER_GRID_TOKEN", TOKEN)
                .run(
                        "run",
                        "--report",
                        "json",
                        "--out",
                        "run",
                        "--country",
                        "US-VT",
                        "--grid",
                        address + "#/now/grams",
                        "--",
                        "sh",
                        "-c",
                        "echo \"<$POWERMETER_GRID_TOKEN>\"");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).isEqualTo("<>\n");
        assertThat(outcome.err()).contains("123.5 g/kWh (127.0.0.1), PUE 1");
        assertThat(questions).first().isEqualTo("/grid?key=hidden Bearer " + TOKEN);
        JsonNode summary = RunFolder.summary(folder.resolve("run"));
        assertThat(summary.at("/carbon/intensity").doubleValue()).isEqualTo(123.5);
        assertThat(summary.at("/carbon/toldShare").doubleValue()).isEqualTo(1);
        assertThat(summary.at("/settings/intensity.place").textValue()).isEqualTo("Vermont, United States");
        assertThat(summary.at("/settings/intensity").textValue()).isEqualTo("23.7");
        assertThat(everythingWritten()).doesNotContain(TOKEN, "hidden");
    }

    @Test
    void report_gridCannotBeReached_countsWithTheTableAndSaysSo() throws Exception {
        MeterProcess meter = MeterProcess.in(folder);
        meter.run("run", "--quiet", "--report", "none", "--out", "run", "--country", "FR", "--", "true");
        operator.stop(0);
        MeterProcess.Outcome outcome =
                meter.run("report", "--report", "json", "--grid", address + "#/now/grams", "run");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err())
                .startsWith("powermeter: http://127.0.0.1:")
                .endsWith(" cannot be reached: nothing answers at its address.\n");
        JsonNode summary = RunFolder.summary(folder.resolve("run"));
        assertThat(summary.at("/carbon/place").textValue()).isEqualTo("France");
        assertThat(summary.get("warnings").toString()).contains("cannot be reached");
    }

    @Test
    void report_gridTellsNothingOfOneRun_isAskedForTheNext() throws Exception {
        MeterProcess meter = MeterProcess.in(folder);
        meter.run("run", "--quiet", "--report", "none", "--out", "run", "--", "true");
        Path old = Files.createDirectory(folder.resolve("old"));
        try (Stream<Path> files = Files.list(folder.resolve("run"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, old.resolve(file.getFileName()));
            }
        }
        String startedAt =
                RunFolder.info(folder.resolve("run")).findValue("wall").textValue();
        String info = Files.readString(old.resolve("run.json"));
        Files.writeString(old.resolve("run.json"), info.replace(startedAt, "2001" + startedAt.substring(4)));
        MeterProcess.Outcome outcome = meter.run(
                "report", "--report", "json", "--grid", address + "&from={from}&to={to}#/now/grams", "old", "run");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).endsWith("/grid#/now/grams answered with HTTP 404.\n");
        assertThat(RunFolder.summary(old).get("warnings").toString()).contains("HTTP 404");
        JsonNode summary = RunFolder.summary(folder.resolve("run"));
        assertThat(summary.at("/carbon/intensity").doubleValue()).isEqualTo(123.5);
        assertThat(summary.get("warnings").toString()).doesNotContain("HTTP 404");
    }

    @Test
    void run_nobodyIsNamed_asksNobody() throws Exception {
        MeterProcess.in(folder)
                .environment("http_proxy", address)
                .environment(
                        "JAVA_TOOL_OPTIONS",
                        "-Dhttp.proxyHost=127.0.0.1 -Dhttp.proxyPort="
                                + operator.getAddress().getPort() + " -Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort="
                                + operator.getAddress().getPort())
                .run("run", "--quiet", "--report", "none", "--country", "GB", "--", "true");
        assertThat(questions).isEmpty();
        assertThat(folder.resolve("cache")).doesNotExist();
    }
}
