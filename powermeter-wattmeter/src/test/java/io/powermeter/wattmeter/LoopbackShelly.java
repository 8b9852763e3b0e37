package io.powermeter.wattmeter;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Shelly plug of the second generation that is not there: it answers on a free port of 127.0.0.1, draws what it is told
 * to, and counts its energy. Safe for several threads.
 */
public final class LoopbackShelly implements AutoCloseable {
    private static final String NONCE = "dcd98b7102dd2f0e";
    private static final String REALM = "shellyplusplugs-loopback";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "loopback-shelly");
        thread.setDaemon(true);
        return thread;
    });
    private final LongSupplier nanos;
    private final AtomicInteger questions = new AtomicInteger();
    private double watts;
    private double joules;
    private long sinceNanos;
    private boolean silent;
    private String password = "";
    private int status = 200;
    private String body = "";

    private LoopbackShelly(LongSupplier nanos) throws IOException {
        // else JDK 17's server waits 40 ms for the acknowledgement of its first line
        System.setProperty("sun.net.httpserver.nodelay", "true");
        this.nanos = nanos;
        this.sinceNanos = nanos.getAsLong();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Starts a plug that draws nothing yet, in the time of the system. */
    public static LoopbackShelly start() throws IOException {
        return new LoopbackShelly(System::nanoTime);
    }

    static LoopbackShelly start(LongSupplier nanos) throws IOException {
        return new LoopbackShelly(nanos);
    }

    /** Returns the line that names this plug as a wattmeter, with a limit of 1 s for its answers. */
    public String line() {
        return "shelly://127.0.0.1:" + port() + "/switch/0?timeout=1s&period=100ms";
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Draws {@code watts} from now on. */
    public synchronized void setWatts(double watts) {
        count();
        this.watts = watts;
    }

    /** Returns the energy drawn so far. */
    public synchronized double joules() {
        count();
        return joules;
    }

    /** Takes questions and answers none, until {@link #speak}. */
    public synchronized void goSilent() {
        silent = true;
    }

    /** Answers again, also what was asked meanwhile. */
    public synchronized void speak() {
        silent = false;
        notifyAll();
    }

    /** Wants this password, for the user {@code admin}, by digest authentication with SHA-256; none if it is empty. */
    public synchronized void wantPassword(String wanted) {
        password = wanted;
    }

    /** Answers everything with this status and body; 200 and an empty body for what a plug would say. */
    public synchronized void say(int otherStatus, String otherBody) {
        status = otherStatus;
        body = otherBody;
    }

    /** Returns how many questions came. */
    public int questions() {
        return questions.get();
    }

    @Override
    public void close() {
        speak();
        server.stop(0);
        threads.shutdownNow();
    }

    private void count() {
        long now = nanos.getAsLong();
        joules += watts * (now - sinceNanos) * 1e-9;
        sinceNanos = now;
    }

    private void answer(HttpExchange exchange) throws IOException {
        questions.incrementAndGet();
        waitWhileSilent();
        try (exchange) {
            if (!isAllowed(exchange)) {
                exchange.getResponseHeaders()
                        .add(
                                "WWW-Authenticate",
                                "Digest qop=\"auth\", realm=\"" + REALM + "\", nonce=\"" + NONCE
                                        + "\", algorithm=SHA-256");
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            byte[] text = text().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/");
            exchange.sendResponseHeaders(status(), text.length == 0 ? -1 : text.length);
            exchange.getResponseBody().write(text);
        }
    }

    private synchronized int status() {
        return status;
    }

    private synchronized String text() {
        if (!body.isEmpty() || status != 200) {
            return body;
        }
        count();
        return String.format(
                Locale.ROOT,
                "{\"id\":0,\"source\":\"init\",\"output\":true,\"apower\":%.1f,\"voltage\":230.1,\"current\":%.3f,"
                        + "\"aenergy\":{\"total\":%.3f,\"by_minute\":[0.000,0.000,0.000],\"minute_ts\":0},"
                        + "\"temperature\":{\"tC\":30.1,\"tF\":86.2}}",
                watts,
                watts / 230.1,
                joules / 3600);
    }

    private synchronized void waitWhileSilent() {
        try {
            while (silent) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isAllowed(HttpExchange exchange) {
        String header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (password.isEmpty()) {
            return true;
        }
        String who = sha256("admin:" + REALM + ":" + password);
        String what = sha256("GET:" + exchange.getRequestURI());
        String right =
                sha256(who + ":" + NONCE + ":" + field(header, "nc") + ":" + field(header, "cnonce") + ":auth:" + what);
        return header.startsWith("Digest ") && right.equals(field(header, "response"));
    }

    private static String field(String header, String name) {
        Matcher field = Pattern.compile("[ ,]" + name + "=\"?([^\",]*)").matcher(header);
        return field.find() ? field.group(1) : "";
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
