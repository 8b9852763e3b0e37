package io.powermeter.workloads.kernel;

/** The kernels as their javadoc says them: one loop per index, nothing else. Slow, and hard to get wrong. */
public final class Naive {

    private Naive() {}

    public static void denseForward(float[][] x, float[][] w, float[] bias, float[][] y, int batch) {
        for (int o = 0; o < w.length; o++) {
            for (int b = 0; b < batch; b++) {
                double sum = bias[o];
                for (int i = 0; i < x.length; i++) {
                    sum += (double) w[o][i] * x[i][b];
                }
                y[o][b] = (float) sum;
            }
        }
    }

    public static void denseBackwardInput(float[][] dy, float[][] w, float[][] dx, int batch) {
        for (int i = 0; i < dx.length; i++) {
            for (int b = 0; b < batch; b++) {
                double sum = 0;
                for (int o = 0; o < w.length; o++) {
                    sum += (double) w[o][i] * dy[o][b];
                }
                dx[i][b] = (float) sum;
            }
        }
    }

    public static void denseBackwardWeight(float[][] x, float[][] dy, float[][] dw, float[] dbias, int batch) {
        for (int o = 0; o < dw.length; o++) {
            for (int i = 0; i < x.length; i++) {
                double sum = 0;
                for (int b = 0; b < batch; b++) {
                    sum += (double) dy[o][b] * x[i][b];
                }
                dw[o][i] = (float) sum;
            }
            double sum = 0;
            for (int b = 0; b < batch; b++) {
                sum += dy[o][b];
            }
            dbias[o] = (float) sum;
        }
    }

    public static void convolutionForward(
            Convolution s, float[][] x, float[][] w, float[] bias, float[][] y, int batch) {
        int k = s.kernel();
        for (int f = 0; f < s.filters(); f++) {
            for (int oy = 0; oy < s.outHeight(); oy++) {
                for (int ox = 0; ox < s.outWidth(); ox++) {
                    for (int b = 0; b < batch; b++) {
                        double sum = bias[f];
                        for (int c = 0; c < s.channels(); c++) {
                            for (int ky = 0; ky < k; ky++) {
                                for (int kx = 0; kx < k; kx++) {
                                    float input = x[c * s.height() + oy + ky][(ox + kx) * batch + b];
                                    sum += (double) w[f][(c * k + ky) * k + kx] * input;
                                }
                            }
                        }
                        y[f * s.outHeight() + oy][ox * batch + b] = (float) sum;
                    }
                }
            }
        }
    }

    public static void convolutionBackwardInput(Convolution s, float[][] dy, float[][] w, float[][] dx, int batch) {
        int k = s.kernel();
        for (int c = 0; c < s.channels(); c++) {
            for (int iy = 0; iy < s.height(); iy++) {
                for (int ix = 0; ix < s.width(); ix++) {
                    for (int b = 0; b < batch; b++) {
                        double sum = 0;
                        for (int f = 0; f < s.filters(); f++) {
                            for (int oy = Math.max(0, iy - k + 1); oy <= Math.min(iy, s.outHeight() - 1); oy++) {
                                for (int ox = Math.max(0, ix - k + 1); ox <= Math.min(ix, s.outWidth() - 1); ox++) {
                                    float weight = w[f][(c * k + iy - oy) * k + ix - ox];
                                    sum += (double) weight * dy[f * s.outHeight() + oy][ox * batch + b];
                                }
                            }
                        }
                        dx[c * s.height() + iy][ix * batch + b] = (float) sum;
                    }
                }
            }
        }
    }

    public static void convolutionBackwardWeight(
            Convolution s, float[][] x, float[][] dy, float[][] dw, float[] dbias, int batch) {
        int k = s.kernel();
        for (int f = 0; f < s.filters(); f++) {
            for (int t = 0; t < s.taps(); t++) {
                int c = t / (k * k), ky = t / k % k, kx = t % k;
                double sum = 0;
                for (int oy = 0; oy < s.outHeight(); oy++) {
                    for (int ox = 0; ox < s.outWidth(); ox++) {
                        for (int b = 0; b < batch; b++) {
                            float input = x[c * s.height() + oy + ky][(ox + kx) * batch + b];
                            sum += (double) dy[f * s.outHeight() + oy][ox * batch + b] * input;
                        }
                    }
                }
                dw[f][t] = (float) sum;
            }
            double sum = 0;
            for (int oy = 0; oy < s.outHeight(); oy++) {
                for (int j = 0; j < s.outWidth() * batch; j++) {
                    sum += dy[f * s.outHeight() + oy][j];
                }
            }
            dbias[f] = (float) sum;
        }
    }
}
