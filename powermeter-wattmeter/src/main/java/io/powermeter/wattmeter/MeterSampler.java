package io.powermeter.wattmeter;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the samplers of named meters share: all that the line says. */
abstract class MeterSampler implements Sampler {
    private static final int MOST_WARNINGS = 10;

    private static final String BACKWARDS =
            "it tells less than 0 W, and no machine feeds its socket: turn the clamp round";

    private final Set<String> warnings = new HashSet<>();
    private final MeterLine line;
    private final List<String> notes = new ArrayList<>();
    private final Deque<String> lacks = new ArrayDeque<>();
    private List<Channel> channels;

    MeterSampler(MeterLine line, List<Channel> channels) {
        this.line = line;
        this.channels = List.copyOf(channels);
    }

    /** Adds what is not measured beside this meter, for a note and a warning; before the sampler is used. */
    void lack(String sentence) {
        notes.add(sentence);
        lacks.add(sentence);
    }

    /** Makes every channel that stands for itself a part of another; before the sampler is used. */
    void becomePartOf(String whole) {
        channels = channels.stream()
                .map(channel -> channel.partOf() == null ? channel.partOf(whole) : channel)
                .toList();
    }

    @Override
    public final void sample(Reading reading) {
        read(reading);
        if (channels.get(0).component() == Component.WALL && reading.has(0) && reading.get(0) < 0) {
            warn(reading, BACKWARDS);
        }
        String lack = reading.warning() == null ? lacks.poll() : null;
        if (lack != null) {
            reading.warn(lack);
        }
    }

    /** Reads the meter, as {@link #sample} shall. */
    abstract void read(Reading reading);

    /** Warns that this meter gave no reading. */
    final void warn(Reading reading, MeterException e) {
        warn(
                reading,
                e.remedy().isEmpty()
                        ? e.sentence()
                        : e.sentence() + ". " + e.remedy().replaceAll("\\.$", ""));
    }

    /** Warns of something; of few different things only, because what a meter says may be different each time. */
    final void warn(Reading reading, String what) {
        if (warnings.size() < MOST_WARNINGS) {
            warnings.add(what);
        }
        reading.warn(
                name() + ": " + (warnings.contains(what) ? what : "it gives no reading, for ever other reasons") + ".");
    }

    MeterLine line() {
        return line;
    }

    @Override
    public final String name() {
        return line.name();
    }

    @Override
    public final List<Channel> channels() {
        return channels;
    }

    @Override
    public final Duration shortestPeriod() {
        return line.period();
    }

    @Override
    public final List<String> notes() {
        return List.copyOf(notes);
    }
}
