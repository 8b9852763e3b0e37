package io.powermeter.workloads.data;

import java.util.Locale;

/** The formats that can be read, each with the shape of its images. All have ten classes. */
public enum DataFormat {
    /** Four IDX files of 28 x 28 grey images: MNIST and its relatives. */
    MNIST(new ImageShape(1, 28, 28)),

    /** Six binary files of 32 x 32 colour images. */
    CIFAR10(new ImageShape(3, 32, 32));

    private final ImageShape shape;

    DataFormat(ImageShape shape) {
        this.shape = shape;
    }

    /** Channels, lines and columns of every image. */
    public ImageShape shape() {
        return shape;
    }

    /** The name in lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
