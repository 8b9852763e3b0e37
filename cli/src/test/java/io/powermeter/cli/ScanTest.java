package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check of what is shipped, against a stand-in for OSV that answers as https://google.github.io/osv.dev/post-v1-querybatch/ says. */
class ScanTest {
    private static final Path SCAN = Path.of("..", ".ci", "scan").toAbsolutePath();

    @TempDir
    Path folder;

    private final List<String> questions = new ArrayList<>();

    @BeforeEach
    void requirePython() {
        assumeTrue(
                List.of(System.getenv("PATH").split(":")).stream()
                        .anyMatch(place -> Files.isExecutable(Path.of(place, "python3"))),
                "skipped: .ci/scan needs python3");
    }

    @Test
    void scan_vulnerabilityThatNobodyExplained_fails() throws Exception {
        Outcome outcome = scan("Apache-2.0", "# none\n", """
                {"results": [{"vulns": [{"id": "GHSA-old", "modified": "2026-01-01T00:00:00Z"}], "next_page_token": "more"}]}""", """
                {"results": [{"vulns": [{"id": "GHSA-new", "modified": "2026-01-01T00:00:00Z"}]}]}""");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.said())
                .contains("vulnerabilities: 1 parts scanned")
                .contains("pkg:maven/info.picocli/picocli@4.7.7: GHSA-old. Take a release without it")
                .contains("pkg:maven/info.picocli/picocli@4.7.7: GHSA-new.");
        assertThat(questions)
                .containsExactly(
                        "{\"queries\": [{\"package\": {\"purl\": \"pkg:maven/info.picocli/picocli@4.7.7\"}}]}",
                        "{\"queries\": [{\"package\": {\"purl\": \"pkg:maven/info.picocli/picocli@4.7.7\"}, \"page_token\": \"more\"}]}");
    }

    @Test
    void scan_vulnerabilityThatIsExplained_passes() throws Exception {
        Outcome outcome =
                scan("MIT", "GHSA-old only on Windows\n", "{\"results\": [{\"vulns\": [{\"id\": \"GHSA-old\"}]}]}");

        assertThat(outcome.exitCode()).as(outcome.said()).isZero();
    }

    @Test
    void scan_nothingKnown_passes() throws Exception {
        Outcome outcome = scan("Apache-2.0", "", "{\"results\": [{}]}");

        assertThat(outcome.exitCode()).as(outcome.said()).isZero();
        assertThat(outcome.said()).contains("licences: 1 parts looked at");
    }

    @Test
    void scan_noNetwork_saysThatItWasNotScanned() throws Exception {
        Outcome outcome = run("Apache-2.0", "", "http://127.0.0.1:9/");

        assertThat(outcome.exitCode()).as(outcome.said()).isZero();
        assertThat(outcome.said()).contains("vulnerabilities: NOT SCANNED, http://127.0.0.1:9/ cannot be asked: ");
    }

    @Test
    void scan_licenceThatIsNotAllowed_fails() throws Exception {
        Outcome outcome = run("AGPL-3.0-only", "", "http://127.0.0.1:9/");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.said()).contains("AGPL-3.0-only is not among the allowed licences.");
    }

    private Outcome scan(String licence, String known, String... answers) throws IOException, InterruptedException {
        HttpServer osv = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        osv.createContext("/", exchange -> {
            String answer = answers[questions.size()];
            questions.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, answer.length());
            exchange.getResponseBody().write(answer.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        osv.start();
        try {
            return run(licence, known, "http://127.0.0.1:" + osv.getAddress().getPort() + "/");
        } finally {
            osv.stop(0);
        }
    }

    private Outcome run(String licence, String known, String osv) throws IOException, InterruptedException {
        Path bom = Files.writeString(folder.resolve("bom.json"), """
                {"components": [
                  {"group": "io.powermeter", "name": "powermeter-core", "purl": "pkg:maven/io.powermeter/powermeter-core@1"},
                  {"group": "info.picocli", "name": "picocli", "purl": "pkg:maven/info.picocli/picocli@4.7.7?type=jar",
                   "licenses": [{"license": {"id": "%s"}}]}]}""".formatted(licence));
        ProcessBuilder builder = new ProcessBuilder("python3", SCAN.toString()).redirectErrorStream(true);
        builder.environment().put("SCAN_BOM", bom.toString());
        builder.environment()
                .put(
                        "SCAN_KNOWN",
                        Files.writeString(folder.resolve("known"), known).toString());
        builder.environment().put("SCAN_OSV", osv);
        builder.environment().put("no_proxy", "*");
        Process process =
                builder.redirectOutput(folder.resolve("said").toFile()).start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it ends").isTrue();
        return new Outcome(process.exitValue(), Files.readString(folder.resolve("said")));
    }

    private record Outcome(int exitCode, String said) {}
}
