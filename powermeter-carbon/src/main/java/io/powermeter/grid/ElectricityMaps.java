package io.powermeter.grid;

import com.fasterxml.jackson.databind.JsonNode;
import io.powermeter.carbon.GridIntensity;
import io.powermeter.recording.ToldIntensity;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Electricity Maps (https://app.electricitymaps.com/developer-hub/api), version 3: the grid's mean in g of CO2e per kWh over
 * the life cycle of the plants, hour by hour, with the flows between zones.
 */
final class ElectricityMaps implements GridSource {
    static final URI HOST = URI.create("https://api.electricitymaps.com");

    private static final Pattern ZONE = Pattern.compile("[A-Z]{2}(-[A-Z0-9]+)*");
    private static final Duration HOUR = Duration.ofHours(1);

    /** What {@code history} tells. */
    private static final Duration DAY = Duration.ofHours(23);

    /** The longest range of hours that is answered at once. */
    private static final Duration LONGEST = Duration.ofDays(10);

    private final URI host;
    private final String zone;
    private final Token token;
    private final InstantSource clock;
    private final Answers answers;

    ElectricityMaps(URI host, String zone, GridAccess access) {
        this.host = host;
        this.zone = zone;
        this.token = access.token();
        this.clock = access.clock();
        this.answers = new Answers(name(), access);
    }

    static ElectricityMaps of(String zone, GridAccess access) {
        String upper = zone.strip().toUpperCase(Locale.ROOT);
        if (!ZONE.matcher(upper).matches()) {
            throw new IllegalArgumentException("\"" + zone + "\" is no zone of Electricity Maps; they are as FR, DE or"
                    + " US-CAL-CISO: https://app.electricitymaps.com/map");
        }
        if (access.token().isEmpty()) {
            throw new IllegalArgumentException(
                    "electricitymaps:" + upper + " needs a token; put it into the environment as"
                            + " POWERMETER_GRID_TOKEN, or into a file that only you can read and give that as --grid-token-file");
        }
        return new ElectricityMaps(HOST, upper, access);
    }

    @Override
    public String name() {
        return "electricitymaps:" + zone;
    }

    @Override
    public Optional<String> country() {
        String code = zone.substring(0, 2);
        try {
            GridIntensity.of(code);
            return Optional.of(code);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not every zone is of a country that the table has
        }
    }

    @Override
    public Duration step() {
        return HOUR;
    }

    @Override
    public boolean tellsSteps() {
        return true;
    }

    @Override
    public List<ToldIntensity> between(Instant from, Instant to) throws GridException {
        Instant now = clock.instant();
        Instant thisHour = Times.floor(now, HOUR);
        if (!from.isBefore(thisHour)) {
            return Times.ofTime(told(ask("latest?zone=" + zone, to)), from, to, name());
        }
        if (!from.isBefore(thisHour.minus(DAY))) {
            return Times.ofTime(told(ask("history?zone=" + zone, to).path("history")), from, to, name());
        }
        List<ToldIntensity> told = new ArrayList<>();
        Instant end = Times.ceiling(from, to, HOUR);
        for (Instant begin = Times.floor(from, HOUR); begin.isBefore(end); begin = begin.plus(LONGEST)) {
            Instant until = begin.plus(LONGEST).isBefore(end) ? begin.plus(LONGEST) : end;
            told.addAll(told(ask("past-range?zone=" + zone + "&start=" + begin + "&end=" + until, until)
                    .path("data")));
        }
        return Times.ofTime(told, from, to, name());
    }

    private JsonNode ask(String what, Instant to) throws GridException {
        return answers.get(
                        host.resolve("/v3/carbon-intensity/" + what),
                        Map.of("auth-token", token.reveal()),
                        Times.fresh(to, clock.instant(), HOUR))
                .body();
    }

    private List<ToldIntensity> told(JsonNode figures) {
        List<ToldIntensity> told = new ArrayList<>();
        for (JsonNode figure : figures.isArray() ? figures : List.of(figures)) {
            Times.parse(figure.path("datetime")).ifPresent(from -> add(figure, from, told));
        }
        return told;
    }

    private void add(JsonNode figure, Instant from, List<ToldIntensity> told) {
        JsonNode grams = figure.path("carbonIntensity");
        if (grams.isNumber() && PointedFigure.isIntensity(grams.doubleValue())) {
            String estimated = figure.path("isEstimated").asBoolean() ? ", estimated" : "";
            String direct = figure.path("emissionFactorType").asText().equals("direct") ? ", direct emissions" : "";
            told.add(new ToldIntensity(
                    from, from.plus(HOUR), grams.doubleValue(), "Electricity Maps, zone " + zone + direct + estimated));
        }
    }
}
