package io.powermeter.workloads;

import io.powermeter.workloads.data.DataSource;
import io.powermeter.workloads.data.Dataset;
import io.powermeter.workloads.nn.Architecture;
import io.powermeter.workloads.nn.Execution;
import io.powermeter.workloads.nn.Masks;
import io.powermeter.workloads.nn.Model;
import io.powermeter.workloads.nn.Weights;
import io.powermeter.workloads.nn.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Trains a network, removes the weights that have become smallest in the whole network, and so on for several rounds; then
 * trains what is left, and infers with it in all executions.
 *
 * <p>After Han, Pool, Tran and Dally 2015. With rewinding each round begins with the first weights again, as in the search
 * for lottery tickets of Frankle and Carbin 2019.
 */
public final class Magnitude {

    private final Settings settings;
    private final Warmup warmup;

    /** Prepares a run; nothing is read before {@link #run}. */
    public Magnitude(Settings settings) {
        this(settings, Warmup.timed());
    }

    Magnitude(Settings settings, Warmup warmup) {
        this.settings = settings;
        this.warmup = warmup;
    }

    /**
     * What to prune and train, and how.
     *
     * @param architecture for images of the data's shape
     * @param training after the last round
     * @param rounds of training and pruning, 1 to 100; each keeps the same share of what the one before kept
     * @param roundEpochs passes over the training images in each round, 1 to 1000
     * @param rewind whether each round begins with the first weights
     */
    public record Settings(
            Architecture architecture,
            DataSource data,
            TrainingSettings training,
            int rounds,
            int roundEpochs,
            boolean rewind,
            SparsitySettings pruning) {

        /** How to train by default after the last round. */
        public static final TrainingSettings TRAINING = new TrainingSettings(4, 64, 0.05, Schedule.CONSTANT, 0.9, 1, 1);

        /** LeNet-300-100 down to 2 % of its weights in three rounds, on the bundled images. */
        public static final Settings DEFAULT = new Settings(
                Model.LENET300.architecture(DataSource.BUNDLED.format().shape()),
                DataSource.BUNDLED,
                TRAINING,
                3,
                2,
                false,
                SparsitySettings.DEFAULT);

        /**
         * Checks the ranges, and that images and blocks fit the network.
         *
         * @throws IllegalArgumentException if they do not; the message says which and why
         */
        public Settings {
            Allowed.requireImages(architecture, data);
            Allowed.require(rounds >= 1 && rounds <= 100, "rounds", rounds, "1 to 100");
            Allowed.require(roundEpochs >= 1 && roundEpochs <= 1000, "round-epochs", roundEpochs, "1 to 1000");
            pruning.all(architecture);
        }

        /** Weights kept after a round, counted from 1: the same share each time. */
        int keptAfter(int round) {
            int all = pruning.all(architecture).kept();
            return (int) Math.round(all * Math.pow((double) pruning.kept(architecture) / all, (double) round / rounds));
        }
    }

    /**
     * Loads the data, warms up on a copy, trains and prunes for all rounds, trains what is left, tests and infers.
     *
     * <p>The listener hears the phases {@code load} and {@code warmup}; for each round what {@code sgd} tells of training,
     * then the phase {@code prune} and the metric {@code kept}, the number of weights; training again; and then phases of
     * inference, of which {@code infer-dense} is with the weights as trained in the first round.
     *
     * @throws io.powermeter.workloads.data.UnusableDataException if the data cannot be used; then nothing was trained
     * @throws DivergedException if the loss is not finite any more
     */
    public PrunedResult run(TrainingListener listener) {
        Telemetry telemetry = Telemetry.of(settings, listener);
        Dataset images = telemetry.load(settings.data::load);
        try (Workers workers = new Workers(settings.training.threads())) {
            Random random = new Random(settings.training.seed());
            List<Weights> first = Weights.uniform(settings.architecture, random);
            Masks masks = settings.pruning.all(settings.architecture);
            Training.warmUp(warmup, telemetry, images, settings.training.batch(), learner(first, masks, workers));
            if (settings.pruning.execution() != Execution.DENSE_MASKED) {
                Masks fewer = masks.best(magnitudes(first), settings.keptAfter(1));
                PrunedLearner sparse = learner(first, masks, workers);
                sparse.prune(first, fewer, settings.pruning.execution());
                Training.warmUp(warmup, telemetry, images, settings.training.batch(), sparse);
            }
            PrunedLearner learner = learner(first, masks, workers);
            List<Training> rounds = rounds(learner, images, random, telemetry);
            PrunedInference inference = new PrunedInference(
                    settings.architecture,
                    masks.ofBlocks(),
                    settings.training.batch(),
                    settings.pruning.inferences(),
                    images.test(),
                    workers,
                    warmup,
                    telemetry);
            List<Weights> unpruned = first;
            for (int round = 1; round <= settings.rounds; round++) {
                rounds.get(round - 1).run();
                List<Weights> trained = learner.weights();
                unpruned = round == 1 ? trained : unpruned;
                Masks before = masks;
                int count = settings.keptAfter(round);
                masks = telemetry.phase("prune", () -> before.best(magnitudes(trained), count));
                telemetry.metric("kept", masks.kept());
                learner.prune(settings.rewind ? first : trained, masks, settings.pruning.execution());
            }
            TrainingResult result = rounds.get(settings.rounds).run();
            return inference.run(result, unpruned, masks, learner.weights());
        }
    }

    private PrunedLearner learner(List<Weights> weights, Masks all, Workers workers) {
        return new PrunedLearner(
                settings.architecture, settings.training, workers, weights, all, Execution.DENSE_MASKED);
    }

    /** All of training at once, so that progress is of the whole run. */
    private List<Training> rounds(Learner learner, Dataset images, Random random, Telemetry telemetry) {
        List<Training> rounds = new ArrayList<>();
        TrainingSettings each = settings.training.withEpochs(settings.roundEpochs);
        for (int round = 1; round <= settings.rounds; round++) {
            rounds.add(new Training(each, images, learner, random, telemetry));
        }
        rounds.add(new Training(settings.training, images, learner, random, telemetry));
        return rounds;
    }

    private static List<float[]> magnitudes(List<Weights> weights) {
        return weights.stream()
                .map(layer -> magnitudes(layer.parameters().weight))
                .toList();
    }

    private static float[] magnitudes(float[] weights) {
        float[] magnitudes = new float[weights.length];
        for (int w = 0; w < weights.length; w++) {
            magnitudes[w] = Math.abs(weights[w]);
        }
        return magnitudes;
    }
}
