package io.powermeter.wattmeter;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Asks one meter by HTTP: with a limit of time and of size, no redirect to elsewhere, no proxy.
 *
 * <p>By {@link HttpURLConnection}, because a first request costs 40 ms of CPU time with it and 560 ms with {@code
 * java.net.http} (JDK 17, 2 cores), which is more than the rest of the meter's start.
 */
final class Http {
    /** The longest time for any answer: a slower one would be no reading of the instant it is taken for. */
    static final Duration LONGEST = Duration.ofSeconds(2);

    private static final int LARGEST_BODY = 1 << 20;

    /** One thread for all meters, made with the first of them. */
    private static final Timer TIMER = new Timer("powermeter-http", true);

    private final Address address;
    private final String protocol;
    private final int timeoutMillis;
    private final Login login;
    private final @Nullable SSLSocketFactory trustingAll;

    /** Paths that this server wants with a slash at their end, as controllers of HPE and Lenovo do. */
    private final Set<String> slashed = new HashSet<>();

    private Http(
            Address address, String protocol, int timeoutMillis, Login login, @Nullable SSLSocketFactory trustingAll) {
        this.address = address;
        this.protocol = protocol;
        this.timeoutMillis = timeoutMillis;
        this.login = login;
        this.trustingAll = trustingAll;
    }

    static Http plain(Address address, Duration timeout, Login login) {
        return new Http(address, "http", (int) timeout.toMillis(), login, null);
    }

    /** Asks over TLS; {@code insecure}: whoever answers is believed to be the meter. */
    static Http secure(Address address, Duration timeout, Login login, boolean insecure) {
        return new Http(address, "https", (int) timeout.toMillis(), login, insecure ? trustAll() : null);
    }

    static Duration timeout(MeterLine line) {
        return line.duration("timeout", LONGEST, Duration.ofMillis(10), LONGEST);
    }

    /**
     * Returns the body that a meter answers.
     *
     * @param path with its query, beginning with a slash
     * @throws MeterException if there is none within the limits
     */
    byte[] get(String path) throws MeterException {
        Answer answer = proved(slashed.contains(path) ? path + "/" : path);
        if (answer.sendsTo(path + "/")) {
            slashed.add(path);
            answer = proved(path + "/");
        }
        int status = answer.status();
        if (status == 401 || status == 403) {
            throw refused(answer);
        }
        if (status >= 300 && status < 400) {
            throw MeterException.of("it sends to another address (HTTP " + status + "), which is not followed");
        }
        if (status != 200) {
            throw MeterException.of("it answered with HTTP " + status + complaint(answer.body()));
        }
        return answer.body();
    }

    private Answer proved(String path) throws MeterException {
        Answer answer = ask(path);
        return answer.status() == 401 && login.challenged(answer.challenge()) ? ask(path) : answer;
    }

    private MeterException refused(Answer answer) {
        String code = " (HTTP " + answer.status() + ")";
        if (login == Login.OPEN) {
            return MeterException.lasting(
                    "it refuses to answer" + code, "Switch its local interface on, in the app of its maker.");
        }
        return login.isPossible()
                ? MeterException.lasting("it refused the password", "Check user and password.")
                : MeterException.lasting("it wants a password" + code, Secret.REMEDY);
    }

    private record Answer(
            int status,
            byte[] body,
            @Nullable String challenge,
            @Nullable String location) {
        /** Returns whether this is a redirection to a path, of whatever server: none but the one that was asked is asked. */
        boolean sendsTo(String path) {
            return status >= 300
                    && status < 400
                    && location != null
                    && location.replaceFirst("^https?://[^/]*", "").equals(path);
        }
    }

    private Answer ask(String path) throws MeterException {
        Deadline deadline = new Deadline();
        try {
            HttpURLConnection connection = open(path);
            deadline.begin(connection);
            return answer(connection);
        } catch (MeterException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw deadline.isOver() ? late() : why(e);
        } finally {
            deadline.cancel();
        }
    }

    private MeterException late() {
        return MeterException.of("it did not answer within " + timeoutMillis + " ms");
    }

    private MeterException why(Exception e) {
        if (e instanceof SocketTimeoutException) {
            return late();
        } else if (e instanceof EOFException) {
            return MeterException.of("it ended in the middle of its answer");
        } else if (e instanceof UnknownHostException) {
            return MeterException.of("no machine has the name " + address.host(), "Give its address instead.");
        } else if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return MeterException.of(
                    "nothing answers at its address", "See that it is on, and that address and port are right.");
        } else if (e instanceof SocketException) {
            return MeterException.of("it ended the connection without an answer");
        } else if (e instanceof SSLException) {
            return MeterException.of(
                    "it has no certificate that is trusted here, or does not speak TLS",
                    "If it is yours and its certificate is its own, add insecure=true to the line.");
        }
        return MeterException.of("what it answers is no HTTP");
    }

    /** Ends a question whose answer drips in: the limit of a connection is for each of its bytes. */
    private final class Deadline extends TimerTask {
        private volatile @Nullable HttpURLConnection connection;
        private volatile boolean over;

        void begin(HttpURLConnection asked) {
            connection = asked;
            TIMER.schedule(this, 2L * timeoutMillis);
        }

        boolean isOver() {
            return over;
        }

        @Override
        public void run() {
            HttpURLConnection asked = connection;
            over = true;
            if (asked != null) {
                asked.disconnect();
            }
        }
    }

    private HttpURLConnection open(String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                new URL(protocol, address.host(), address.port(), path).openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(timeoutMillis);
        connection.setReadTimeout(timeoutMillis);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestProperty("Accept", "application/json");
        connection.setRequestProperty("User-Agent", "powermeter");
        login.header(path).ifPresent(header -> connection.setRequestProperty("Authorization", header));
        if (connection instanceof HttpsURLConnection https && trustingAll != null) {
            https.setSSLSocketFactory(trustingAll);
            https.setHostnameVerifier((host, session) -> true);
        }
        return connection;
    }

    private Answer answer(HttpURLConnection connection) throws IOException {
        boolean whole = false;
        try {
            int status = connection.getResponseCode();
            InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream();
            byte[] body = in == null ? new byte[0] : body(in);
            if (body.length < connection.getContentLengthLong()) {
                throw new EOFException();
            }
            whole = true;
            return new Answer(
                    status, body, connection.getHeaderField("WWW-Authenticate"), connection.getHeaderField("Location"));
        } finally {
            if (!whole) {
                connection.disconnect(); // what is left of this answer must not begin the next one
            }
        }
    }

    private static byte[] body(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] some = new byte[4096];
        try (in) {
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                body.write(some, 0, read);
                if (body.size() > LARGEST_BODY) {
                    throw MeterException.of("its answer is larger than 1 MiB");
                }
            }
        } catch (MeterException | SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            throw new EOFException();
        }
        return body.toByteArray();
    }

    /** What a device says about its error, as far as it is a plain sentence. */
    private static String complaint(byte[] body) {
        try {
            String message = Json.object(body).path("message").asText("");
            return message.isEmpty() || message.length() > 100 || !message.matches("[\\x20-\\x7e]*")
                    ? ""
                    : " (" + message + ")";
        } catch (MeterException e) {
            return "";
        }
    }

    private static SSLSocketFactory trustAll() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Trusting()}, new SecureRandom());
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }

    /** For controllers with a certificate of their own making; only where the line says {@code insecure=true}. */
    private static final class Trusting implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
