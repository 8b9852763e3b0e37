package io.powermeter.workloads.kernel;

/** Gives every place of a map a row of its own: (R, W, B) as {@code float[R][W*B]} against {@code float[R*W][B]}. */
public final class Flatten {

    private Flatten() {}

    /** {@code features[r*W + x][b] = maps[r][x*B + b]}. */
    public static void forward(float[][] maps, float[][] features, int width, int batch) {
        for (int i = 0; i < features.length; i++) {
            System.arraycopy(maps[i / width], i % width * batch, features[i], 0, batch);
        }
    }

    /** {@code maps[r][x*B + b] = features[r*W + x][b]}. */
    public static void backward(float[][] features, float[][] maps, int width, int batch) {
        for (int i = 0; i < features.length; i++) {
            System.arraycopy(features[i], 0, maps[i / width], i % width * batch, batch);
        }
    }
}
