package io.powermeter.measurement;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One measured thing: the column of a recording.
 *
 * <p>What a channel is part of is said by its provider, from the meaning of the sensor, so that a total can be made once
 * and for all by adding the channels that are part of nothing.
 *
 * @param id unique in a run, {@code sampler/thing}, such as {@code rapl/package-0}
 * @param component the part of the machine
 * @param quantity the meaning and unit of the numbers
 * @param origin whether a sensor or a model makes the numbers
 * @param partOf the id of the channel that contains this one's energy, or null for a root
 * @param wrapsAt for a counter that starts again at 0: the value that it never reaches, in the quantity's unit; else null
 * @param mirrorOf the id of a channel that may be the same counter under another name (the dies of some packages); the
 *     two are counted once if their readings agree. If that channel is also the one that it is part of, the two certainly
 *     are the same thing told twice (a card's energy counter and its power): they are checked against each other. Else null
 */
public record Channel(
        String id,
        Component component,
        Quantity quantity,
        Origin origin,
        @Nullable String partOf,
        @Nullable Double wrapsAt,
        @Nullable String mirrorOf) {

    /** Ids are column heads and keys: no blanks, quotes or commas. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.:@+-]+(/[A-Za-z0-9_.:@+-]+)*");

    public Channel {
        Objects.requireNonNull(component, "component");
        Objects.requireNonNull(quantity, "quantity");
        Objects.requireNonNull(origin, "origin");
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("channel id \"" + id + "\" must match " + ID.pattern());
        }
        if (wrapsAt != null && !(wrapsAt > 0 && quantity.isCounter())) {
            throw new IllegalArgumentException(id + ": only a counter wraps, and at a value above 0, not " + wrapsAt);
        }
        if (id.equals(partOf) || id.equals(mirrorOf)) {
            throw new IllegalArgumentException(id + " cannot be part or mirror of itself");
        }
    }

    /** Returns a root channel whose counter never wraps. */
    public static Channel of(String id, Component component, Quantity quantity, Origin origin) {
        return new Channel(id, component, quantity, origin, null, null, null);
    }

    /** Returns this channel as a part of the channel {@code id}. */
    public Channel partOf(String id) {
        return new Channel(this.id, component, quantity, origin, id, wrapsAt, mirrorOf);
    }

    /** Returns this channel as a counter that starts again at 0 instead of reaching {@code value}. */
    public Channel wrapsAt(double value) {
        return new Channel(id, component, quantity, origin, partOf, value, mirrorOf);
    }

    /** Returns this channel as a possible twin of the channel {@code id}. */
    public Channel mirrorOf(String id) {
        return new Channel(this.id, component, quantity, origin, partOf, wrapsAt, id);
    }

    /** Returns whether this channel tells in another way what the channel that it is part of tells. */
    public boolean tellsAgain() {
        return mirrorOf != null && mirrorOf.equals(partOf);
    }

    /** Returns whether this channel tells energy, as a counter of joules or as a gauge of watts. */
    public boolean tellsEnergy() {
        return quantity == Quantity.ENERGY || quantity == Quantity.POWER;
    }
}
