package io.powermeter.grid;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Somebody who watches a grid, on the loopback, at an hour that the test sets. */
final class Operator implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> questions = new CopyOnWriteArrayList<>();
    private final CountDownLatch patience = new CountDownLatch(1);
    private volatile Instant now;
    private volatile String token = "";

    private record Answer(int status, String body, Map<String, String> heads) {}

    Operator(String now) throws IOException {
        this.now = Instant.parse(now);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void setNow(String instant) {
        now = Instant.parse(instant);
    }

    Instant now() {
        return now;
    }

    /** Returns access with a token, a cache, and limits that a test can wait for. */
    GridAccess access(Path cache) {
        return new GridAccess(Token.of("s3cret"), cache, this::now, Duration.ofSeconds(2), Duration.ofSeconds(2));
    }

    /** Answers {@code path} with its query so. */
    void answer(String path, String body) {
        answers.put(path, new Answer(200, body, Map.of()));
    }

    void refuse(String path, int status, String body, Map<String, String> heads) {
        answers.put(path, new Answer(status, body, heads));
    }

    /** Begins to answer {@code path} and never ends. */
    void drip(String path) {
        answers.put(path, new Answer(0, "{", Map.of()));
    }

    /** Returns what it was asked for, in order. */
    List<String> questions() {
        return questions;
    }

    /** Returns the token that came last. */
    String token() {
        return token;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        questions.add(path);
        String bearer = exchange.getRequestHeaders().getFirst("Authorization");
        String own = exchange.getRequestHeaders().getFirst("auth-token");
        token = bearer != null ? bearer : own != null ? own : "";
        Answer answer = answers.getOrDefault(path, new Answer(404, "", Map.of()));
        answer.heads().forEach(exchange.getResponseHeaders()::set);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        if (answer.status() == 0) {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(body);
            exchange.getResponseBody().flush();
            await();
            return;
        }
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private void await() {
        try {
            patience.await();
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    @Override
    public void close() {
        patience.countDown();
        server.stop(0);
    }
}
