package io.powermeter.wattmeter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpServer;
import io.powermeter.host.FakeHost;
import io.powermeter.sampler.Detection;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A plug that misbehaves in every way: each costs a gap and a sentence, and no exception. */
class PlugTest {
    @TempDir
    Path root;

    private final TestClock clock = new TestClock();
    private FakeHost host;
    private LoopbackShelly plug;

    @BeforeEach
    void start() throws IOException {
        host = FakeHost.empty(root);
        plug = LoopbackShelly.start(clock::nanos);
        plug.setWatts(47.1);
    }

    @AfterEach
    void stop() {
        plug.close();
    }

    private Sampler sampler() {
        return Found.meter(host, clock, plug.line());
    }

    @Test
    void sample_shelly_givesPowerAndItsCounterAsAMirror() {
        clock.advance(Duration.ofSeconds(100));
        Sampler sampler = sampler();
        Reading reading = Found.read(sampler);
        assertThat(Found.describe(sampler))
                .containsExactly(
                        "wattmeter-1/power WALL POWER",
                        "wattmeter-1/energy WALL ENERGY in wattmeter-1/power mirrors wattmeter-1/power");
        assertThat(reading.get(0)).isEqualTo(47.1);
        assertThat(reading.get(1)).isCloseTo(4710, within(1.8));
        assertThat(reading.warning()).isNull();
        assertThat(sampler.shortestPeriod()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void sample_silentPlug_isAGapWithASentence() {
        Sampler sampler = Found.meter(host, clock, plug.line().replace("1s", "200ms"));
        plug.goSilent();
        assertGap(sampler, "wattmeter-1: it did not answer within 200 ms.");
    }

    @Test
    void sample_plugGoneForTenSeconds_isAskedSeldomAndComesBack() {
        Sampler sampler = sampler();
        plug.say(500, "");
        int before = plug.questions();
        for (int i = 0; i < 100; i++) {
            assertThat(Found.read(sampler).has(0)).isFalse();
            clock.advance(Duration.ofMillis(100));
        }
        assertThat(plug.questions() - before).isBetween(3, 6);
        plug.say(200, "");
        clock.advance(Duration.ofSeconds(4));
        assertThat(Found.read(sampler).get(0)).isEqualTo(47.1);
        clock.advance(Duration.ofMillis(100));
        assertThat(Found.read(sampler).get(0)).isEqualTo(47.1);
    }

    @Test
    void sample_plugSwitchedOff_saysThatNothingAnswers() {
        Sampler sampler = sampler();
        plug.close();
        assertGap(
                sampler,
                "wattmeter-1: nothing answers at its address. See that it is on, and that address and port are right.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "200 ~ {\"apower\":\"47.1\"} ~ its answer tells no power",
                "200 ~ {\"apower\":null} ~ its answer tells no power",
                "200 ~ {\"apower\":[47.1]} ~ its answer tells no power",
                "200 ~ {\"apower\":true} ~ its answer tells no power",
                "200 ~ {\"apower\":1e400} ~ its answer tells no power",
                "200 ~ {\"apower\":1e9} ~ its answer tells no power",
                "200 ~ {\"apower\":47 ~ its answer is no JSON, or only a part of it",
                "200 ~ {\"apower\":47,\"apower\":48} ~ its answer is no JSON, or only a part of it",
                "200 ~ {\"apower\":47}{} ~ its answer is no JSON, or only a part of it",
                "200 ~ {\"apower\":NaN} ~ its answer is no JSON, or only a part of it",
                "200 ~ [47] ~ its answer is no JSON object",
                "200 ~ <html>47</html> ~ its answer is no JSON, or only a part of it",
                "200 ~ {\"apower\":47,\"errors\":[\"power_meter_failure\"]} ~ it says that its power meter fails",
                "200 ~ {\"code\":404,\"message\":\"No handler\"} ~ it has no such part",
                "404 ~ {\"code\":404,\"message\":\"No handler for X\"} ~ it answered with HTTP 404 (No handler for X)",
                "503 ~ busy ~ it answered with HTTP 503",
                "302 ~ {\"apower\":47} ~ it sends to another address (HTTP 302), which is not followed",
            })
    void sample_strangeAnswer_isAGapWithASentence(int status, String body, String sentence) {
        Sampler sampler = sampler();
        plug.say(status, body);
        assertGap(sampler, "wattmeter-1: " + sentence + ".");
    }

    @Test
    void sample_otherComplaintEachTime_warnsOfFewOnly() {
        Sampler sampler = sampler();
        Set<String> warnings = new HashSet<>();
        for (int i = 0; i < 30; i++) {
            plug.say(500, "{\"message\":\"failure number " + i + "\"}");
            clock.advance(Duration.ofSeconds(5));
            warnings.add(Found.read(sampler).warning());
        }
        assertThat(warnings)
                .hasSize(11)
                .contains(
                        "wattmeter-1: it answered with HTTP 500 (failure number 0).",
                        "wattmeter-1: it gives no reading, for ever other reasons.");
    }

    @Test
    void sample_powerBelowZeroAtTheWall_isKeptAndWarnedOf() {
        Sampler sampler = sampler();
        plug.say(200, "{\"apower\":-332.2}");
        Reading reading = Found.read(sampler);
        assertThat(reading.get(0)).isEqualTo(-332.2);
        assertThat(reading.warning())
                .isEqualTo(
                        "wattmeter-1: it tells less than 0 W, and no machine feeds its socket: turn the clamp round.");
    }

    @Test
    void sample_endlessOrDeepAnswer_isBounded() {
        Sampler sampler = sampler();
        plug.say(200, "{\"apower\":47,\"x\":\"" + "y".repeat(1 << 20) + "\"}");
        assertGap(sampler, "wattmeter-1: its answer is larger than 1 MiB.");
        clock.advance(Duration.ofSeconds(5));
        plug.say(200, "{\"apower\":47,\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}");
        assertGap(sampler, "wattmeter-1: its answer is no JSON, or only a part of it.");
    }

    @Test
    void sample_halfABodyOrADrippingOne_isAGap() throws IOException {
        String head = "HTTP/1.1 200 OK\r\nContent-Length: 60\r\n\r\n{\"apower\":47.1";
        assertThat(reasonOf(head, false)).isEqualTo("wattmeter-1: it ended in the middle of its answer");
        assertThat(reasonOf(head, true)).isEqualTo("wattmeter-1: it did not answer within 200 ms");
        assertThat(reasonOf("HTTP/1.1 200 OK\r\n\r\n{\"apower\":47.1", false))
                .isEqualTo("wattmeter-1: its answer is no JSON, or only a part of it");
        assertThat(reasonOf("HTTP/1.1 200 OK\r\nX-Slow:", true))
                .isEqualTo("wattmeter-1: it did not answer within 200 ms");
        assertThat(reasonOf("", false)).isEqualTo("wattmeter-1: it ended the connection without an answer");
        assertThat(reasonOf("GIF89a\r\n\r\n", false)).isEqualTo("wattmeter-1: what it answers is no HTTP");
    }

    /** Returns why a server that writes {@code text}, and then ends or goes on with blanks, gives no reading. */
    private String reasonOf(String text, boolean drips) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            Thread thread = new Thread(() -> serve(server, text, drips));
            thread.start();
            host.set(
                    Wattmeters.SETTING,
                    "shelly://127.0.0.1:" + server.getLocalPort() + "?timeout=" + (drips ? "200ms" : "2s"));
            return Found.absent(new WattmeterProvider(clock), host).reason();
        }
    }

    private static void serve(ServerSocket server, String text, boolean drips) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                socket.getInputStream().read(new byte[2000]);
                OutputStream out = socket.getOutputStream();
                out.write(text.getBytes(StandardCharsets.US_ASCII));
                out.flush();
                socket.setSoTimeout(50);
                for (int i = 0; drips && i < 60; i++) {
                    try {
                        socket.getInputStream().read();
                    } catch (java.net.SocketTimeoutException e) {
                        out.write(' ');
                    }
                }
            } catch (IOException e) {
                // the other side gave up, which it should
            }
        }
    }

    @Test
    void detect_passwordWantedAndNotGiven_namesTheParameters() {
        plug.wantPassword("secret-9");
        host.set(Wattmeters.SETTING, plug.line());
        Detection.Absent absent = Found.absent(new WattmeterProvider(clock), host);
        assertThat(absent.reason()).isEqualTo("wattmeter-1: it wants a password (HTTP 401)");
        assertThat(absent.remedy()).contains("password-file=FILE").contains("password-env=VARIABLE");
        assertThat(plug.questions()).as("a controller locks out who errs often").isEqualTo(1);
    }

    @Test
    void sample_digestPassword_isProvedAndNeverShown() {
        plug.wantPassword("secret-9");
        host.put("/etc/plug", "secret-9");
        Sampler sampler = Found.meter(host, clock, plug.line() + "&password-file=/etc/plug");
        assertThat(Found.read(sampler).get(0)).isEqualTo(47.1);
        assertThat(sampler.toString() + sampler.notes() + sampler.channels()).doesNotContain("secret-9");
        plug.wantPassword("another");
        Reading reading = Found.read(sampler);
        assertThat(reading.warning()).isEqualTo("wattmeter-1: it refused the password. Check user and password.");
        clock.advance(Duration.ofHours(1));
        int asked = plug.questions();
        assertThat(Found.read(sampler).has(0)).isFalse();
        assertThat(plug.questions()).as("asked again after a refusal").isEqualTo(asked);
    }

    @Test
    void detect_wrongPassword_isNotShown() {
        plug.wantPassword("right");
        host.set("PLUG_WORD", "secret-9").set(Wattmeters.SETTING, plug.line() + "&password-env=PLUG_WORD");
        Detection.Absent absent = Found.absent(new WattmeterProvider(clock), host);
        assertThat(absent.reason()).isEqualTo("wattmeter-1: it refused the password");
        assertThat(absent.toString()).doesNotContain("secret-9");
    }

    @Test
    void detect_passwordThatIsNowhere_saysSo() {
        host.set(Wattmeters.SETTING, plug.line() + "&password-env=PLUG_WORD");
        assertThat(Found.absent(new WattmeterProvider(clock), host).reason())
                .isEqualTo("wattmeter-1: the variable of password-env= is not set");
        host.set(Wattmeters.SETTING, plug.line() + "&password-file=/etc/plug");
        assertThat(Found.absent(new WattmeterProvider(clock), host).reason())
                .isEqualTo("wattmeter-1: the file of password-file= cannot be read");
    }

    @Test
    void detect_interfaceSwitchedOff_saysToSwitchItOn() {
        plug.say(403, "{\"error\":{\"id\":202,\"description\":\"API not enabled\"}}");
        host.set(Wattmeters.SETTING, "homewizard://127.0.0.1:" + plug.port());
        Detection.Absent absent = Found.absent(new WattmeterProvider(clock), host);
        assertThat(absent.reason()).isEqualTo("wattmeter-1: it refuses to answer (HTTP 403)");
        assertThat(absent.remedy()).isEqualTo("Switch its local interface on, in the app of its maker.");
    }

    @Test
    void read_controllerThatWantsASlash_isAskedWithIt() throws IOException {
        HttpServer controller = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        List<String> asked = new CopyOnWriteArrayList<>();
        controller.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            boolean moved = !path.endsWith("/");
            exchange.getResponseHeaders().add("Location", "https://elsewhere.example" + path + "/");
            byte[] body = "{\"PowerControl\":[{\"PowerConsumedWatts\":221}]}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(moved ? 301 : 200, moved ? -1 : body.length);
            exchange.getResponseBody().write(body, 0, moved ? 0 : body.length);
            exchange.close();
        });
        controller.start();
        try {
            String line = "redfish://127.0.0.1:" + controller.getAddress().getPort() + "/1?tls=false";
            Sampler sampler = Found.meter(host, clock, line);
            assertThat(Found.read(sampler).get(0)).isEqualTo(221);
            String resource = "/redfish/v1/Chassis/1/Power";
            assertThat(asked).containsExactly(resource, resource + "/", resource + "/");
        } finally {
            controller.stop(0);
        }
    }

    @Test
    void detect_oneOfTwoPlugsGone_measuresTheOtherAndSaysWhy() throws IOException {
        int dead;
        try (ServerSocket closed = new ServerSocket(0)) {
            dead = closed.getLocalPort();
        }
        host.set(Wattmeters.SETTING, plug.line() + "\nhomewizard://127.0.0.1:" + dead);
        List<Sampler> samplers = Found.samplers(new WattmeterProvider(clock), host);
        assertThat(samplers).hasSize(1);
        String lack = "Not measured: wattmeter-2: nothing answers at its address."
                + " See that it is on, and that address and port are right.";
        assertThat(samplers.get(0).notes()).containsExactly(lack);
        assertThat(Found.read(samplers.get(0)).warning()).isEqualTo(lack);
        assertThat(Found.read(samplers.get(0)).warning()).isNull();
    }

    @Test
    void detect_nothingNamed_asksNobody() {
        Detection.Absent absent = Found.absent(new WattmeterProvider(clock), host);
        assertThat(absent.reason()).isEqualTo("no external meter is named");
        assertThat(absent.missed()).isFalse();
        assertThat(absent.remedy())
                .isEqualTo("Name it: powermeter run --wattmeter shelly://192.168.1.20/switch/0 -- JOB, or one a line in"
                        + " POWERMETER_WATTMETER; every kind is in docs/samplers/wattmeters.md");
        assertThat(plug.questions()).isZero();
    }

    @Test
    void detect_wrongLine_isTheReason() {
        host.set(Wattmeters.SETTING, plug.line() + "\nfritz://box");
        assertThat(Found.absent(new WattmeterProvider(clock), host).reason())
                .startsWith("\"fritz\" is no kind of wattmeter.");
        assertThat(plug.questions()).isZero();
    }

    private static void assertGap(Sampler sampler, String warning) {
        Reading reading = Found.read(sampler);
        assertThat(reading.has(0)).isFalse();
        assertThat(reading.warning()).isEqualTo(warning);
    }
}
