package io.powermeter.workloads.kernel;

/**
 * Softmax of the logits and its cross-entropy against the labels.
 *
 * <p>The logits z are (classes, B), flat, and the labels (B); only the first {@code used} samples count. The largest logit of
 * a sample is subtracted before exp, which changes nothing but keeps it finite. {@code StrictMath}, because the last bit of
 * {@code Math.exp} may differ between machines.
 */
public final class SoftmaxCrossEntropy {

    private SoftmaxCrossEntropy() {}

    /** Sum over the samples of {@code log(sum over c of exp(z[c])) - z[label]}; NaN if any logit of the batch is NaN. */
    public static double loss(float[] z, int[] labels, int batch, int used) {
        double loss = 0;
        for (int b = 0; b < used; b++) {
            float max = largest(z, b, batch);
            loss += StrictMath.log(sumOfExp(z, b, batch, max)) - (z[labels[b] * batch + b] - max);
        }
        return loss;
    }

    /**
     * Gradient of the mean loss: {@code dz[c][b] = (softmax(z)[c][b] - (c == labels[b] ? 1 : 0)) / samples}, 0 for samples
     * that are not used.
     *
     * <p>Tiny values become 0: a confident network would send denormals back through all its layers.
     *
     * @param samples how many the mean is over, if the batch is shared out, more than are used here
     */
    public static void backward(float[] z, int[] labels, float[] dz, int batch, int used, int samples) {
        for (int b = 0; b < batch; b++) {
            float max = largest(z, b, batch);
            double sum = sumOfExp(z, b, batch, max);
            for (int c = 0, j = b; j < z.length; c++, j += batch) {
                double probability = StrictMath.exp(z[j] - max) / sum;
                double gradient = b < used ? (probability - (c == labels[b] ? 1 : 0)) / samples : 0;
                dz[j] = Denormals.flush((float) gradient);
            }
        }
    }

    /** {@code entropy[b] = -sum over c of p[c] * log(p[c])} of the softmax p, in nats: 0 if one class is certain. */
    public static void entropy(float[] z, double[] entropy, int batch, int used) {
        for (int b = 0; b < used; b++) {
            float max = largest(z, b, batch);
            double sum = 0;
            double weighted = 0;
            for (int j = b; j < z.length; j += batch) {
                double exp = StrictMath.exp(z[j] - max);
                sum += exp;
                weighted += exp * (z[j] - max);
            }
            entropy[b] = StrictMath.log(sum) - weighted / sum;
        }
    }

    /** The class of a sample's largest logit; of equal ones the first. */
    public static int predicted(float[] z, int b, int batch) {
        int best = b;
        for (int j = b + batch; j < z.length; j += batch) {
            best = z[j] > z[best] ? j : best;
        }
        return best / batch;
    }

    /** How many samples have their largest logit at their label; of equal logits the first counts. */
    public static int correct(float[] z, int[] labels, int batch, int used) {
        int correct = 0;
        for (int b = 0; b < used; b++) {
            correct += predicted(z, b, batch) == labels[b] ? 1 : 0;
        }
        return correct;
    }

    private static float largest(float[] z, int b, int batch) {
        float max = z[b];
        for (int j = b + batch; j < z.length; j += batch) {
            max = Math.max(max, z[j]);
        }
        return max;
    }

    private static double sumOfExp(float[] z, int b, int batch, float max) {
        double sum = 0;
        for (int j = b; j < z.length; j += batch) {
            sum += StrictMath.exp(z[j] - max);
        }
        return sum;
    }
}
