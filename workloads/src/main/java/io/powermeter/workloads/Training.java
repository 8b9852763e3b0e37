package io.powermeter.workloads;

import io.powermeter.workloads.data.Dataset;
import io.powermeter.workloads.data.LabeledImages;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The loop that methods of training share: epochs over shuffled images in batches, the last, shorter batch too, and a test
 * after each epoch.
 *
 * <p>The listener hears the phases {@code train} and {@code test} for each epoch, at the end of {@code train} the metric
 * {@code samples}, the images of the epoch, after {@code test} the metrics {@code loss} and {@code accuracy} of
 * {@link TrainingResult}, and progress by the batch.
 */
final class Training {

    private final TrainingSettings settings;
    private final Dataset data;
    private final Learner learner;
    private final Random random;
    private final Telemetry telemetry;
    private final int[] trainOrder;
    private final int[] testOrder;

    /** Announces its batches to the telemetry; the order of the images is drawn from {@code random}. */
    Training(TrainingSettings settings, Dataset data, Learner learner, Random random, Telemetry telemetry) {
        this.settings = settings;
        this.data = data;
        this.learner = learner;
        this.random = random;
        this.telemetry = telemetry;
        this.trainOrder = inOrder(data.train());
        this.testOrder = inOrder(data.test());
        telemetry.expect(settings.epochs() * (batches(trainOrder.length) + batches(testOrder.length)));
    }

    /** Warms up on a learner that is thrown away: it makes steps of no length, so it stays as it is. */
    static void warmUp(Warmup warmup, Telemetry telemetry, Dataset data, int batch, Learner copy) {
        int[] order = inOrder(data.train());
        int size = Math.min(batch, order.length);
        warmup.run(telemetry, () -> {
            copy.train(data.train(), order, 0, size, 0);
            copy.correct(data.train(), order, 0, size);
        });
    }

    private static int[] inOrder(LabeledImages images) {
        return IntStream.range(0, images.count()).toArray();
    }

    /**
     * Trains and tests for all epochs.
     *
     * @throws DivergedException if the loss is not finite any more
     */
    TrainingResult run() {
        TrainingResult result = epoch(1);
        for (int epoch = 2; epoch <= settings.epochs(); epoch++) {
            result = epoch(epoch);
        }
        return result;
    }

    private TrainingResult epoch(int epoch) {
        double loss = telemetry.phase("train", () -> train(epoch));
        if (epoch == settings.epochs()) {
            requireFiniteEnd();
        }
        double accuracy = telemetry.phase("test", this::test);
        TrainingResult result = new TrainingResult(loss, accuracy, (long) epoch * trainOrder.length);
        telemetry.metric("loss", result.loss());
        telemetry.metric("accuracy", result.accuracy());
        return result;
    }

    private double train(int epoch) {
        Shuffle.shuffle(trainOrder, random);
        LabeledImages images = data.train();
        double rate = settings.rate(epoch);
        double sum = 0;
        for (int from = 0; from < images.count(); from += settings.batch()) {
            int size = Math.min(settings.batch(), images.count() - from);
            double loss = learner.train(images, trainOrder, from, size, rate);
            requireFinite(loss, "in epoch " + epoch + ", batch " + (from / settings.batch() + 1), rate);
            sum += loss;
            telemetry.step();
        }
        telemetry.metric("samples", images.count());
        return sum / images.count();
    }

    private double test() {
        LabeledImages images = data.test();
        int correct = 0;
        for (int from = 0; from < images.count(); from += settings.batch()) {
            correct += learner.correct(images, testOrder, from, Math.min(settings.batch(), images.count() - from));
            telemetry.step();
        }
        return (double) correct / images.count();
    }

    /** Losses are those before each step: only one more shows what the last step did. */
    private void requireFiniteEnd() {
        int size = Math.min(settings.batch(), trainOrder.length);
        double loss = learner.loss(data.train(), trainOrder, trainOrder.length - size, size);
        requireFinite(loss, "after the last step", settings.rate(settings.epochs()));
    }

    private static void requireFinite(double loss, String when, double rate) {
        if (!Double.isFinite(loss)) {
            throw new DivergedException("Training diverged: the loss is " + loss + " " + when + ", with learning rate "
                    + rate + ". Try a lower --lr.");
        }
    }

    private long batches(int images) {
        return (images + settings.batch() - 1) / settings.batch();
    }
}
