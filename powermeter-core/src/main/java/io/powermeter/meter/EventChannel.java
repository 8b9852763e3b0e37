package io.powermeter.meter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.powermeter.recording.Mark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the job tells the meter: lines of JSON that it appends to the file named in {@code POWERMETER_EVENTS}.
 *
 * <ul>
 *   <li>{@code {"t": 123, "phase": "train", "event": "begin"}} (or {@code "end"})
 *   <li>{@code {"metric": "accuracy", "value": 0.97}}
 *   <li>{@code {"setting": "backend", "value": "vector"}}
 *   <li>{@code {"progress": {"done": 3, "total": 10}}}
 * </ul>
 *
 * <p>{@code t} is optional: nanoseconds of CLOCK_MONOTONIC, which {@code System.nanoTime()} and Python's
 * {@code time.monotonic_ns()} read on Linux. A shell, which has no such clock, may give {@code wall} instead: nanoseconds
 * since 1970. A line without either happened when the meter saw it. A line that is not understood
 * is counted and does no harm.
 */
final class EventChannel {
    private static final int LONGEST_LINE = 1 << 16;

    /** All that a job may say in a run: half a million lines. More would fill the memory of who reads the recording. */
    static final long MOST_BYTES = 1 << 25;

    /** Between two looks a clock that is only steered moves by less. */
    private static final long MOST_SLEW_NANOS = 10_000_000L;

    /** A look at both clocks takes less than this, unless something came in between. */
    private static final long QUICK_LOOK_NANOS = 20_000L;

    private static final int MOST_LOOKS = 10;

    private final JsonFactory json = new JsonFactory();
    private final Path file;
    private final long startNanos;
    private final Clock clock;
    private final RunLog log;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 14);
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private @Nullable FileChannel channel;
    private boolean tooLong;
    private long steadyLessWall;
    private boolean wallClockWasSet;
    private long badLines;
    private volatile @Nullable Progress progress;

    EventChannel(Path file, long startNanos, Clock clock, RunLog log) {
        this.file = file;
        this.startNanos = startNanos;
        this.clock = clock;
        this.log = log;
    }

    /** Makes the file, empty, for the job to append to. */
    void create() throws IOException {
        channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Takes every line that was appended since the last call; {@code now} is the time of lines without one. */
    synchronized void poll(long now) {
        FileChannel open = channel;
        if (open == null) {
            return;
        }
        try {
            long before = steadyLessWall;
            steadyLessWall = steadyLessWall();
            wallClockWasSet = before != 0 && Math.abs(steadyLessWall - before) > MOST_SLEW_NANOS;
            buffer.clear();
            long end =
                    open.size(); // what is appended meanwhile is for the next call, or a busy writer would never let go
            while (open.position() < end && open.read(buffer) > 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    take(buffer.get(), now);
                }
                buffer.clear();
                if (open.position() > MOST_BYTES) {
                    stopListening(now);
                    return;
                }
            }
        } catch (IOException e) {
            // the job may have done anything to the file; what it says from now on is lost, nothing else
            close();
        }
    }

    /** Takes a last line that has no line end, and closes. */
    synchronized void finish(long now) {
        poll(now);
        if (line.size() > 0) {
            take((byte) '\n', now);
        }
        close();
    }

    long badLines() {
        return badLines;
    }

    @Nullable
    Progress progress() {
        return progress;
    }

    private void stopListening(long now) {
        close();
        line.reset();
        String most = MOST_BYTES / (1 << 20) + " MiB";
        log.mark(new Mark.Warning(
                now - startNanos,
                "The job said more than " + most + " in its event file: what came after that is left out."));
    }

    private void close() {
        FileChannel open = channel;
        channel = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            // it was read to its end
        }
    }

    private void take(byte next, long now) {
        if (next != '\n') {
            tooLong |= line.size() >= LONGEST_LINE;
            if (!tooLong) {
                line.write(next);
            }
            return;
        }
        byte[] text = line.toByteArray();
        line.reset();
        boolean cut = tooLong;
        tooLong = false;
        if (text.length > 0 && (cut || !understand(text, now))) {
            badLines++;
        }
    }

    private boolean understand(byte[] text, long now) {
        Line said = new Line();
        try (JsonParser parser = json.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                said.take(field, parser);
            }
            boolean whole = parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
            return whole && tell(said, stamp(said, now) - startNanos);
        } catch (IOException e) {
            return false;
        }
    }

    private boolean tell(Line said, long elapsed) {
        if (said.phase != null && "begin".equals(said.event)) {
            log.mark(new Mark.PhaseBegin(elapsed, said.phase));
        } else if (said.phase != null && "end".equals(said.event)) {
            log.mark(new Mark.PhaseEnd(elapsed, said.phase));
        } else if (said.metric != null && Double.isFinite(said.value)) {
            log.mark(new Mark.Metric(elapsed, said.metric, said.value));
        } else if (said.setting != null && said.text != null) {
            log.mark(new Mark.Setting(elapsed, said.setting, said.text));
        } else if (said.total > 0 && said.done >= 0) {
            progress = new Progress(said.done, said.total);
        } else {
            return false;
        }
        return true;
    }

    /** A time before the run or in the future is of another clock: then the line happened when it was seen. */
    private long stamp(Line said, long now) {
        Long told = said.nanos;
        if (told == null && said.wall != null && !wallClockWasSet) {
            told = said.wall + steadyLessWall;
        }
        return told == null || told < startNanos || told > now ? now : told;
    }

    /** Both clocks cannot be read at once: of several looks the quickest says best by how much they differ. */
    private long steadyLessWall() {
        long quickest = Long.MAX_VALUE;
        long difference = 0;
        for (int look = 0; look < MOST_LOOKS && quickest > QUICK_LOOK_NANOS; look++) {
            long before = clock.nanos();
            long wall = nanos(clock.now());
            long took = clock.nanos() - before;
            if (took < quickest) {
                quickest = took;
                difference = before + took / 2 - wall;
            }
        }
        return difference;
    }

    private static long nanos(Instant wall) {
        return TimeUnit.SECONDS.toNanos(wall.getEpochSecond()) + wall.getNano();
    }

    /** The fields of one line. */
    private static final class Line {
        @Nullable
        Long nanos;

        @Nullable
        Long wall;

        @Nullable
        String phase;

        @Nullable
        String event;

        @Nullable
        String metric;

        @Nullable
        String setting;

        @Nullable
        String text;

        double value = Double.NaN;
        double done = -1;
        double total;

        void take(String field, JsonParser parser) throws IOException {
            switch (field) {
                case "t" -> nanos = instant(parser);
                case "wall" -> wall = instant(parser);
                case "phase" -> phase = text(parser);
                case "event" -> event = text(parser);
                case "metric" -> metric = text(parser);
                case "setting" -> setting = text(parser);
                case "value" -> value(parser);
                case "progress" -> progress(parser);
                default -> parser.skipChildren();
            }
        }

        private void value(JsonParser parser) throws IOException {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                text = parser.getText();
            } else {
                value = number(parser);
            }
        }

        private void progress(JsonParser parser) throws IOException {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                return;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                if (field.equals("done")) {
                    done = number(parser);
                } else if (field.equals("total")) {
                    total = number(parser);
                } else {
                    parser.skipChildren();
                }
            }
        }

        private static @Nullable Long instant(JsonParser parser) throws IOException {
            parser.skipChildren();
            return parser.currentToken() == JsonToken.VALUE_NUMBER_INT ? parser.getLongValue() : null;
        }

        private static @Nullable String text(JsonParser parser) throws IOException {
            parser.skipChildren();
            return parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : null;
        }

        private static double number(JsonParser parser) throws IOException {
            parser.skipChildren();
            return parser.currentToken().isNumeric() ? parser.getDoubleValue() : Double.NaN;
        }
    }
}
