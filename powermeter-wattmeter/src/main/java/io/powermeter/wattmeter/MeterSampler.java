package io.powermeter.wattmeter;

import io.powermeter.measurement.Channel;
import io.powermeter.sampler.Sampler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the samplers of named meters share: all that the line says. */
abstract class MeterSampler implements Sampler {
    private final MeterLine line;
    private final List<String> notes = new ArrayList<>();
    private List<Channel> channels;

    MeterSampler(MeterLine line, List<Channel> channels) {
        this.line = line;
        this.channels = List.copyOf(channels);
    }

    /** Adds a note; before the sampler is used. */
    void note(String sentence) {
        notes.add(sentence);
    }

    /** Makes every channel that stands for itself a part of another; before the sampler is used. */
    void becomePartOf(String whole) {
        channels = channels.stream()
                .map(channel -> channel.partOf() == null ? channel.partOf(whole) : channel)
                .toList();
    }

    /** Returns a sentence about this meter, for a warning. */
    String sentence(MeterException e) {
        return e.remedy().isEmpty()
                ? name() + ": " + e.sentence() + "."
                : name() + ": " + e.sentence() + ". " + e.remedy();
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
