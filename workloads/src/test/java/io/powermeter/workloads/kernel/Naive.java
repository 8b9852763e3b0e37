package io.powermeter.workloads.kernel;

/**
 * {@link Linear} as its javadoc says it: one loop per index, sums in double precision. Slow, and hard to get wrong.
 *
 * <p>Takes batches of any size.
 */
public final class Naive implements Linear {

    private final LinearShape s;
    private final int batch;

    public Naive(LinearShape shape, int batch) {
        this.s = shape;
        this.batch = batch;
    }

    /** What one weight does: it takes a value of x to a value of y. */
    private interface Tap {
        void connects(int weight, int input, int output);
    }

    private void each(Tap tap) {
        int k = s.kernel();
        for (int f = 0; f < s.filters(); f++) {
            for (int oy = 0; oy < s.outHeight(); oy++) {
                for (int ox = 0; ox < s.outWidth(); ox++) {
                    for (int t = 0; t < s.taps(); t++) {
                        int c = t / (k * k);
                        int iy = oy * s.stride() + t / k % k - s.padding();
                        int ix = ox * s.stride() + t % k - s.padding();
                        if (iy >= 0 && iy < s.height() && ix >= 0 && ix < s.width()) {
                            int input = (c * s.height() + iy) * s.width() + ix;
                            tap.connects(f * s.taps() + t, input, (f * s.outHeight() + oy) * s.outWidth() + ox);
                        }
                    }
                }
            }
        }
    }

    @Override
    public void forward(float[] x, float[] w, float[] bias, float[] y) {
        double[] sum = new double[s.outputs() * batch];
        for (int j = 0; j < sum.length; j++) {
            sum[j] = bias[j / (s.places() * batch)];
        }
        each((weight, input, output) -> {
            for (int b = 0; b < batch; b++) {
                sum[output * batch + b] += (double) w[weight] * x[input * batch + b];
            }
        });
        store(sum, y);
    }

    @Override
    public void backwardInput(float[] dy, float[] w, float[] dx) {
        double[] sum = new double[s.inputs() * batch];
        each((weight, input, output) -> {
            for (int b = 0; b < batch; b++) {
                sum[input * batch + b] += (double) w[weight] * dy[output * batch + b];
            }
        });
        store(sum, dx);
    }

    @Override
    public void backwardWeight(float[] x, float[] dy, float[] dw, float[] dbias) {
        double[] sum = new double[s.weights()];
        each((weight, input, output) -> {
            for (int b = 0; b < batch; b++) {
                sum[weight] += (double) dy[output * batch + b] * x[input * batch + b];
            }
        });
        store(sum, dw);
        double[] biasSum = new double[s.filters()];
        for (int j = 0; j < s.outputs() * batch; j++) {
            biasSum[j / (s.places() * batch)] += dy[j];
        }
        store(biasSum, dbias);
    }

    private static void store(double[] from, float[] to) {
        for (int j = 0; j < from.length; j++) {
            to[j] = (float) from[j];
        }
    }
}
