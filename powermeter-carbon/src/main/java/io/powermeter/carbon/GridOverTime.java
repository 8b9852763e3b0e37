package io.powermeter.carbon;

import io.powermeter.measurement.Component;
import io.powermeter.recording.Recording;
import io.powermeter.recording.Segment;
import io.powermeter.recording.ToldIntensity;
import io.powermeter.summary.EnergyChannel;
import io.powermeter.summary.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The intensity of the grid over the time of a run: a figure holds until the next one begins. */
final class GridOverTime {
    /**
     * What holds for a while.
     *
     * @param intensity in grams of CO2 equivalent by kWh
     * @param told by whom; null if nobody told it, so that the usual figure holds
     */
    record Figure(Band intensity, @Nullable String told) {}

    /** A stretch of time in which one figure holds. */
    record Piece(Window window, Figure figure) {}

    private final TreeMap<Long, Figure> begins = new TreeMap<>();
    private final double pue;

    GridOverTime(Footprint footprint, Recording recording) {
        pue = footprint.pue().value();
        begins.put(Long.MIN_VALUE, new Figure(footprint.intensity().gramsPerKilowattHour(), null));
        List<Segment> segments = recording.segments();
        for (ToldIntensity told : footprint.told()) {
            for (int i = 0; i < segments.size(); i++) {
                boolean last = i == segments.size() - 1;
                long until = last ? recording.lastNanos() : segments.get(i + 1).fromNanos();
                add(told, segments.get(i), until);
            }
        }
    }

    /** The wall clock counts for the begin of a segment only; from there on the steady clock tells the time. */
    private void add(ToldIntensity told, Segment segment, long untilNanos) {
        Instant begin = segment.startedAt();
        Instant end = begin.plusNanos(untilNanos - segment.fromNanos());
        if (!told.from().isBefore(end) || !told.to().isAfter(begin)) {
            return;
        }
        long from = told.from().isAfter(begin) ? nanosBetween(begin, told.from()) : 0;
        long to = told.to().isBefore(end) ? nanosBetween(begin, told.to()) : untilNanos - segment.fromNanos();
        paint(
                segment.fromNanos() + from,
                segment.fromNanos() + to,
                new Figure(Band.exact(told.gramsPerKilowattHour()), told.source()));
    }

    private static long nanosBetween(Instant from, Instant to) {
        return Duration.between(from, to).toNanos();
    }

    private void paint(long from, long to, Figure figure) {
        Figure after = begins.floorEntry(to).getValue();
        begins.subMap(from, to).clear();
        begins.put(to, after);
        begins.put(from, figure);
    }

    /** Returns the pieces of a window, in order and without a gap between them. */
    List<Piece> pieces(Window window) {
        List<Piece> pieces = new ArrayList<>();
        long from = window.fromNanos();
        for (Map.Entry<Long, Figure> next : begins.tailMap(from, false).entrySet()) {
            if (next.getKey() >= window.toNanos()) {
                break;
            }
            pieces.add(new Piece(new Window(from, next.getKey()), figureAt(from)));
            from = next.getKey();
        }
        pieces.add(new Piece(new Window(from, window.toNanos()), figureAt(from)));
        return pieces;
    }

    private Figure figureAt(long nanos) {
        return begins.floorEntry(nanos).getValue();
    }

    /** Returns the operational grams of channels in some stretches of time by component. */
    Map<Component, Double> grams(List<EnergyChannel> channels, List<Window> stretches) {
        Map<Component, Double> grams = new EnumMap<>(Component.class);
        for (Window stretch : stretches) {
            for (Piece piece : pieces(stretch)) {
                double factor = pue * piece.figure().intensity().value();
                for (EnergyChannel channel : channels) {
                    grams.merge(
                            channel.channel().component(),
                            Emissions.perIntensity(channel.joules(piece.window())) * factor,
                            Double::sum);
                }
            }
        }
        return grams;
    }
}
