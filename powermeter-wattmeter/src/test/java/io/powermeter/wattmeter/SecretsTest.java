package io.powermeter.wattmeter;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.powermeter.host.FakeHost;
import io.powermeter.meter.Clock;
import io.powermeter.meter.PowerMeter;
import io.powermeter.meter.Run;
import io.powermeter.sampler.Detection;
import io.powermeter.sampler.Sampler;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where passwords go, and where they do not. */
class SecretsTest {
    private static final String PASSWORD = "secret-9 & more";

    @TempDir
    Path root;

    @Test
    void run_withPasswords_recordsNoneOfThem() throws IOException {
        FakeHost host = FakeHost.empty(root.resolve("host")).set("WORD", PASSWORD);
        Path folder = root.resolve("run");
        try (LoopbackShelly open = LoopbackShelly.start();
                LoopbackShelly refusing = LoopbackShelly.start()) {
            open.wantPassword(PASSWORD);
            refusing.wantPassword("another");
            String word = "&password-env=WORD";
            host.set(Wattmeters.SETTING, open.line() + word + "\n" + refusing.line() + word);
            try (Run run =
                    PowerMeter.builder().host(host).recordInto(folder).build().start("secrets")) {
                run.metric("loss", 1);
                open.wantPassword("changed");
            }
        }
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file));
            }
        }
        assertThat(all)
                .contains("wattmeter-1/power")
                .doesNotContain("secret-9")
                .doesNotContain("Digest")
                .doesNotContain("nonce");
    }

    @Test
    void redfish_ownCertificate_isTrustedOnlyIfTheLineSaysSo() throws Exception {
        HttpsServer server = controller();
        try {
            FakeHost host = FakeHost.empty(root).put("/etc/bmc", PASSWORD);
            String line = "redfish://reader@127.0.0.1:" + server.getAddress().getPort()
                    + "/1?password-file=/etc/bmc&component=board";
            host.set(Wattmeters.SETTING, line);
            Detection.Absent refused = Found.absent(new WattmeterProvider(), host);
            assertThat(refused.reason())
                    .isEqualTo("wattmeter-1: it has no certificate that is trusted here, or does not speak TLS");
            assertThat(refused.remedy()).contains("insecure=true");
            Sampler sampler = Found.meter(host, Clock.system(), line + "&insecure=true");
            assertThat(Found.read(sampler).get(0)).isEqualTo(429);
            assertThat(Found.describe(sampler)).containsExactly("wattmeter-1/power BOARD POWER");
        } finally {
            server.stop(0);
        }
    }

    /** Starts a controller that wants Basic authentication and has a certificate of its own making. */
    private HttpsServer controller() throws IOException, GeneralSecurityException, InterruptedException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(ownCertificate()));
        server.createContext("/", SecretsTest::answer);
        server.start();
        return server;
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String pair = Base64.getEncoder().encodeToString(("reader:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        boolean right = ("Basic " + pair).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        boolean power = exchange.getRequestURI().getPath().equals("/redfish/v1/Chassis/1/Power");
        byte[] body = "{\"PowerControl\":[{\"PowerConsumedWatts\":429}]}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(right ? power ? 200 : 404 : 401, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private SSLContext ownCertificate() throws IOException, GeneralSecurityException, InterruptedException {
        Path store = root.resolve("own.p12");
        char[] word = "changeit".toCharArray();
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "bmc",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=bmc",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, word);
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, word);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }
}
