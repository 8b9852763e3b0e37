package io.powermeter.workloads.kernel;

/**
 * Softmax of the logits and its cross-entropy against the labels.
 *
 * <p>The logits z are (classes, B), the labels (B). The largest logit of a sample is subtracted before exp, which changes
 * nothing but keeps it finite. {@code StrictMath}, because the last bit of {@code Math.exp} may differ between machines.
 */
public final class SoftmaxCrossEntropy {

    private SoftmaxCrossEntropy() {}

    /** Sum over the samples of {@code log(sum over c of exp(z[c])) - z[label]}; NaN if any logit of the batch is NaN. */
    public static double loss(float[][] z, int[] labels, int batch) {
        double loss = 0;
        for (int b = 0; b < batch; b++) {
            float max = largest(z, b);
            loss += StrictMath.log(sumOfExp(z, b, max)) - (z[labels[b]][b] - max);
        }
        return loss;
    }

    /**
     * Gradient of the mean loss: {@code dz[c][b] = (softmax(z)[c][b] - (c == labels[b] ? 1 : 0)) / batch}.
     *
     * <p>Tiny values become 0: a confident network would send denormals back through all its layers.
     */
    public static void backward(float[][] z, int[] labels, float[][] dz, int batch) {
        for (int b = 0; b < batch; b++) {
            float max = largest(z, b);
            double sum = sumOfExp(z, b, max);
            for (int c = 0; c < z.length; c++) {
                double probability = StrictMath.exp(z[c][b] - max) / sum;
                dz[c][b] = Denormals.flush((float) ((probability - (c == labels[b] ? 1 : 0)) / batch));
            }
        }
    }

    /** How many samples have their largest logit at their label; of equal logits the first counts. */
    public static int correct(float[][] z, int[] labels, int batch) {
        int correct = 0;
        for (int b = 0; b < batch; b++) {
            int best = 0;
            for (int c = 1; c < z.length; c++) {
                best = z[c][b] > z[best][b] ? c : best;
            }
            correct += best == labels[b] ? 1 : 0;
        }
        return correct;
    }

    private static float largest(float[][] z, int b) {
        float max = z[0][b];
        for (int c = 1; c < z.length; c++) {
            max = Math.max(max, z[c][b]);
        }
        return max;
    }

    private static double sumOfExp(float[][] z, int b, float max) {
        double sum = 0;
        for (float[] logits : z) {
            sum += StrictMath.exp(logits[b] - max);
        }
        return sum;
    }
}
