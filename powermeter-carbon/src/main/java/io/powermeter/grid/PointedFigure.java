package io.powermeter.grid;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.powermeter.recording.ToldIntensity;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A number in g of CO2e per kWh in whatever JSON an address answers, found by a JSON pointer (RFC 6901). It holds for the five
 * minutes in which it was told; if the address has the words {@code {from}} and {@code {to}}, instants take their place and
 * the number holds for the time between them, also long ago.
 */
final class PointedFigure implements GridSource {
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final double HIGHEST = 5000;

    private final String address;
    private final URI shown;
    private final JsonPointer pointer;
    private final Token token;
    private final InstantSource clock;
    private final Answers answers;

    private PointedFigure(String address, URI shown, JsonPointer pointer, GridAccess access) {
        this.address = address;
        this.shown = shown;
        this.pointer = pointer;
        this.token = access.token();
        this.clock = access.clock();
        this.answers = new Answers(name(), access);
    }

    static PointedFigure of(String text, GridAccess access) {
        int hash = text.indexOf('#');
        if (hash < 0 || !text.startsWith("/", hash + 1)) {
            throw new IllegalArgumentException(
                    "the address has no JSON pointer to the number; put one behind it, such as"
                            + " https://HOST/PATH#/carbonIntensity");
        }
        String address = text.substring(0, hash);
        try {
            URI uri = new URI(filled(address, Instant.EPOCH, Instant.EPOCH));
            if (uri.getHost() == null || uri.getUserInfo() != null) {
                throw new IllegalArgumentException("the address has no host, or a user in it; give a token by"
                        + " POWERMETER_GRID_TOKEN or --grid-token-file instead");
            }
            if (!access.token().isEmpty() && uri.getScheme().equals("http") && !isLoopback(uri.getHost())) {
                throw new IllegalArgumentException("a token is not sent by plain http to " + uri.getHost()
                        + ", where everybody could read it; give https, or take the token away");
            }
            URI shown = new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), uri.getPath(), null, null);
            return new PointedFigure(address, shown, JsonPointer.compile(text.substring(hash + 1)), access);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("\"" + address.replaceAll("\\?.*", "") + "\" is no address: "
                    + e.getReason().toLowerCase(java.util.Locale.ROOT));
        }
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
    }

    private static String filled(String address, Instant from, Instant to) {
        return address.replace("{from}", from.toString()).replace("{to}", to.toString());
    }

    /** Returns whether a number can be an intensity. */
    static boolean isIntensity(double grams) {
        return grams >= 0 && grams <= HIGHEST;
    }

    @Override
    public String name() {
        return shown + "#" + pointer; // what follows a question mark may be secret
    }

    @Override
    public Optional<String> country() {
        return Optional.empty();
    }

    @Override
    public Duration step() {
        return FIVE_MINUTES;
    }

    @Override
    public boolean tellsSteps() {
        return false;
    }

    @Override
    public List<ToldIntensity> between(Instant from, Instant to) throws GridException {
        boolean ofAnyTime = address.contains("{from}");
        Instant now = clock.instant();
        Instant begin = ofAnyTime ? Times.floor(from, FIVE_MINUTES) : now;
        Instant end = ofAnyTime ? Times.ceiling(from, to, FIVE_MINUTES) : now;
        if (!ofAnyTime && !to.isAfter(Times.floor(now, FIVE_MINUTES))) {
            throw GridException.untold(name() + " tells the present only, and nothing of " + from + " to " + to
                    + ". If it knows the past, put {from} and {to} into its address.");
        }
        Answers.Answer answer = answers.get(
                URI.create(filled(address, begin, end)),
                token.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + token.reveal()),
                Times.fresh(end, now, FIVE_MINUTES));
        JsonNode number = answer.body().at(pointer);
        if (!number.isNumber() || !isIntensity(number.doubleValue())) {
            throw GridException.untold(name() + " has no number of g/kWh from 0 to 5000 there, but "
                    + (number.isMissingNode() ? "nothing" : number.isNumber() ? number.asText() : "a " + kind(number))
                    + ".");
        }
        Instant since = ofAnyTime ? begin : Times.floor(answer.at(), FIVE_MINUTES);
        Instant until = ofAnyTime ? end : since.plus(FIVE_MINUTES);
        return List.of(new ToldIntensity(since, until, number.doubleValue(), String.valueOf(shown.getHost())));
    }

    private static String kind(JsonNode node) {
        return node.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
    }
}
