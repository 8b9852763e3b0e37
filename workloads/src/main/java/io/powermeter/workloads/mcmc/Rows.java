package io.powermeter.workloads.mcmc;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Rows of values, one value per sample, as they are and as they would be after a proposal.
 *
 * <p>A row that the proposal does not touch is one array, in both. So accepting and rejecting only move references, and a
 * rejected proposal leaves every bit as it was.
 */
final class Rows {

    /** (rows, samples) */
    final float[][] current;

    /** (rows, samples): the same arrays where nothing was touched. */
    final float[][] proposed;

    private final int[] touched;
    private final Deque<float[]> spare = new ArrayDeque<>();
    private int touchedCount;

    Rows(int rows, int samples) {
        this.current = new float[rows][samples];
        this.proposed = current.clone();
        this.touched = new int[rows];
    }

    /** A row of the proposal to be changed; at first it is as the current one. */
    float[] touch(int r) {
        if (!isTouched(r)) {
            float[] row = spare.isEmpty() ? new float[current[r].length] : spare.pop();
            System.arraycopy(current[r], 0, row, 0, row.length);
            proposed[r] = row;
            touched[touchedCount++] = r;
        }
        return proposed[r];
    }

    boolean isTouched(int r) {
        return proposed[r] != current[r];
    }

    int touchedCount() {
        return touchedCount;
    }

    /** The rows touched, in the order in which they were: i from 0 to {@link #touchedCount} - 1. */
    int touched(int i) {
        return touched[i];
    }

    /** Makes the proposal current, or forgets it. */
    void settle(boolean accepted) {
        for (int i = 0; i < touchedCount; i++) {
            int r = touched[i];
            spare.push(accepted ? current[r] : proposed[r]);
            if (accepted) {
                current[r] = proposed[r];
            } else {
                proposed[r] = current[r];
            }
        }
        touchedCount = 0;
    }
}
