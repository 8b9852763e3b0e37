package io.powermeter.workloads;

import io.powermeter.workloads.data.LabeledImages;

/** What tells the class of images, a batch at a time. */
@FunctionalInterface
interface Classifier {

    /** How many of the images at order[from] to order[from + batch - 1] it classifies rightly. */
    int correct(LabeledImages images, int[] order, int from, int batch);

    /** How many more of all images shown it classifies rightly, if it held some back. */
    default int finish() {
        return 0;
    }
}
