package io.powermeter.wattmeter;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a line says: {@code KIND:PLACE?KEY=VALUE&KEY=VALUE}; where the place is a program, the parameters stand in front of
 * the colon, because a program may have question marks of its own.
 *
 * @param scheme the kind of meter
 * @param place where it is, in the kind's own grammar
 * @param parameters by key; values are decoded ({@code %26} is an ampersand)
 * @param name the sampler's name
 */
record MeterLine(Scheme scheme, String place, Map<String, String> parameters, String name) {
    /** What every kind understands. */
    static final Set<String> COMMON = Set.of("name", "component", "part-of", "period");

    private static final Pattern KIND = Pattern.compile("([a-z][a-z0-9]*)(\\?[^:]*)?:(.*)", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,39}");
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,3})?)(ms|s)");
    private static final Pattern CHANNEL = Pattern.compile("[A-Za-z0-9_.:@+-]+(/[A-Za-z0-9_.:@+-]+)*");
    private static final Pattern SECRET = Pattern.compile("(?i)pass(word|wd)?|pwd|secret|token|key");

    /** Samplers of the meter's own that write a file of this name. */
    private static final Set<String> TAKEN = Set.of("usage", "estimate", "rapl", "nvml", "nvidia-smi", "jetson", "pi");

    private static final Map<String, Component> COMPONENTS = Map.of(
            "wall", Component.WALL,
            "board", Component.BOARD,
            "cpu", Component.CPU,
            "gpu", Component.GPU,
            "dram", Component.DRAM);

    /**
     * Reads a line.
     *
     * @param usualName the meter's name unless the line gives one
     * @throws IllegalArgumentException if it is wrong in what is common to all kinds
     */
    static MeterLine parse(String text, String usualName) {
        Matcher kind = KIND.matcher(text);
        if (!kind.matches()) {
            throw new IllegalArgumentException(
                    "a wattmeter's line begins with its kind and a colon. " + Scheme.listed());
        }
        Scheme scheme = Scheme.named(kind.group(1));
        String place = kind.group(3).strip();
        String parameters = Optional.ofNullable(kind.group(2)).orElse("");
        if (scheme.placeIsProgram()) {
            return of(scheme, place, parameters, usualName);
        }
        if (!parameters.isEmpty()) {
            throw scheme.wrong("parameters stand at the end");
        }
        int mark = place.indexOf('?');
        return mark < 0
                ? of(scheme, place, "", usualName)
                : of(scheme, place.substring(0, mark), place.substring(mark), usualName);
    }

    private static MeterLine of(Scheme scheme, String place, String query, String usualName) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (query.length() > 1) {
            for (String pair : query.substring(1).split("&", -1)) {
                int equals = pair.indexOf('=');
                String key = equals < 0 ? pair : pair.substring(0, equals);
                requireKnown(scheme, key);
                if (equals < 0 || equals == pair.length() - 1) {
                    throw scheme.wrong(key + " has no value");
                }
                if (parameters.put(key, decoded(scheme, key, pair.substring(equals + 1))) != null) {
                    throw scheme.wrong(key + " is given twice");
                }
            }
        }
        String name = parameters.getOrDefault("name", usualName);
        if (!NAME.matcher(name).matches() || TAKEN.contains(name) || name.startsWith("hwmon")) {
            throw scheme.wrong("name must be 1 to 40 letters, digits, _ or -, and not the name of another sampler");
        }
        MeterLine line = new MeterLine(scheme, place, Map.copyOf(parameters), name);
        line.power();
        line.period();
        return line;
    }

    private static void requireKnown(Scheme scheme, String key) {
        Set<String> known = new TreeSet<>(COMMON);
        known.addAll(scheme.parameters());
        if (known.contains(key)) {
            return;
        }
        if (SECRET.matcher(key).matches()) {
            throw scheme.wrong("a password never stands in a line; give password-file=FILE or password-env=VARIABLE");
        }
        String shown = key.matches("[A-Za-z0-9_-]{1,40}") ? "\"" + key + "\"" : "what stands behind the question mark";
        throw scheme.wrong(shown + " is no parameter of it; these are: " + String.join(", ", known));
    }

    private static String decoded(Scheme scheme, String key, String value) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) != '%') {
                text.append(value.charAt(i));
                continue;
            }
            String digits = value.substring(Math.min(i + 1, value.length()), Math.min(i + 3, value.length()));
            if (!digits.matches("[0-7][0-9A-Fa-f]")) {
                throw scheme.wrong("in " + key + " two digits must follow %, as in %26 for &");
            }
            text.append((char) Integer.parseInt(digits, 16));
            i += 2;
        }
        return text.toString();
    }

    /** Returns the error that this line is wrong, with a right one. */
    IllegalArgumentException wrong(String why) {
        return scheme.wrong(why);
    }

    Optional<String> text(String key) {
        return Optional.ofNullable(parameters.get(key));
    }

    int whole(String key, int usual, int least, int most) {
        String text = parameters.get(key);
        if (text == null) {
            return usual;
        }
        if (text.matches("[0-9]{1,8}") && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most) {
            return Integer.parseInt(text);
        }
        throw wrong(String.format(Locale.ROOT, "%s must be a whole number from %d to %d", key, least, most));
    }

    boolean flag(String key) {
        return switch (parameters.getOrDefault(key, "false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(key + " must be true or false");
        };
    }

    Duration duration(String key, Duration usual, Duration least, Duration most) {
        String text = parameters.get(key);
        if (text == null) {
            return usual;
        }
        Matcher parts = DURATION.matcher(text);
        if (parts.matches()) {
            double seconds =
                    Double.parseDouble(parts.group(1)) / (parts.group(2).equals("ms") ? 1e3 : 1);
            Duration duration = Duration.ofNanos(Math.round(seconds * 1e9));
            if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
                return duration;
            }
        }
        throw wrong(key + " must be a time from " + least.toMillis() + "ms to " + most.toMillis() + "ms, such as "
                + usual.toMillis() + "ms or 1s");
    }

    /** Returns how often the meter has something new to say. */
    Duration period() {
        return duration("period", scheme.period(), Duration.ofMillis(10), Duration.ofHours(1));
    }

    /** Returns after how long without a word a meter of this period is silent. */
    long silentNanos() {
        return Math.max(2_000_000_000L, 3 * period().toNanos());
    }

    /** Returns the channel of power. */
    Channel power() {
        return power("power");
    }

    /** Returns a channel of power, of another name than the usual one. */
    Channel power(String thing) {
        String text = parameters.get("component");
        Component component = text == null ? scheme.component() : COMPONENTS.get(text);
        if (component == null) {
            throw wrong("component must be one of " + String.join(", ", new TreeSet<>(COMPONENTS.keySet())));
        }
        Channel channel = Channel.of(name + "/" + thing, component, Quantity.POWER, Origin.MEASURED);
        String whole = parameters.get("part-of");
        if (whole != null && (!CHANNEL.matcher(whole).matches() || whole.equals(channel.id()))) {
            throw wrong("part-of must be the id of another channel, such as rapl/package-0");
        }
        return whole == null ? channel : channel.partOf(whole);
    }

    /** Returns the words of a command, split at blanks; quotes and backslashes as in a shell, which never sees it. */
    List<String> words() {
        return Words.split(place).orElseThrow(() -> wrong("a program is expected, and quotes must be closed"));
    }
}
