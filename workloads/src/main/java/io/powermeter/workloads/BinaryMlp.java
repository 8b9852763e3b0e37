package io.powermeter.workloads;

import io.powermeter.workloads.data.DataSource;
import io.powermeter.workloads.data.Dataset;
import io.powermeter.workloads.data.LabeledImages;
import io.powermeter.workloads.nn.Architecture;
import io.powermeter.workloads.nn.BinaryLayer;
import io.powermeter.workloads.nn.Model;
import io.powermeter.workloads.nn.Network;
import io.powermeter.workloads.nn.Stage;
import io.powermeter.workloads.nn.Workers;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Trains dense layers of +-1 weights, and infers with them in floats and on packed signs.
 *
 * <p>With ReLU between the layers this is BinaryConnect (Courbariaux, Bengio and David 2015), with signs BinaryNet (Hubara,
 * Courbariaux, Soudry, El-Yaniv and Bengio 2016), both without batch normalisation: products are divided by the square root
 * of the inputs instead.
 */
public final class BinaryMlp {

    private final Settings settings;
    private final Warmup warmup;

    /** Prepares a run; nothing is read before {@link #run}. */
    public BinaryMlp(Settings settings) {
        this(settings, Warmup.timed());
    }

    BinaryMlp(Settings settings, Warmup warmup) {
        this.settings = settings;
        this.warmup = warmup;
    }

    /** What is between the layers. */
    public enum Activation {
        /** Real numbers: BinaryConnect. */
        RELU(new Stage.Relu()),
        /** +-1: BinaryNet. */
        SIGN(new Stage.Sign());

        private final Stage stage;

        Activation(Stage stage) {
            this.stage = stage;
        }

        /** The name in lower case. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** An MLP with this between its layers; {@code sizes} as in {@link Model#architecture}. */
        private Architecture architecture(DataSource data, List<Integer> sizes) {
            Architecture mlp = Model.MLP.architecture(data.format().shape(), sizes);
            List<Stage> stages = mlp.stages().stream()
                    .map(each -> each instanceof Stage.Relu ? stage : each)
                    .toList();
            return new Architecture(mlp.image(), stages);
        }
    }

    /**
     * What to train and how.
     *
     * @param hidden sizes of the hidden layers, at most 8 of at most 4096; empty for one of 100
     * @param inferences images to classify in each arithmetic after training, 1 to 100 million
     */
    public record Settings(
            Activation activation, List<Integer> hidden, DataSource data, TrainingSettings training, int inferences) {

        /** How to train by default. */
        public static final TrainingSettings TRAINING = new TrainingSettings(20, 64, 0.1, Schedule.CONSTANT, 0.9, 1, 1);

        /** Images classified by default. */
        public static final int INFERENCES = SparsitySettings.DEFAULT.inferences();

        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if a value is out of its range; the message names it and the range
         */
        public Settings {
            hidden = hidden.isEmpty() ? Model.MLP_HIDDEN : List.copyOf(hidden);
            activation.architecture(data, hidden);
            Allowed.requireInferences(inferences);
        }

        Architecture architecture() {
            return activation.architecture(data, hidden);
        }
    }

    /**
     * How a run ended.
     *
     * @param training of the binary network
     * @param floats accuracy in {@code infer-float}, 0 to 1
     * @param packed accuracy in {@code infer-binary}, the same
     */
    public record Result(TrainingResult training, double floats, double packed) {}

    /**
     * Loads the data, warms up on a copy, trains, tests and infers.
     *
     * <p>The listener hears what it hears of {@code sgd}, and the phases {@code infer-float} and {@code infer-binary}, each
     * after a warm-up, with the metric {@code samples} and followed by {@code PHASE.accuracy}.
     *
     * @throws io.powermeter.workloads.data.UnusableDataException if the data cannot be used; then nothing was trained
     * @throws DivergedException if the loss is not finite any more
     */
    public Result run(TrainingListener listener) {
        Telemetry telemetry = Telemetry.of(settings, listener);
        Dataset images = telemetry.load(settings.data::load);
        Architecture architecture = settings.architecture();
        int batch = settings.training.batch();
        try (Workers workers = new Workers(settings.training.threads())) {
            List<BinaryLayer> copy = BinaryLayer.uniform(architecture, new Random(0));
            Training.warmUp(warmup, telemetry, images, batch, learner(architecture, copy, workers));
            Random random = new Random(settings.training.seed());
            List<BinaryLayer> layers = BinaryLayer.uniform(architecture, random);
            Learner learner = learner(architecture, layers, workers);
            Training training = new Training(settings.training, images, learner, random, telemetry);
            Inference inference =
                    new Inference(telemetry, warmup, images.test(), settings.inferences, batch, BinaryInference.PHASES);
            TrainingResult result = training.run();
            BinaryInference inferred = BinaryInference.run(inference, architecture, layers, batch, workers);
            return new Result(result, inferred.floats(), inferred.packed());
        }
    }

    private Learner learner(Architecture architecture, List<BinaryLayer> layers, Workers workers) {
        Network network = new Network(
                architecture, layers.stream().map(BinaryLayer::used).toList(), settings.training.batch(), workers);
        float momentum = (float) settings.training.momentum();
        return new Learner() {
            @Override
            public double train(LabeledImages images, int[] order, int from, int batch, double rate) {
                double loss = loss(images, order, from, batch);
                if (Double.isFinite(loss)) {
                    layers.forEach(layer -> layer.step((float) rate, momentum));
                }
                return loss;
            }

            @Override
            public double loss(LabeledImages images, int[] order, int from, int batch) {
                return network.gradients(images, order, from, batch);
            }

            @Override
            public int correct(LabeledImages images, int[] order, int from, int batch) {
                return network.correct(images, order, from, batch);
            }
        };
    }
}
