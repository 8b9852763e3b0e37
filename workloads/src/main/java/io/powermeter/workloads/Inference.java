package io.powermeter.workloads;

import io.powermeter.workloads.data.LabeledImages;
import java.util.stream.IntStream;

/**
 * Classifies a fixed number of images in a phase of its own: the joules of such phases compare, image for image.
 *
 * <p>The images are the test images, again from the first where there are fewer. Each phase is preceded by a warm-up outside
 * of it, ends with the metric {@code samples}, and is followed by the metric {@code PHASE.accuracy}. Progress is by the
 * batch.
 */
final class Inference {

    private final Telemetry telemetry;
    private final Warmup warmup;
    private final LabeledImages images;
    private final int[] order;
    private final int batch;

    /** Classifies {@code count} images, in batches; announces those of so many phases to the telemetry. */
    Inference(Telemetry telemetry, Warmup warmup, LabeledImages images, int count, int batch, int phases) {
        this.telemetry = telemetry;
        this.warmup = warmup;
        this.images = images;
        this.order = IntStream.range(0, count).map(i -> i % images.count()).toArray();
        this.batch = batch;
        telemetry.expect((long) phases * ((count + batch - 1) / batch));
    }

    /** Measures a classifier; returns its accuracy, 0 to 1. */
    double run(String phase, Classifier classifier) {
        warmup.run(telemetry, () -> classifier.correct(images, order, 0, Math.min(batch, order.length)));
        classifier.finish();
        double accuracy = telemetry.phase(phase, () -> accuracy(classifier));
        telemetry.metric(phase + ".accuracy", accuracy);
        return accuracy;
    }

    private double accuracy(Classifier classifier) {
        int correct = 0;
        for (int from = 0; from < order.length; from += batch) {
            correct += classifier.correct(images, order, from, Math.min(batch, order.length - from));
            telemetry.step();
        }
        correct += classifier.finish();
        telemetry.metric("samples", order.length);
        return (double) correct / order.length;
    }
}
