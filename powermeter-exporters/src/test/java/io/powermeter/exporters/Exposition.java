package io.powermeter.exporters;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A scrape, read strictly by the rules of the
 * <a href="https://github.com/prometheus/docs/blob/main/docs/instrumenting/exposition_formats.md">text format</a>.
 *
 * @param types of the families
 * @param samples by series, written {@code name{label=value,...}} with sorted labels and values as they were escaped
 */
record Exposition(Map<String, String> types, Map<String, Double> samples) {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static final Pattern TYPE = Pattern.compile("# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge)");

    private static final Pattern HELP = Pattern.compile("# HELP [a-zA-Z_:][a-zA-Z0-9_:]* \\S.*");

    private static final String LABEL = "([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\n\"])*)\"";

    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{((?:" + LABEL + ",?)*)})? ([-+0-9.eE]+)");

    /** Asks as a browser or an old Prometheus does. */
    static Exposition scrape(String url) throws IOException, InterruptedException {
        return parse(get(url, "Accept", "text/plain").body());
    }

    /** Asks with a header of one's own. */
    static HttpResponse<String> get(String url, String header, String value) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url)).header(header, value).build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    static Exposition parse(String text) {
        Map<String, String> types = new LinkedHashMap<>();
        Map<String, Double> samples = new LinkedHashMap<>();
        for (String line : text.split("\n")) {
            Matcher type = TYPE.matcher(line);
            if (type.matches()) {
                require(types.put(type.group(1), type.group(2)) == null, line);
            } else if (!HELP.matcher(line).matches()) {
                Matcher sample = SAMPLE.matcher(line);
                require(sample.matches() && types.containsKey(sample.group(1)), line);
                String series = sample.group(1) + labels(sample.group(2));
                require(samples.put(series, Double.valueOf(sample.group(5))) == null, line);
            }
        }
        require(text.endsWith("\n"), "the last line has no end");
        return new Exposition(types, samples);
    }

    private static String labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        Matcher label = Pattern.compile(LABEL).matcher(text == null ? "" : text);
        while (label.find()) {
            require(labels.put(label.group(1), label.group(2)) == null, text);
        }
        return labels.isEmpty() ? "" : labels.toString().replace(", ", ",");
    }

    private static void require(boolean right, String line) {
        if (!right) {
            throw new AssertionError("not by the rules of the text format: " + line);
        }
    }
}
