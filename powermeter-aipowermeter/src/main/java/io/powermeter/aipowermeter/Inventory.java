package io.powermeter.aipowermeter;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a first pass over {@code power_metrics.json} finds: its columns, the usual time between two lines, what is damaged. */
final class Inventory {
    private static final int MOST_STEPS = 10_000;

    final Columns columns;
    private final double[] steps = new double[MOST_STEPS];
    private int stepCount;
    private @Nullable Instant first;
    private long lines;
    private long broken;
    private long ends;
    private long segments;
    private long setBack;
    private Instant last = Instant.MIN;

    private final boolean ofPowermeter;

    private Inventory(Set<String> estimated, boolean ofPowermeter) {
        this.ofPowermeter = ofPowermeter;
        columns = new Columns(estimated);
    }

    static Inventory of(Path file, ZoneId zone, JsonNode metadata) throws IOException {
        Set<String> estimated = new LinkedHashSet<>();
        metadata.path(Names.OWN_METADATA).path(Names.ESTIMATED).forEach(key -> estimated.add(key.asText()));
        Inventory inventory = new Inventory(estimated, metadata.has(Names.OWN_METADATA));
        try (PowerLines lines = new PowerLines(file, zone)) {
            while (lines.nextSegment()) {
                inventory.segment(lines);
            }
            inventory.broken = lines.broken();
            inventory.ends = lines.ends();
        }
        return inventory;
    }

    private void segment(PowerLines powerLines) throws IOException {
        Instant before = null;
        segments++;
        for (Optional<PowerLine> line = powerLines.next(); line.isPresent(); line = powerLines.next()) {
            Instant date = line.get().date();
            first = first == null ? date : first;
            lines++;
            columns.look(line.get());
            if (before != null && date.isAfter(before) && stepCount < MOST_STEPS) {
                steps[stepCount++] = Duration.between(before, date).toNanos();
            }
            setBack += before != null && date.isBefore(before) ? 1 : 0;
            last = date.isAfter(last) ? date : last;
            before = date;
        }
    }

    /** Returns the median time between two lines in nanoseconds, 0 if no two follow each other. */
    long stepNanos() {
        double[] sorted = Arrays.copyOf(steps, stepCount);
        Arrays.sort(sorted);
        return stepCount == 0 ? 0 : (long) sorted[stepCount / 2];
    }

    Optional<Instant> first() {
        return Optional.ofNullable(first);
    }

    Instant last() {
        return last;
    }

    /** Returns how often a line is dated before the one before it. */
    long setBack() {
        return setBack;
    }

    /** Returns whether powermeter exported the folder. */
    boolean isOfPowermeter() {
        return ofPowermeter;
    }

    long lines() {
        return lines;
    }

    long broken() {
        return broken;
    }

    /** Returns whether the last segment was told to be at its end. */
    boolean isWhole() {
        return ends >= segments;
    }
}
