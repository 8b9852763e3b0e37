package io.powermeter.workloads.mcmc;

import io.powermeter.workloads.data.LabeledImages;
import io.powermeter.workloads.kernel.Backend;
import io.powermeter.workloads.kernel.SumOfLogs;
import io.powermeter.workloads.kernel.WeightedSum;
import java.util.Arrays;

/**
 * Softmax cross-entropy of some samples, of which only what a proposal touches is computed anew.
 *
 * <p>With logits {@code scale * z[c][n]} and any shift {@code m[n]} the loss of a sample is {@code log(sum over c of
 * exp(scale*z[c][n] - m[n])) + m[n] - scale*z[label][n]}. The exponentials are kept. The shift, once the largest logit,
 * stays until a sum leaves the range in which single precision is good for it; then the proposal gets a new one. Sums over
 * samples are in double precision: an acceptance rule multiplies the loss by up to a million.
 */
final class ClassLoss {

    private static final int CLASSES = LabeledImages.CLASSES;
    private static final float[] ONES = new float[CLASSES];

    static {
        Arrays.fill(ONES, 1f);
    }

    private final Backend backend;
    private final Rows logits;
    private final float scale;
    private final int[] classStart;
    private final int used;
    private final Rows exponentials;
    private final Rows shift;
    private final float[] sums;

    /** Sum of the logits at the label, for each class, and last the sum of the shifts. */
    private double[] parts = new double[CLASSES + 1];

    private double[] proposedParts = new double[CLASSES + 1];

    /**
     * @param logits (CLASSES, samples): the rows z
     * @param classStart the samples of label c are number classStart[c] to classStart[c + 1] - 1, without gaps
     */
    ClassLoss(Backend backend, Rows logits, float scale, int[] classStart, int samples) {
        this.backend = backend;
        this.logits = logits;
        this.scale = scale;
        this.classStart = classStart;
        this.used = classStart[CLASSES];
        this.exponentials = new Rows(CLASSES, samples);
        this.shift = new Rows(1, samples);
        this.sums = new float[samples];
    }

    /** Sum of the losses of the proposed logits; NaN if one of them is infinite or NaN. */
    double propose() {
        System.arraycopy(parts, 0, proposedParts, 0, parts.length);
        for (int c = 0; c < CLASSES; c++) {
            if (logits.isTouched(c)) {
                exponential(c);
                proposedParts[c] = scale * sum(logits.proposed[c], classStart[c], classStart[c + 1]);
            }
        }
        double logs = sumOfLogs();
        if (Double.isNaN(logs)) {
            recentre();
            logs = sumOfLogs();
        }
        double atLabels = 0;
        for (int c = 0; c < CLASSES; c++) {
            atLabels += proposedParts[c];
        }
        return logs + proposedParts[CLASSES] - atLabels;
    }

    private void exponential(int c) {
        backend.exponential(logits.proposed[c], scale, shift.proposed[0], exponentials.touch(c), sums.length);
    }

    /** The sums over the classes are taken anew each time: a difference would lose what is small beside the largest. */
    private double sumOfLogs() {
        Arrays.fill(sums, 0f);
        WeightedSum.add(sums, ONES, 0, exponentials.proposed, CLASSES, sums.length);
        return SumOfLogs.of(sums, used);
    }

    /** Shifts each sample by its largest logit, so that its sum is between 1 and the number of classes. */
    private void recentre() {
        float[] largest = shift.touch(0);
        Arrays.fill(largest, Float.NEGATIVE_INFINITY);
        for (float[] row : logits.proposed) {
            for (int j = 0; j < largest.length; j++) {
                largest[j] = Math.max(largest[j], scale * row[j]);
            }
        }
        proposedParts[CLASSES] = sum(largest, 0, used);
        for (int c = 0; c < CLASSES; c++) {
            exponential(c);
        }
    }

    private static double sum(float[] x, int from, int to) {
        double sum = 0;
        for (int j = from; j < to; j++) {
            sum += x[j];
        }
        return sum;
    }

    /** Makes the proposal current, or forgets it; the logits are settled by whom they belong to. */
    void settle(boolean accepted) {
        exponentials.settle(accepted);
        shift.settle(accepted);
        if (accepted) {
            double[] before = parts;
            parts = proposedParts;
            proposedParts = before;
        }
    }
}
