package io.powermeter.workloads.nn;

/**
 * What flows between two layers: a value per channel, line, column and sample, and the loss's gradient for each.
 *
 * <p>Both are {@code float[channels * height][width * batch]}, see the package {@code kernel}. Plain features are
 * channels of height and width 1.
 */
final class Activation {

    final int channels;
    final int height;
    final int width;
    final float[][] value;
    final float[][] gradient;

    Activation(int channels, int height, int width, int batch) {
        this.channels = channels;
        this.height = height;
        this.width = width;
        this.value = new float[channels * height][width * batch];
        this.gradient = new float[channels * height][width * batch];
    }

    int features() {
        return channels * height * width;
    }
}
