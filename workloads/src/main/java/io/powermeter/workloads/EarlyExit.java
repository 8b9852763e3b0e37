package io.powermeter.workloads;

import io.powermeter.workloads.data.DataSource;
import io.powermeter.workloads.data.Dataset;
import io.powermeter.workloads.data.ImageShape;
import io.powermeter.workloads.data.LabeledImages;
import io.powermeter.workloads.nn.Architecture;
import io.powermeter.workloads.nn.ExitingNetwork;
import io.powermeter.workloads.nn.Model;
import io.powermeter.workloads.nn.Network;
import io.powermeter.workloads.nn.Stage;
import io.powermeter.workloads.nn.Weights;
import io.powermeter.workloads.nn.Workers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Trains LeNet-5 with an exit behind its first convolution, then classifies with and without it: easy images leave early, and
 * what they would have cost is saved.
 *
 * <p>After BranchyNet (Teerapittayanon, McDanel and Kung 2016): the loss is the sum of those of both ends; an image leaves if
 * the entropy of the softmax at the exit is below a threshold.
 */
public final class EarlyExit {

    /** LeNet-5's first convolution, pooling and ReLU. */
    private static final int STAGES_BEFORE_EXIT = 3;

    private static final Stage EXIT =
            new Stage.Exit(List.of(new Stage.MaxPool(), new Stage.Dense(LabeledImages.CLASSES)));

    private final Settings settings;
    private final Warmup warmup;
    private final Architecture branched;

    /** Prepares a run; nothing is read before {@link #run}. */
    public EarlyExit(Settings settings) {
        this(settings, Warmup.timed());
    }

    EarlyExit(Settings settings, Warmup warmup) {
        this.settings = settings;
        this.warmup = warmup;
        this.branched = branched(settings.data.format().shape());
    }

    static Architecture branched(ImageShape image) {
        List<Stage> stages = new ArrayList<>(Model.LENET5.architecture(image).stages());
        stages.add(STAGES_BEFORE_EXIT, EXIT);
        return new Architecture(image, stages);
    }

    /**
     * What to train and how to classify.
     *
     * @param thresholds entropies in nats, each 0 or more; at 0 no image leaves
     * @param inferences images classified for each threshold, 1 to 100 million
     */
    public record Settings(DataSource data, TrainingSettings training, List<Double> thresholds, int inferences) {

        /** Seven thresholds, 10,000 images each. */
        public static final Settings DEFAULT = new Settings(
                DataSource.BUNDLED, TrainingSettings.DEFAULT, List.of(0.0, 0.01, 0.05, 0.1, 0.3, 0.5, 1.0), 10_000);

        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if a value is out of its range; the message names it and the range
         */
        public Settings {
            thresholds = List.copyOf(thresholds);
            Allowed.require(!thresholds.isEmpty(), "thresholds", "empty", "one or more entropies in nats");
            for (double threshold : thresholds) {
                Allowed.require(
                        threshold >= 0 && Double.isFinite(threshold), "thresholds", threshold, "0 or more, in nats");
            }
            Allowed.require(Set.copyOf(thresholds).size() == thresholds.size(), "thresholds", thresholds, "each once");
            Allowed.requireInferences(inferences);
        }
    }

    /**
     * What classifying gave.
     *
     * @param accuracy share of the images classified rightly, 0 to 1
     * @param early share of the images that left at the exit, 0 to 1
     * @param multiplications of weights and values, per image in the mean
     */
    public record Point(double accuracy, double early, double multiplications) {}

    /**
     * How a run ended.
     *
     * @param training accuracy is that of the end, without the exit
     * @param full the same network without its exit
     * @param points for each threshold
     */
    public record Result(TrainingResult training, Point full, List<Point> points) {}

    /**
     * Loads the data, trains, and classifies once without the exit and once for each threshold.
     *
     * <p>The listener hears the phases {@code load}, {@code warmup}, {@code train} and {@code test} as from {@link Sgd};
     * {@code infer-full}, and {@code infer-early-T} for each threshold T, each after a {@code warmup}, with the metrics
     * {@code samples} in it and {@code PHASE.accuracy}, {@code PHASE.early} and {@code PHASE.multiplications} after it.
     *
     * @throws io.powermeter.workloads.data.UnusableDataException if the data cannot be used; then nothing was trained
     * @throws DivergedException if the loss is not finite any more
     */
    public Result run(TrainingListener listener) {
        Telemetry telemetry = Telemetry.of(settings, listener);
        Dataset images = telemetry.load(settings.data::load);
        try (Workers workers = new Workers(settings.training.threads())) {
            int batch = settings.training.batch();
            Learner copy = learner(Weights.uniform(branched, new Random(0)), workers);
            Training.warmUp(warmup, telemetry, images, batch, copy);
            Random random = new Random(settings.training.seed());
            List<Weights> weights = Weights.uniform(branched, random);
            Training training = new Training(settings.training, images, learner(weights, workers), random, telemetry);
            int phases = 1 + settings.thresholds.size();
            Inference inference = new Inference(telemetry, warmup, images.test(), settings.inferences, batch, phases);
            TrainingResult trained = training.run();
            Point full = full(inference, weights, workers, telemetry);
            List<Point> points = new ArrayList<>();
            for (double threshold : settings.thresholds) {
                points.add(early(inference, weights, workers, telemetry, threshold));
            }
            return new Result(trained, full, points);
        }
    }

    private Learner learner(List<Weights> weights, Workers workers) {
        return Learner.of(
                new Network(branched, weights, settings.training.batch(), workers), settings.training.momentum());
    }

    private Point full(Inference inference, List<Weights> weights, Workers workers, Telemetry telemetry) {
        Architecture plain = branched.withoutExit();
        Network network = new Network(plain, branched.withoutExit(weights), settings.training.batch(), workers);
        String phase = "infer-full";
        return told(phase, new Point(inference.run(phase, network::correct), 0, plain.multiplications()), telemetry);
    }

    private Point early(
            Inference inference, List<Weights> weights, Workers workers, Telemetry telemetry, double threshold) {
        int batch = settings.training.batch();
        Exiting network = new Exiting(new ExitingNetwork(branched, weights, batch, workers, threshold));
        String phase = "infer-early-"
                + BigDecimal.valueOf(threshold).stripTrailingZeros().toPlainString();
        double accuracy = inference.run(phase, network);
        double early = (double) network.early / settings.inferences;
        long untilExit = branched.untilExit().multiplications();
        double macs = untilExit + (1 - early) * (branched.multiplications() - untilExit);
        return told(phase, new Point(accuracy, early, macs), telemetry);
    }

    private static Point told(String phase, Point point, Telemetry telemetry) {
        telemetry.metric(phase + ".early", point.early);
        telemetry.metric(phase + ".multiplications", point.multiplications);
        return point;
    }

    /** Counts those that left since the warm-up. */
    private static final class Exiting implements Classifier {
        private final ExitingNetwork network;
        private long before;
        private long early;

        Exiting(ExitingNetwork network) {
            this.network = network;
        }

        @Override
        public int correct(LabeledImages images, int[] order, int from, int batch) {
            return network.correct(images, order, from, batch);
        }

        @Override
        public int finish() {
            early = network.early() - before;
            before = network.early();
            return network.finish();
        }
    }
}
