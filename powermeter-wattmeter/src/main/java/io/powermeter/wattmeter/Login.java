package io.powermeter.wattmeter;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Proves to a meter that the user knows its password: by Basic authentication (RFC 7617) or, if the meter challenges with
 * it, by Digest authentication with SHA-256 or MD5 (RFC 7616), in which the password itself is not sent.
 *
 * <p>Shelly Gen2 devices challenge with SHA-256, for the user {@code admin}
 * (<a href="https://shelly-api-docs.shelly.cloud/gen2/General/Authentication">Shelly API</a>).
 */
final class Login {
    private static final Pattern FIELD = Pattern.compile("([a-zA-Z]+)\\s*=\\s*(?:\"([^\"]*)\"|([^\\s,\"]+))");

    /** For a meter to which the login is part of the question. */
    static final Login NONE = new Login("", Secret.NONE, false);

    /** For a meter that knows no passwords. */
    static final Login OPEN = new Login("", Secret.NONE, false);

    private final String user;
    private final Secret password;
    private final boolean basicAtOnce;
    private final SecureRandom random = new SecureRandom();
    private @Nullable Map<String, String> challenge;
    private int uses;

    /**
     * Makes a login.
     *
     * @param basicAtOnce whether Basic authentication is sent without being asked for
     */
    Login(String user, Secret password, boolean basicAtOnce) {
        this.user = user;
        this.password = password;
        this.basicAtOnce = basicAtOnce;
    }

    boolean isPossible() {
        return !password.isEmpty();
    }

    /** Returns the header {@code Authorization} for a GET, if one can be made now. */
    Optional<String> header(String path) {
        if (!isPossible()) {
            return Optional.empty();
        }
        Map<String, String> asked = challenge;
        if (asked != null) {
            return Optional.of(digest(asked, path));
        }
        return basicAtOnce ? Optional.of(basic()) : Optional.empty();
    }

    /** Takes what the meter asked for; returns whether another try may help. */
    boolean challenged(@Nullable String header) {
        if (!isPossible() || header == null || !header.toLowerCase(Locale.ROOT).startsWith("digest ")) {
            return false;
        }
        Map<String, String> fields = new HashMap<>();
        Matcher field = FIELD.matcher(header.substring("digest ".length()));
        while (field.find()) {
            String quoted = field.group(2);
            fields.put(
                    field.group(1).toLowerCase(Locale.ROOT), quoted == null ? String.valueOf(field.group(3)) : quoted);
        }
        boolean usable = fields.containsKey("realm")
                && fields.containsKey("nonce")
                && algorithm(fields).isPresent();
        challenge = usable ? fields : null;
        uses = 0;
        return usable;
    }

    private String basic() {
        byte[] pair = (user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private String digest(Map<String, String> asked, String path) {
        String realm = asked.getOrDefault("realm", "");
        String nonce = asked.getOrDefault("nonce", "");
        String count = String.format(Locale.ROOT, "%08x", ++uses);
        String ours = Long.toHexString(random.nextLong());
        String who = hash(asked, user + ":" + realm + ":" + password.reveal());
        String what = hash(asked, "GET:" + path);
        boolean protects = asked.getOrDefault("qop", "").matches("(.*[\\s,])?auth([\\s,].*)?");
        String response = protects
                ? hash(asked, who + ":" + nonce + ":" + count + ":" + ours + ":auth:" + what)
                : hash(asked, who + ":" + nonce + ":" + what);
        StringBuilder header = new StringBuilder("Digest username=\"" + user + "\", realm=\"" + realm + "\", nonce=\""
                + nonce + "\", uri=\"" + path + "\", response=\"" + response + "\"");
        if (asked.containsKey("algorithm")) {
            header.append(", algorithm=").append(asked.get("algorithm"));
        }
        if (asked.containsKey("opaque")) {
            header.append(", opaque=\"").append(asked.get("opaque")).append('"');
        }
        return protects
                ? header.append(", qop=auth, nc=" + count + ", cnonce=\"" + ours + "\"")
                        .toString()
                : header.toString();
    }

    private static String hash(Map<String, String> asked, String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm(asked).orElse("SHA-256"));
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256 and MD5", e);
        }
    }

    private static Optional<String> algorithm(Map<String, String> asked) {
        return switch (asked.getOrDefault("algorithm", "MD5").toUpperCase(Locale.ROOT)) {
            case "SHA-256" -> Optional.of("SHA-256");
            case "MD5" -> Optional.of("MD5");
            default -> Optional.empty();
        };
    }
}
