package io.powermeter.workloads.nn;

/**
 * What flows between two layers: a value per channel, line, column and sample, and the loss's gradient for each.
 *
 * <p>Both are (channels, height, width, batch), flat. Plain features are channels of height and width 1.
 */
final class Activation {

    final int channels;
    final int height;
    final int width;
    final int batch;
    final float[] value;
    final float[] gradient;

    Activation(int channels, int height, int width, int batch) {
        this.channels = channels;
        this.height = height;
        this.width = width;
        this.batch = batch;
        this.value = new float[channels * height * width * batch];
        this.gradient = new float[value.length];
    }
}
