package io.powermeter.summary;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.recording.Recording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Decides which channels make the machine's total, so that no joule is counted twice.
 *
 * <p>Only roots are added. What the provider could not know is decided from the readings: whether two dies are one counter
 * under two names, and whether a board sensor is wired so that it really holds its parts.
 */
public final class Totals {
    /** Twins agree in this share of the intervals; real dies differ from each other all the time. */
    private static final double TWIN_SHARE = 0.9;

    /** Twins' intervals differ by at most this; Threadripper 1950X, whose dies both report the socket, differs by less. */
    private static final double TWIN_TOLERANCE = 0.01;

    private static final int FEWEST_TWIN_INTERVALS = 5;

    /** Readings at the edges of a phase are microseconds apart, where a counter's steps are larger than the tolerance. */
    private static final long SHORTEST_TWIN_NANOS = 50_000_000L;

    /** A board counter may move in whole joules (psys on Sapphire Rapids) and is read at another microsecond. */
    private static final double BOARD_TOLERANCE = 0.02;

    private static final double BOARD_TOLERANCE_JOULES = 2;

    /** A counter that does not move in this time is dead: the slowest known one is refreshed within 1 s. */
    private static final long DEAD_NANOS = 2_000_000_000L;

    private final List<EnergyChannel> all;
    private final List<EnergyChannel> live;
    /** Id of a channel that was left out to the id of the one that it repeats. */
    private final Map<String, String> twins = new HashMap<>();

    private final List<String> doubts = new ArrayList<>();
    private final List<EnergyChannel> counted;
    private final List<EnergyChannel> besideWall;

    Totals(List<EnergyChannel> all) {
        this.all = all;
        this.live = all.stream().filter(channel -> !isTwin(channel)).toList();
        List<EnergyChannel> believed = believed();
        List<EnergyChannel> wall = wall(believed);
        this.counted = wall.isEmpty() ? believed : wall;
        this.besideWall = wall.isEmpty()
                ? List.of()
                : believed.stream()
                        .filter(c -> c.channel().component() != Component.WALL)
                        .toList();
    }

    /** Decides it for a recording, which may still grow. */
    public static Totals of(Recording recording) {
        return new Totals(EnergyChannel.of(recording));
    }

    /** Returns the channels whose sum is the machine's total. */
    public List<EnergyChannel> counted() {
        return counted;
    }

    /** Returns the channels that would be the total if no wattmeter told it; none if none does. */
    public List<EnergyChannel> besideWall() {
        return besideWall;
    }

    /**
     * Returns the wattmeters to be added. One that is part of a wattmeter that was not recorded (the board controller of a
     * machine whose plug is dead) sees what others see, and counts only if nothing else tells the wall.
     */
    private static List<EnergyChannel> wall(List<EnergyChannel> believed) {
        List<EnergyChannel> wall = believed.stream()
                .filter(c ->
                        c.channel().component() == Component.WALL && c.joules().increase() > 0)
                .toList();
        List<EnergyChannel> own =
                wall.stream().filter(c -> c.channel().partOf() == null).toList();
        return own.isEmpty() ? wall.stream().limit(1).toList() : own;
    }

    private List<EnergyChannel> believed() {
        List<EnergyChannel> counted = new ArrayList<>();
        for (EnergyChannel channel : live) {
            if (isRoot(channel)) {
                addBelieved(channel, counted);
            }
        }
        return counted;
    }

    /** Returns all channels that tell energy. */
    public List<EnergyChannel> all() {
        return all;
    }

    /** Returns whether a channel only tells what another one tells already. */
    public boolean repeats(EnergyChannel channel) {
        return !live.contains(channel) || channel.channel().tellsAgain();
    }

    /** Returns the channels whose energy is inside that of {@code whole}, or of one that only repeats it. */
    List<EnergyChannel> parts(EnergyChannel whole) {
        return live.stream()
                .filter(part -> isInside(part.channel(), whole.channel().id())
                        && !part.channel().tellsAgain())
                .toList();
    }

    private boolean isInside(Channel part, String whole) {
        String told = part.partOf();
        return told != null && twins.getOrDefault(told, told).equals(whole);
    }

    /** Returns the ids of the channels that were found to repeat another one. */
    Set<String> repeated() {
        return Set.copyOf(twins.keySet());
    }

    /** Returns what was decided against the providers' word, one sentence each. */
    public List<String> doubts() {
        return List.copyOf(doubts);
    }

    /** Returns whether the counter never moved although it was read for long enough. */
    static boolean isDead(EnergyChannel channel) {
        Curve joules = channel.joules();
        return joules.points() > 1
                && joules.increase() == 0
                && joules.nanos(joules.points() - 1) - joules.nanos(0) >= DEAD_NANOS;
    }

    /** A part of something that was not recorded is the most that is known of it. */
    private boolean isRoot(EnergyChannel channel) {
        String whole = channel.channel().partOf();
        return all.stream().noneMatch(other -> other.channel().id().equals(whole));
    }

    private void addBelieved(EnergyChannel channel, List<EnergyChannel> counted) {
        List<EnergyChannel> parts = parts(channel);
        if (channel.channel().component() == Component.BOARD && !parts.isEmpty() && !holds(channel, parts)) {
            counted.addAll(parts);
        } else {
            counted.add(channel);
        }
    }

    private boolean holds(EnergyChannel board, List<EnergyChannel> parts) {
        double whole = board.joules().increase();
        double sum = parts.stream().mapToDouble(c -> c.joules().increase()).sum();
        if (whole >= sum * (1 - BOARD_TOLERANCE) - BOARD_TOLERANCE_JOULES && (!isDead(board) || sum == 0)) {
            return true;
        }
        doubts.add(String.format(
                Locale.ROOT,
                "%s told %.1f J and its parts %.1f J: it does not hold them, so the parts were added instead.",
                board.channel().id(),
                whole,
                sum));
        return false;
    }

    private boolean isTwin(EnergyChannel channel) {
        Channel self = channel.channel();
        if (self.tellsAgain()) {
            return false;
        }
        for (EnergyChannel other : all) {
            if (mayRepeat(channel, other) && agree(channel, other)) {
                twins.put(self.id(), other.channel().id());
                doubts.add(self.id() + " told the same joules as "
                        + other.channel().id()
                        + " all the time: it is the same counter under another name and was counted once.");
                return true;
            }
        }
        return false;
    }

    /** Of several that may be one, each is held against every one before it: four cards on two modules tell each twice. */
    private boolean mayRepeat(EnergyChannel channel, EnergyChannel other) {
        String first = channel.channel().mirrorOf();
        Channel candidate = other.channel();
        boolean isSibling = first != null && first.equals(candidate.mirrorOf()) && !candidate.tellsAgain();
        return candidate.id().equals(first)
                || isSibling && !twins.containsKey(candidate.id()) && all.indexOf(other) < all.indexOf(channel);
    }

    private boolean agree(EnergyChannel channel, EnergyChannel other) {
        Curve one = channel.joules();
        int intervals = 0;
        int same = 0;
        int from = 0;
        for (int i = 1; i < one.points(); i++) {
            if (one.nanos(i) - one.nanos(from) < SHORTEST_TWIN_NANOS) {
                continue;
            }
            double a = one.increase(one.nanos(from), one.nanos(i));
            double b = other.joules().increase(one.nanos(from), one.nanos(i));
            from = i;
            if (a > 0 || b > 0) {
                intervals++;
                same += Math.abs(a - b) <= TWIN_TOLERANCE * Math.max(a, b) ? 1 : 0;
            }
        }
        boolean alike = same >= TWIN_SHARE * intervals;
        if (alike && intervals > 0 && intervals < FEWEST_TWIN_INTERVALS) {
            doubts.add(channel.channel().id() + " and " + other.channel().id()
                    + " may be one counter under two names; the run was too short to tell, so both were counted.");
        }
        return alike && intervals >= FEWEST_TWIN_INTERVALS;
    }
}
