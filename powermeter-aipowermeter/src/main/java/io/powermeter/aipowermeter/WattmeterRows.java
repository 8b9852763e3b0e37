package io.powermeter.aipowermeter;

import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a CSV file of OmegaWatt's {@code wattmetre-read}: a heading that names the columns, then frames with their time in
 * seconds since 1970. Frames marked as bad are left out; lines that are no frames are left out and counted.
 */
final class WattmeterRows implements Closeable {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,12})?");
    private static final int MOST_LINES_BEFORE_HEADING = 20;

    private final Lines lines;
    private final List<String> names = new ArrayList<>();
    private int[] columns = {};
    private int width;
    private int mark = -1;
    private long broken;

    /** A frame. */
    record Row(Instant at, double[] watts) {}

    WattmeterRows(Path file) throws IOException {
        lines = new Lines(file);
        for (int i = 0; i < MOST_LINES_BEFORE_HEADING && columns.length == 0; i++) {
            String line = lines.next();
            if (line != null && line.startsWith("#timestamp,")) {
                heading(List.of(line.strip().split(",", -1)));
            }
        }
    }

    private void heading(List<String> fields) {
        for (String field : fields) {
            if (field.matches("#activepow[0-9]{1,4}") && !names.contains(field.substring(1))) {
                names.add(field.substring(1));
            }
        }
        columns = names.stream().mapToInt(name -> fields.indexOf("#" + name)).toArray();
        mark = fields.indexOf("#frame_is_ok");
        width = fields.size();
    }

    /** Returns the names of the channels' powers, none if the file has no heading. */
    List<String> names() {
        return names;
    }

    /** Returns how many lines were no frames so far. */
    long broken() {
        return broken;
    }

    /** Returns the next good frame, nothing at the end. */
    Optional<Row> next() throws IOException {
        for (String line = lines.next(); line != null && columns.length > 0; line = lines.next()) {
            String[] fields = line.strip().split(",", -1);
            boolean whole = fields.length == width
                    && NUMBER.matcher(fields[0]).matches()
                    && Dates.isPlausible(instant(fields[0]));
            if (!whole) {
                broken += line.isBlank() ? 0 : 1;
            } else if (mark < 0 || fields[mark].strip().equals("true")) {
                double[] watts = Arrays.stream(columns)
                        .mapToDouble(column -> watts(fields[column].strip()))
                        .toArray();
                return Optional.of(new Row(instant(fields[0]), watts));
            }
        }
        return Optional.empty();
    }

    private static double watts(String text) {
        double watts = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        return watts >= 0 ? watts : Double.NaN; // -0.0 is 0
    }

    private static Instant instant(String seconds) {
        BigDecimal time = new BigDecimal(seconds).setScale(9, RoundingMode.DOWN);
        long whole = time.longValue();
        return Instant.ofEpochSecond(
                whole,
                time.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue());
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
