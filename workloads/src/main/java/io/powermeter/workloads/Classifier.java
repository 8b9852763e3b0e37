package io.powermeter.workloads;

import io.powermeter.workloads.data.LabeledImages;
import java.util.stream.IntStream;

/** What tells the class of images, a batch at a time. */
@FunctionalInterface
interface Classifier {

    /** How many of the images at order[from] to order[from + batch - 1] it classifies rightly. */
    int correct(LabeledImages images, int[] order, int from, int batch);

    /** How many more of all images shown it classifies rightly, if it held some back. */
    default int finish() {
        return 0;
    }

    /** Share of the images it classifies rightly, 0 to 1. */
    default double accuracy(LabeledImages images, int batch) {
        int[] order = IntStream.range(0, images.count()).toArray();
        int correct = 0;
        for (int from = 0; from < order.length; from += batch) {
            correct += correct(images, order, from, Math.min(batch, order.length - from));
        }
        return (double) (correct + finish()) / order.length;
    }
}
