package io.powermeter.workloads.data;

/** Images to learn from, and others of the same shape to test with. */
public record Dataset(LabeledImages train, LabeledImages test) {

    /** The same with the first of the images to learn from, so many of them or all there are. */
    public Dataset withFirst(int most) {
        return new Dataset(train.first(most), test);
    }
}
