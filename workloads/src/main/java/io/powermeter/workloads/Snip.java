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
 * Prunes a network before it is trained, by a {@link Criterion}, trains what is left, and infers with it in all executions.
 */
public final class Snip {

    private final Settings settings;
    private final Warmup warmup;

    /** Prepares a run; nothing is read before {@link #run}. */
    public Snip(Settings settings) {
        this(settings, Warmup.timed());
    }

    Snip(Settings settings, Warmup warmup) {
        this.settings = settings;
        this.warmup = warmup;
    }

    /**
     * What to prune and train, and how.
     *
     * @param architecture for images of the data's shape
     */
    public record Settings(
            Architecture architecture,
            DataSource data,
            TrainingSettings training,
            Criterion criterion,
            SparsitySettings pruning) {

        /** How to train by default: ten epochs, the rate going down from 0.1. */
        public static final TrainingSettings TRAINING = new TrainingSettings(10, 64, 0.1, Schedule.COSINE, 0.9, 1, 1);

        /** LeNet-300-100 with 2 % of its weights, on the bundled images. */
        public static final Settings DEFAULT = new Settings(
                Model.LENET300.architecture(DataSource.BUNDLED.format().shape()),
                DataSource.BUNDLED,
                TRAINING,
                Criterion.SNIP,
                SparsitySettings.DEFAULT);

        /**
         * Checks that images and blocks fit the network.
         *
         * @throws IllegalArgumentException if they do not; the message says which and why
         */
        public Settings {
            Allowed.requireImages(architecture, data);
            pruning.all(architecture);
        }
    }

    /**
     * Loads the data, prunes, trains, tests and infers; what is measured is warmed up on copies before.
     *
     * <p>The listener hears the phases {@code load}, {@code warmup}, {@code prune} and {@code warmup}, then what {@code sgd} tells of
     * training; the metrics {@code kept}, the number of weights, and {@code multiplications}, those of one image; and then
     * phases of inference.
     *
     * @throws io.powermeter.workloads.data.UnusableDataException if the data cannot be used; then nothing was trained
     * @throws DivergedException if the loss is not finite any more
     */
    public PrunedResult run(TrainingListener listener) {
        Telemetry telemetry = Telemetry.of(settings, listener);
        Dataset images = telemetry.load(settings.data::load);
        try (Workers workers = new Workers(settings.training.threads())) {
            Random random = new Random(settings.training.seed());
            List<Weights> unpruned = Weights.uniform(settings.architecture, random);
            warmup.run(telemetry, () -> choose(Weights.scaled(unpruned, 1), images, new Random(0), workers));
            Masks masks = telemetry.phase("prune", () -> choose(unpruned, images, random, workers));
            Training.warmUp(warmup, telemetry, images, settings.training.batch(), learner(unpruned, masks, workers));
            PrunedLearner learner = learner(beginning(unpruned), masks, workers);
            Training training = new Training(settings.training, images, learner, random, telemetry);
            PrunedInference inference = new PrunedInference(
                    settings.architecture,
                    masks.ofBlocks(),
                    settings.training.batch(),
                    settings.pruning.inferences(),
                    images.test(),
                    workers,
                    warmup,
                    telemetry);
            TrainingResult result = training.run();
            return inference.run(result, unpruned, masks, learner.weights());
        }
    }

    private Masks choose(List<Weights> weights, Dataset images, Random random, Workers workers) {
        return new Sensitivity(settings.architecture, weights, images.train(), random, workers)
                .choose(
                        settings.criterion,
                        settings.pruning.all(settings.architecture),
                        settings.pruning.kept(settings.architecture));
    }

    private PrunedLearner learner(List<Weights> weights, Masks masks, Workers workers) {
        return new PrunedLearner(
                settings.architecture, settings.training, workers, weights, masks, settings.pruning.execution());
    }

    /** A random choice leaves less of the signal, which the weights make up for. */
    private List<Weights> beginning(List<Weights> unpruned) {
        return settings.criterion == Criterion.RANDOM
                ? Weights.scaled(unpruned, 1 / Math.sqrt(1 - settings.pruning.sparsity()))
                : unpruned;
    }
}
