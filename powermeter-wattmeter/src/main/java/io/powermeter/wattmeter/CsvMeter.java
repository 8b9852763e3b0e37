package io.powermeter.wattmeter;

import io.powermeter.host.Host;
import io.powermeter.meter.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A file that something else writes: rows with a time and a power. Rows are used when their time has come. */
final class CsvMeter implements Meter {
    private static final long OLDEST_NANOS = 60_000_000_000L;

    private final MeterLine line;
    private final CsvColumns.Wanted wanted;

    CsvMeter(MeterLine line) {
        this.line = line;
        if (!line.place().startsWith("/")) {
            throw line.wrong("the whole path of a file, from /, is expected behind the colon");
        }
        if (line.text("channel").isPresent() && line.text("column").isPresent()) {
            throw line.wrong("give channel= (of an OmegaWatt file) or column=, not both");
        }
        if (line.text("channel").isEmpty() && line.text("column").isEmpty()) {
            throw line.wrong("column= must name the column of the power, or channel= the channel of an OmegaWatt file");
        }
        this.wanted = new CsvColumns.Wanted(
                line.text("time").orElse(""),
                line.text("column").orElse(""),
                line.whole("channel", 0, 1, 96),
                WattText.unit(line));
    }

    @Override
    public MeterLine line() {
        return line;
    }

    @Override
    public MeterSampler open(Host host, Clock clock) throws MeterException {
        Frames frames = new Frames(1);
        Path file = host.locate(line.place());
        CsvTail tail = new CsvTail(file, wanted, frames, clock);
        try {
            tail.readHeading();
        } catch (MeterException e) {
            tail.close();
            throw e;
        } catch (IOException e) {
            tail.close();
            throw MeterException.of("the file cannot be read");
        }
        tail.pull();
        if (!tail.isAhead() && frames.isOlderThan(clock.nanos() - Math.max(OLDEST_NANOS, line.silentNanos()))) {
            tail.close();
            throw MeterException.of(
                    "the last row of the file is more than a minute old",
                    "See that something writes it now, and that its times have a zone or are local.");
        }
        return StreamSampler.of(line, List.of(line.power()), frames, tail, clock);
    }
}
