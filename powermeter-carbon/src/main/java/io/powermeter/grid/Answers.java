package io.powermeter.grid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Answers of a source, kept in files so that one who measures often does not ask often. A file is named by a digest of its
 * address, which may hold a secret; a file that cannot be read is no answer, and one that cannot be written is none either.
 */
final class Answers {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LARGEST = 1 << 23;

    private final Web web;
    private final Path folder;
    private final InstantSource clock;

    Answers(String who, GridAccess access) {
        this.web = new Web(who, access);
        this.folder = access.cache();
        this.clock = access.clock();
    }

    /**
     * An answer and when it was given.
     *
     * @param at a little before it came
     */
    record Answer(JsonNode body, Instant at) {}

    /**
     * Returns the answer of an address.
     *
     * @param fresh an answer that was given since then is still good
     * @throws GridException if it has none
     */
    Answer get(URI uri, Map<String, String> heads, Instant fresh) throws GridException {
        Path file = folder.resolve(digest(uri.toString()) + ".json");
        Instant now = clock.instant();
        Optional<Answer> kept = read(file)
                .filter(answer -> !answer.at().isBefore(fresh) && !answer.at().isAfter(now));
        if (kept.isPresent()) {
            return kept.get();
        }
        Answer answer = new Answer(web.get(uri, heads), now);
        keep(file, answer);
        return answer;
    }

    private static Optional<Answer> read(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                return Optional.empty();
            }
            JsonNode kept = JSON.readTree(Files.readAllBytes(file));
            return kept.has("body")
                    ? Optional.of(new Answer(
                            kept.get("body"), Instant.parse(kept.path("at").asText())))
                    : Optional.empty();
        } catch (IOException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private void keep(Path file, Answer answer) {
        try {
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, "answer", ".part");
            ObjectNode kept = JSON.createObjectNode().put("at", answer.at().toString());
            Files.write(part, JSON.writeValueAsBytes(kept.set("body", answer.body())));
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // it is asked for again the next time
        }
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, 32);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
