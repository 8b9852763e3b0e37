package io.powermeter.workloads;

import io.powermeter.workloads.data.DataSource;
import io.powermeter.workloads.data.Dataset;
import io.powermeter.workloads.nn.Architecture;
import io.powermeter.workloads.nn.Model;
import io.powermeter.workloads.nn.Network;
import io.powermeter.workloads.nn.Weights;
import io.powermeter.workloads.nn.Workers;
import java.util.Random;

/**
 * Trains a network by mini-batch stochastic gradient descent with momentum, and tests it after every epoch.
 *
 * <p>The same settings and data give the same losses, bit for bit, with the same backend, vector width and number of threads.
 */
public final class Sgd {

    private final Settings settings;
    private final Warmup warmup;

    /** Prepares a run; nothing is read before {@link #run}. */
    public Sgd(Settings settings) {
        this(settings, Warmup.timed());
    }

    Sgd(Settings settings, Warmup warmup) {
        this.settings = settings;
        this.warmup = warmup;
    }

    /**
     * What to train and how.
     *
     * @param architecture for images of the data's shape
     */
    public record Settings(Architecture architecture, DataSource data, TrainingSettings training) {

        /** LeNet-5 for 2 epochs on the bundled images. */
        public static final Settings DEFAULT = new Settings(
                Model.LENET5.architecture(DataSource.BUNDLED.format().shape()),
                DataSource.BUNDLED,
                TrainingSettings.DEFAULT);

        /**
         * Checks that the images fit the network.
         *
         * @throws IllegalArgumentException if they do not
         */
        public Settings {
            Allowed.requireImages(architecture, data);
        }
    }

    /**
     * Loads the data, warms up on a copy, trains and tests.
     *
     * <p>The listener hears the phases {@code load} and {@code warmup}, then {@code train} and {@code test} for every epoch;
     * in {@code train} the metric {@code samples}, after {@code test} the metrics {@code loss} and {@code accuracy}; and the
     * progress in batches, training and test, of the whole run.
     *
     * @throws io.powermeter.workloads.data.UnusableDataException if the data cannot be used; then nothing was trained
     * @throws DivergedException if the loss is not finite any more
     */
    public TrainingResult run(TrainingListener listener) {
        Telemetry telemetry = Telemetry.of(settings, listener);
        Dataset images = telemetry.load(settings.data::load);
        try (Workers workers = new Workers(settings.training.threads())) {
            int batch = settings.training.batch();
            Training.warmUp(warmup, telemetry, images, batch, learner(new Random(0), workers));
            Random random = new Random(settings.training.seed());
            return new Training(settings.training, images, learner(random, workers), random, telemetry).run();
        }
    }

    private Learner learner(Random random, Workers workers) {
        Architecture architecture = settings.architecture;
        Network network =
                new Network(architecture, Weights.uniform(architecture, random), settings.training.batch(), workers);
        return Learner.of(network, settings.training.momentum());
    }
}
