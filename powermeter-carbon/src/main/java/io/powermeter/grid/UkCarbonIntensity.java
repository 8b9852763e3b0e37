package io.powermeter.grid;

import com.fasterxml.jackson.databind.JsonNode;
import io.powermeter.recording.ToldIntensity;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The Carbon Intensity API of Great Britain's system operator (https://carbon-intensity.github.io/api-definitions, CC BY
 * 4.0): half hours, without a token, of the whole grid or of the region of a postcode. The actual figure is taken, and the
 * forecast where there is none yet; of regions there are forecasts only. It is of the generation alone, not of the life cycle.
 */
final class UkCarbonIntensity implements GridSource {
    static final URI HOST = URI.create("https://api.carbonintensity.org.uk");

    private static final Pattern OUTWARD = Pattern.compile("[A-Z]{1,2}[0-9][A-Z0-9]?");
    private static final Duration HALF_HOUR = Duration.ofMinutes(30);

    /** The longest range that is answered at once is 14 days. */
    private static final Duration LONGEST = Duration.ofDays(13);

    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final URI host;
    private final String outward;
    private final InstantSource clock;
    private final Answers answers;

    UkCarbonIntensity(URI host, String outward, GridAccess access) {
        this.host = host;
        this.outward = outward;
        this.clock = access.clock();
        this.answers = new Answers(name(), access);
    }

    static UkCarbonIntensity of(String postcode, GridAccess access) {
        String upper = postcode.strip().toUpperCase(Locale.ROOT);
        if (!upper.isEmpty() && !OUTWARD.matcher(upper).matches()) {
            throw new IllegalArgumentException(
                    "\"" + postcode
                            + "\" is no outward postcode; give its first part alone, such as uk:SW7, or uk for all of Great Britain");
        }
        return new UkCarbonIntensity(HOST, upper, access);
    }

    @Override
    public String name() {
        return outward.isEmpty() ? "uk" : "uk:" + outward;
    }

    @Override
    public Optional<String> country() {
        return Optional.of("GB");
    }

    @Override
    public Duration step() {
        return HALF_HOUR;
    }

    @Override
    public boolean tellsSteps() {
        return true;
    }

    @Override
    public List<ToldIntensity> between(Instant from, Instant to) throws GridException {
        List<ToldIntensity> told = new ArrayList<>();
        Instant end = Times.ceiling(from, to, HALF_HOUR);
        for (Instant begin = Times.floor(from, HALF_HOUR); begin.isBefore(end); begin = begin.plus(LONGEST)) {
            Instant until = begin.plus(LONGEST).isBefore(end) ? begin.plus(LONGEST) : end;
            JsonNode data = ask(begin, until).path("data");
            for (JsonNode figure : outward.isEmpty() ? data : data.path("data")) {
                add(figure, told);
            }
        }
        return Times.ofTime(told, from, to, name());
    }

    private JsonNode ask(Instant from, Instant to) throws GridException {
        String range = "intensity/" + MINUTES.format(from) + "/" + MINUTES.format(to);
        String path = outward.isEmpty() ? "/" + range : "/regional/" + range + "/postcode/" + outward;
        return answers.get(host.resolve(path), Map.of(), Times.fresh(to, clock.instant(), HALF_HOUR))
                .body();
    }

    private void add(JsonNode figure, List<ToldIntensity> told) {
        Optional<Instant> from = Times.parse(figure.path("from"));
        Optional<Instant> to = Times.parse(figure.path("to"));
        JsonNode actual = figure.at("/intensity/actual");
        JsonNode grams = actual.isNumber() ? actual : figure.at("/intensity/forecast");
        if (from.isPresent()
                && to.isPresent()
                && from.get().isBefore(to.get())
                && grams.isNumber()
                && PointedFigure.isIntensity(grams.doubleValue())) {
            String where = outward.isEmpty() ? "Great Britain" : "region of " + outward;
            told.add(new ToldIntensity(
                    from.get(),
                    to.get(),
                    grams.doubleValue(),
                    "UK Carbon Intensity API, " + where + (actual.isNumber() ? "" : ", forecast")));
        }
    }
}
