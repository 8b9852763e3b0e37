package io.powermeter.grid;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Asks for JSON by HTTP, with a limit of time and of size; no redirect is followed, since it would carry the token elsewhere.
 *
 * <p>By {@link HttpURLConnection}, whose first request costs a tenth of the CPU time of {@code java.net.http}: the job is
 * being measured meanwhile.
 */
final class Web {
    private static final int LARGEST = 1 << 22;
    private static final int LONGEST_COMPLAINT = 120;

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            .maxNumberLength(40)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final String who;
    private final Duration connectLimit;
    private final Duration limit;

    /**
     * Prepares to ask.
     *
     * @param who is asked, for complaints
     */
    Web(String who, GridAccess access) {
        this.who = who;
        this.connectLimit = access.connectLimit();
        this.limit = access.limit();
    }

    /**
     * Returns the answer.
     *
     * @throws GridException if there is none within the limits
     */
    JsonNode get(URI uri, Map<String, String> heads) throws GridException {
        Question question = new Question(uri, heads);
        FutureTask<Answer> task = new FutureTask<>(question::ask);
        Thread thread = new Thread(task, "powermeter-grid-question"); // looking up a name cannot be given a limit
        thread.setDaemon(true);
        thread.start();
        try {
            return json(task.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            question.giveUp();
            throw late();
        } catch (InterruptedException e) {
            question.giveUp();
            Thread.currentThread().interrupt();
            throw GridException.silent(who + " was not waited for.");
        } catch (ExecutionException e) {
            throw why(e.getCause());
        }
    }

    private record Answer(int status, byte[] body, @Nullable String retryAfter) {}

    private final class Question {
        private final URI uri;
        private final Map<String, String> heads;
        private volatile @Nullable HttpURLConnection connection;

        Question(URI uri, Map<String, String> heads) {
            this.uri = uri;
            this.heads = heads;
        }

        Answer ask() throws IOException {
            HttpURLConnection asked = (HttpURLConnection) uri.toURL().openConnection();
            connection = asked;
            asked.setConnectTimeout((int) connectLimit.toMillis());
            asked.setReadTimeout((int) limit.toMillis());
            asked.setInstanceFollowRedirects(false);
            asked.setUseCaches(false);
            asked.setRequestProperty("Accept", "application/json");
            asked.setRequestProperty("User-Agent", "powermeter");
            heads.forEach(asked::setRequestProperty);
            int status = asked.getResponseCode();
            try (InputStream in = status < 400 ? asked.getInputStream() : asked.getErrorStream()) {
                byte[] body = in == null ? new byte[0] : in.readNBytes(LARGEST);
                return new Answer(status, body, asked.getHeaderField("Retry-After"));
            } finally {
                asked.disconnect();
            }
        }

        void giveUp() {
            HttpURLConnection asked = connection;
            if (asked != null) {
                asked.disconnect();
            }
        }
    }

    private JsonNode json(Answer answer) throws GridException {
        int status = answer.status();
        if (status == 401 || status == 403) {
            throw GridException.silent(who + " refused the token (HTTP " + status + complaint(answer)
                    + "). Check POWERMETER_GRID_TOKEN or the file of --grid-token-file, and what it may see.");
        } else if (status == 429) {
            String seconds = answer.retryAfter();
            throw GridException.silent(who + " was asked too often (HTTP 429)."
                    + (seconds != null && seconds.matches("[0-9]{1,6}")
                            ? " Ask again in " + seconds + " s."
                            : " Ask again later."));
        } else if (status >= 300 && status < 400) {
            throw GridException.silent(
                    who + " sends to another address (HTTP " + status + "), which is not followed. Give that address.");
        } else if (status != 200) {
            throw GridException.untold(who + " answered with HTTP " + status + complaint(answer) + ".");
        } else if (answer.body().length == LARGEST) {
            throw GridException.untold(who + " answered with more than 4 MiB, which is no intensity.");
        }
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw GridException.untold(who + " answered with something that is no JSON, or only a part of it.");
        }
    }

    /** What a server says about its error, as far as it is a plain sentence. */
    private static String complaint(Answer answer) {
        try {
            JsonNode said = JSON.readTree(answer.body());
            for (String pointer : new String[] {"/error/message", "/message", "/error"}) {
                String text = said.at(pointer).asText("");
                if (!text.isEmpty() && text.length() <= LONGEST_COMPLAINT && text.matches("[\\x20-\\x7e]*")) {
                    return ", \"" + text + "\"";
                }
            }
        } catch (IOException e) {
            // it says nothing that can be understood
        }
        return "";
    }

    private GridException late() {
        return GridException.silent(who + " did not answer within " + limit.toMillis() / 1e3 + " s.");
    }

    private GridException why(@Nullable Throwable e) {
        if (e instanceof SocketTimeoutException) {
            return late();
        } else if (e instanceof UnknownHostException || e instanceof NoRouteToHostException) {
            return GridException.silent(who + " cannot be reached: there is no network, or no machine of that name.");
        } else if (e instanceof ConnectException) {
            return GridException.silent(who + " cannot be reached: nothing answers at its address.");
        } else if (e instanceof SSLException) {
            return GridException.silent(who + " has no certificate that is trusted here.");
        }
        return GridException.silent(who + " ended the connection without an answer, or what it answers is no HTTP.");
    }
}
