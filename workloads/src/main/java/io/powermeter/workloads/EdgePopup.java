package io.powermeter.workloads;

import io.powermeter.workloads.data.DataSource;
import io.powermeter.workloads.data.Dataset;
import io.powermeter.workloads.nn.Architecture;
import io.powermeter.workloads.nn.Masks;
import io.powermeter.workloads.nn.Model;
import io.powermeter.workloads.nn.Weights;
import io.powermeter.workloads.nn.Workers;
import java.util.List;
import java.util.Random;

/**
 * Trains no weight: finds in a network of random weights those that make a good network by themselves, and infers with it.
 *
 * <p>After Ramanujan, Wortsman, Kembhavi, Farhadi and Rastegari 2020 (edge-popup): each weight has a score that is trained,
 * and in each layer the weights with the largest scores are used. There are no biases.
 */
public final class EdgePopup {

    private final Settings settings;
    private final Warmup warmup;

    /** Prepares a run; nothing is read before {@link #run}. */
    public EdgePopup(Settings settings) {
        this(settings, Warmup.timed());
    }

    EdgePopup(Settings settings, Warmup warmup) {
        this.settings = settings;
        this.warmup = warmup;
    }

    /**
     * In what to search, and how.
     *
     * @param architecture for images of the data's shape
     * @param training of the scores
     * @param keep share of each layer's weights that is used, above 0, below 1
     * @param inferences images to classify in each execution after training
     */
    public record Settings(
            Architecture architecture, DataSource data, TrainingSettings training, double keep, int inferences) {

        /** How to train by default: ten epochs, the rate going down from 0.1. */
        public static final TrainingSettings TRAINING = new TrainingSettings(10, 64, 0.1, Schedule.COSINE, 0.9, 1, 1);

        /** Half of LeNet-300-100, on the bundled images. */
        public static final Settings DEFAULT = new Settings(
                Model.LENET300.architecture(DataSource.BUNDLED.format().shape()),
                DataSource.BUNDLED,
                TRAINING,
                0.5,
                SparsitySettings.DEFAULT.inferences());

        /**
         * Checks the ranges, and that the images fit the network.
         *
         * @throws IllegalArgumentException if they do not; the message says which and why
         */
        public Settings {
            Allowed.requireImages(architecture, data);
            Allowed.require(keep > 0 && keep < 1, "keep", keep, "above 0, below 1");
            Allowed.requireInferences(inferences);
        }
    }

    /**
     * Loads the data, warms up on a copy, trains the scores, tests and infers.
     *
     * <p>The listener hears what it hears of {@code sgd}, the metric {@code kept}, the number of weights, and phases of
     * inference, of which {@code infer-dense} is with all the random weights.
     *
     * @throws io.powermeter.workloads.data.UnusableDataException if the data cannot be used; then nothing was trained
     * @throws DivergedException if the loss is not finite any more
     */
    public PrunedResult run(TrainingListener listener) {
        Telemetry telemetry = Telemetry.of(settings, listener);
        Dataset images = telemetry.load(settings.data::load);
        try (Workers workers = new Workers(settings.training.threads())) {
            Training.warmUp(warmup, telemetry, images, settings.training.batch(), learner(new Random(0), workers));
            Random random = new Random(settings.training.seed());
            ScoreLearner learner = learner(random, workers);
            Training training = new Training(settings.training, images, learner, random, telemetry);
            PrunedInference inference = new PrunedInference(
                    settings.architecture,
                    false,
                    settings.training.batch(),
                    settings.inferences,
                    images.test(),
                    workers,
                    warmup,
                    telemetry);
            TrainingResult result = training.run();
            List<Weights> unpruned = learner.weights();
            Masks masks = learner.masks();
            return inference.run(result, unpruned, masks, unpruned);
        }
    }

    private ScoreLearner learner(Random random, Workers workers) {
        return new ScoreLearner(settings.architecture, settings.training, settings.keep, random, workers);
    }
}
