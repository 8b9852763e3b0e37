package io.powermeter.wattmeter;

import io.powermeter.meter.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The lines of OmegaWatt's {@code wattmetre-read}: a heading that names the columns, then about 100 frames a second, each
 * with its own time in seconds since 1970. A frame marked {@code false} is bad; a channel that is empty, {@code nan} or below
 * 0 (also {@code -0.0}) is not known: no machine feeds its socket
 * (<a href="https://github.com/GreenAI-Uppa/AIPowerMeter">AIPowerMeter</a> has recordings).
 */
final class OmegaWatt {
    /** A frame's own time is believed if it is this near to its arrival; pipes and logs hold lines back for less. */
    private static final long FARTHEST_NANOS = 5_000_000_000L;

    private final int[] channels;
    private final Frames frames;
    private final Clock clock;
    private List<String> heading = List.of();
    private int[] columns = new int[0];

    OmegaWatt(int[] channels, Frames frames, Clock clock) {
        this.channels = channels;
        this.frames = frames;
        this.clock = clock;
    }

    /** Takes a line; never throws. */
    void line(String line) {
        List<String> fields = Arrays.asList(line.strip().split(",", -1));
        if (line.startsWith("#")) {
            readHeading(fields);
        } else if (columns.length > 0) {
            readFrame(fields);
        }
    }

    private void readHeading(List<String> fields) {
        heading = names(fields);
        columns = columns(heading, channels);
    }

    /** Returns the columns' names without the mark before each. */
    static List<String> names(List<String> fields) {
        List<String> names = new ArrayList<>();
        for (String field : fields) {
            names.add(field.strip().replaceAll("^#", ""));
        }
        return names;
    }

    /** Returns where the active power of each channel is; nothing unless all are there. */
    static int[] columns(List<String> heading, int[] channels) {
        int[] columns = Arrays.stream(channels)
                .map(channel -> heading.indexOf("activepow" + channel))
                .toArray();
        return Arrays.stream(columns).anyMatch(column -> column < 0) ? new int[0] : columns;
    }

    private void readFrame(List<String> fields) {
        double[] watts = watts(heading, columns, fields);
        long arrived = clock.nanos();
        long epoch = fields.isEmpty() ? TimeText.NONE : TimeText.epochNanos(fields.get(0));
        long ago = epoch == TimeText.NONE ? Long.MAX_VALUE : TimeText.nanos(clock.now()) - epoch;
        if (ago == Long.MAX_VALUE || Math.abs(ago) > FARTHEST_NANOS) {
            ago = 0;
        }
        frames.add(arrived - Math.max(0, ago), watts);
    }

    /** Returns the power of each channel in a frame, NaN where it is not known. */
    static double[] watts(List<String> heading, int[] columns, List<String> fields) {
        double[] watts = new double[columns.length];
        Arrays.fill(watts, Double.NaN);
        int mark = heading.indexOf("frame_is_ok");
        // a line of another width was cut, and its last number with it
        if (fields.size() != heading.size()
                || mark >= 0 && !fields.get(mark).strip().equals("true")) {
            return watts;
        }
        for (int i = 0; i < columns.length; i++) {
            watts[i] = notBelowZero(fields.get(columns[i]).strip());
        }
        return watts;
    }

    private static double notBelowZero(String text) {
        boolean usable = text.matches("[0-9]{1,7}(\\.[0-9]{1,9})?");
        double watts = usable ? Double.parseDouble(text) : Double.NaN;
        return watts <= PlugReading.HIGHEST_WATTS ? watts : Double.NaN;
    }
}
