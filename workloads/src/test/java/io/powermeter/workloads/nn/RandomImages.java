package io.powermeter.workloads.nn;

import io.powermeter.workloads.data.LabeledImages;
import java.util.Random;

/** Images of seeded noise with labels 0, 1, 2... */
final class RandomImages {

    private RandomImages() {}

    static LabeledImages of(int count) {
        byte[] pixels = new byte[count * LabeledImages.PIXELS];
        new Random(count).nextBytes(pixels);
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) (i % LabeledImages.CLASSES);
        }
        return new LabeledImages(pixels, labels);
    }
}
