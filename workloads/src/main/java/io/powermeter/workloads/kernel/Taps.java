package io.powermeter.workloads.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;

/**
 * Along one axis of the maps, lines or columns: where the taps of a kernel lead from each place.
 *
 * @param kind (places): places of one kind have the same taps, leading equally far from their bases
 * @param base (places): the coordinate in the source that a place is counted from
 * @param distance (kinds)(K): from the base to where the tap leads, or {@link #NOWHERE}
 */
record Taps(int[] kind, int[] base, List<List<Integer>> distance) {

    /** A tap that leads outside, or between two places. */
    static final int NOWHERE = Integer.MIN_VALUE;

    /** From places of the output to the input. */
    static Taps forward(LinearShape s, int places, int inputs) {
        return of(places, s.kernel(), o -> o * s.stride() - s.padding(), (o, tap) -> {
            int i = o * s.stride() - s.padding() + tap;
            return i >= 0 && i < inputs ? i : NOWHERE;
        });
    }

    /** From places of the input to the outputs that see them. */
    static Taps backward(LinearShape s, int places, int outputs) {
        return of(places, s.kernel(), i -> (i + s.padding()) / s.stride(), (i, tap) -> {
            int o = (i + s.padding() - tap) / s.stride();
            boolean seen = o * s.stride() == i + s.padding() - tap && o >= 0 && o < outputs;
            return seen ? o : NOWHERE;
        });
    }

    private static Taps of(int places, int taps, IntUnaryOperator baseOf, IntBinaryOperator leadsTo) {
        int[] kind = new int[places];
        int[] base = new int[places];
        List<List<Integer>> kinds = new ArrayList<>();
        for (int place = 0; place < places; place++) {
            base[place] = baseOf.applyAsInt(place);
            List<Integer> distance = new ArrayList<>();
            for (int tap = 0; tap < taps; tap++) {
                int to = leadsTo.applyAsInt(place, tap);
                distance.add(to == NOWHERE ? NOWHERE : to - base[place]);
            }
            if (!kinds.contains(distance)) {
                kinds.add(distance);
            }
            kind[place] = kinds.indexOf(distance);
        }
        return new Taps(kind, base, kinds);
    }

    int places() {
        return kind.length;
    }

    /** The place after the last that is of one kind with {@code from}, each base one further than the one before. */
    int endOfStretch(int from) {
        int end = from + 1;
        while (end < places() && kind[end] == kind[from] && base[end] == base[end - 1] + 1) {
            end++;
        }
        return end;
    }
}
