package io.powermeter.workloads.data;

/** Channels, lines and columns of an image or of the maps a layer makes of it. */
public record ImageShape(int channels, int height, int width) {

    /** Values of an image. */
    public int values() {
        return channels * height * width;
    }

    @Override
    public String toString() {
        return channels + " x " + height + " x " + width;
    }
}
