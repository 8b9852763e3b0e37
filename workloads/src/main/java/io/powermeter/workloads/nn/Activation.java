package io.powermeter.workloads.nn;

import io.powermeter.workloads.data.ImageShape;

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
        this(channels, height, width, batch, new float[channels * height * width * batch]);
    }

    Activation(ImageShape shape, int batch) {
        this(shape.channels(), shape.height(), shape.width(), batch);
    }

    private Activation(int channels, int height, int width, int batch, float[] value) {
        this.channels = channels;
        this.height = height;
        this.width = width;
        this.batch = batch;
        this.value = value;
        this.gradient = new float[value.length];
    }

    /** The same values, not copied, with a gradient of its own. */
    Activation sameValues() {
        return new Activation(channels, height, width, batch, value);
    }
}
