package io.powermeter.workloads.nn;

import io.powermeter.workloads.data.ImageShape;
import io.powermeter.workloads.data.LabeledImages;
import java.util.Random;

/** Images of seeded noise with labels 0, 1, 2... */
final class RandomImages {

    private RandomImages() {}

    /** As large as those of MNIST. */
    static LabeledImages of(int count) {
        return of(count, new ImageShape(1, 28, 28));
    }

    static LabeledImages of(int count, ImageShape shape) {
        byte[] pixels = new byte[count * shape.values()];
        new Random(count).nextBytes(pixels);
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) (i % LabeledImages.CLASSES);
        }
        return new LabeledImages(shape, pixels, labels);
    }
}
