package io.powermeter.workloads;

import io.powermeter.workloads.data.Dataset;
import io.powermeter.workloads.data.LabeledImages;
import io.powermeter.workloads.data.Mnist;
import io.powermeter.workloads.nn.Architecture;
import io.powermeter.workloads.nn.Model;
import io.powermeter.workloads.nn.Network;
import io.powermeter.workloads.nn.Weights;
import io.powermeter.workloads.nn.Workers;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Trains a network by mini-batch stochastic gradient descent with momentum, and tests it after every epoch.
 *
 * <p>The images are shuffled anew for every epoch; the last, shorter batch is used too. The same settings and data give
 * the same losses, bit for bit, on one machine and on the next.
 */
public final class Sgd {

    private final Settings settings;

    /** Prepares a run; nothing is read before {@link #run}. */
    public Sgd(Settings settings) {
        this.settings = settings;
    }

    /**
     * What to train and how.
     *
     * @param epochs passes over the training images, 1 to 1000
     * @param batch images per step, 1 to 1024
     * @param learningRate above 0
     * @param momentum 0 or more, below 1
     * @param seed of the first weights and of the order of the images
     * @param data folder of the four MNIST files; empty for the bundled subset
     */
    public record Settings(
            Model model, int epochs, int batch, double learningRate, double momentum, long seed, Optional<Path> data) {

        /** LeNet-5 for 2 epochs on the bundled images: about 20 seconds of work for one core. */
        public static final Settings DEFAULT = new Settings(Model.LENET5, 2, 64, 0.03, 0.9, 1, Optional.empty());

        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if a value is out of its range; the message names it and the range
         */
        public Settings {
            require(epochs >= 1 && epochs <= 1000, "epochs", epochs, "1 to 1000");
            require(batch >= 1 && batch <= 1024, "batch", batch, "1 to 1024");
            require(learningRate > 0 && Double.isFinite(learningRate), "lr", learningRate, "any number above 0");
            require(momentum >= 0 && momentum < 1, "momentum", momentum, "0 or more, below 1");
        }

        private static void require(boolean allowed, String what, Number value, String range) {
            if (!allowed) {
                throw new IllegalArgumentException(what + " is " + value + ", allowed is " + range + ".");
            }
        }
    }

    /**
     * How a run ended.
     *
     * @param loss mean cross-entropy of the last epoch's training images, in nats, each as seen before its step
     * @param accuracy share of the test images classified rightly, 0 to 1
     * @param samples training images processed, over all epochs
     */
    public record Result(double loss, double accuracy, long samples) {}

    /**
     * Loads the data, trains and tests.
     *
     * <p>The listener hears the phases {@code load}, then {@code train} and {@code test} for each epoch; after each epoch
     * the metrics {@code loss}, {@code accuracy} and {@code samples}, as in {@link Result}; and the progress in batches,
     * training and test, of the whole run.
     *
     * @throws io.powermeter.workloads.data.UnusableDataException if the data cannot be used; then nothing was trained
     * @throws DivergedException if the loss is not finite any more
     */
    public Result run(TrainingListener listener) {
        Dataset images =
                phase(listener, "load", () -> settings.data.map(Mnist::in).orElseGet(Mnist::bundled));
        try (Workers workers = new Workers(1)) {
            return new Training(settings, images, workers, listener).run();
        }
    }

    private static <T> T phase(TrainingListener listener, String name, Supplier<T> work) {
        listener.phaseBegin(name);
        try {
            return work.get();
        } finally {
            listener.phaseEnd(name);
        }
    }

    /** One run, from fresh weights on. */
    private static final class Training {
        private final Settings settings;
        private final Dataset data;
        private final TrainingListener listener;
        private final Random random;
        private final Network network;
        private final int[] trainOrder;
        private final int[] testOrder;
        private long batchesDone;

        Training(Settings settings, Dataset data, Workers workers, TrainingListener listener) {
            this.settings = settings;
            this.data = data;
            this.listener = listener;
            this.random = new Random(settings.seed);
            Architecture architecture = settings.model.architecture(data.train().shape());
            this.network = new Network(architecture, Weights.uniform(architecture, random), settings.batch, workers);
            this.trainOrder = IntStream.range(0, data.train().count()).toArray();
            this.testOrder = IntStream.range(0, data.test().count()).toArray();
        }

        Result run() {
            Result result = epoch(1);
            for (int epoch = 2; epoch <= settings.epochs; epoch++) {
                result = epoch(epoch);
            }
            return result;
        }

        private Result epoch(int epoch) {
            double loss = phase(listener, "train", () -> train(epoch));
            double accuracy = phase(listener, "test", this::test);
            Result result = new Result(loss, accuracy, (long) epoch * trainOrder.length);
            listener.metric("loss", result.loss);
            listener.metric("accuracy", result.accuracy);
            listener.metric("samples", result.samples);
            return result;
        }

        private double train(int epoch) {
            shuffle();
            LabeledImages images = data.train();
            double sum = 0;
            for (int from = 0; from < images.count(); from += settings.batch) {
                int size = Math.min(settings.batch, images.count() - from);
                double loss = network.train(images, trainOrder, from, size, settings.learningRate, settings.momentum);
                requireFinite(loss, epoch, from / settings.batch + 1);
                sum += loss;
                countBatch();
            }
            return sum / images.count();
        }

        private double test() {
            LabeledImages images = data.test();
            int correct = 0;
            for (int from = 0; from < images.count(); from += settings.batch) {
                correct += network.correct(images, testOrder, from, Math.min(settings.batch, images.count() - from));
                countBatch();
            }
            return (double) correct / images.count();
        }

        /** Fisher-Yates. */
        private void shuffle() {
            for (int i = trainOrder.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int swapped = trainOrder[i];
                trainOrder[i] = trainOrder[j];
                trainOrder[j] = swapped;
            }
        }

        private void requireFinite(double loss, int epoch, int batch) {
            if (!Double.isFinite(loss)) {
                throw new DivergedException("Training diverged: the loss is " + loss + " in epoch " + epoch + ", batch "
                        + batch + ", with learning rate " + settings.learningRate + ". Try a lower --lr.");
            }
        }

        private void countBatch() {
            long perEpoch = batches(trainOrder.length) + batches(testOrder.length);
            listener.progress(++batchesDone, perEpoch * settings.epochs);
        }

        private long batches(int images) {
            return (images + settings.batch - 1) / settings.batch;
        }
    }
}
