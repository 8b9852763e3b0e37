package io.powermeter.workloads.mcmc;

import java.util.Arrays;

/** A proposal: some parameters of one layer, and what they would be. Made once and used again for every proposal. */
final class Move {

    private int layer;
    private int count;
    private int[] index = new int[16];
    private float[] before = new float[16];
    private float[] after = new float[16];

    /** Forgets the last proposal. */
    void begin(int layer) {
        this.layer = layer;
        this.count = 0;
    }

    /** Adds a parameter, behind those with lower numbers. */
    void add(int i, float from, float to) {
        if (count == index.length) {
            index = Arrays.copyOf(index, 2 * count);
            before = Arrays.copyOf(before, 2 * count);
            after = Arrays.copyOf(after, 2 * count);
        }
        index[count] = i;
        before[count] = from;
        after[count++] = to;
    }

    int layer() {
        return layer;
    }

    int count() {
        return count;
    }

    int index(int n) {
        return index[n];
    }

    float before(int n) {
        return before[n];
    }

    float after(int n) {
        return after[n];
    }

    /** The longest step of a parameter; NaN or infinite if one is. */
    float largest() {
        float largest = 0;
        for (int n = 0; n < count; n++) {
            largest = Math.max(largest, Math.abs(after[n] - before[n]));
        }
        return largest;
    }

    void applyTo(MovableLayer moved) {
        for (int n = 0; n < count; n++) {
            moved.set(index[n], after[n]);
        }
    }
}
