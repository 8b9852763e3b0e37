package io.powermeter.workloads;

import io.powermeter.workloads.data.DataSource;
import io.powermeter.workloads.nn.Model;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a workload must reach: by the references on all of MNIST, and by ourselves on the bundled images, whose 2,000 test
 * images are harder than the rest.
 *
 * <p>A reference is the mean ± deviation of PyTorch 1.13 with the same settings, three seeds; the threshold lies three
 * deviations or more below.
 */
enum AccuracyCase {
    SGD_SOFTMAX(
            "`sgd --model softmax --epochs 5 --lr 0.01`",
            Images.ALL,
            "91.98 ± 0.08",
            91.3,
            86.0,
            (data, seed, listener) -> sgd(Model.SOFTMAX, data, 5, 0.01, seed).run(listener)),
    SGD_MLP(
            "`sgd --model mlp --epochs 5 --lr 0.01`",
            Images.ALL,
            "96.55 ± 0.15",
            95.8,
            88.0,
            (data, seed, listener) -> sgd(Model.MLP, data, 5, 0.01, seed).run(listener)),
    SGD_LENET5(
            "`sgd`",
            Images.FIRST_10000,
            "97.19 ± 0.06",
            96.2,
            94.5,
            (data, seed, listener) -> sgd(Model.LENET5, data, 2, 0.03, seed).run(listener));

    /** How many of MNIST's training images the reference has seen; tested is with all 10,000 others. */
    enum Images {
        ALL("60,000"),
        FIRST_10000("10,000");

        private final String count;

        Images(String count) {
            this.count = count;
        }

        @Override
        public String toString() {
            return count;
        }
    }

    /** Runs a workload. */
    interface Workload {
        void run(DataSource data, long seed, TrainingListener listener);
    }

    private final String words;
    private final Images images;
    private final String reference;
    private final double threshold;
    private final double bundledThreshold;
    private final Workload workload;
    private final Consumer<Map<String, Double>> facts;

    AccuracyCase(
            String words,
            Images images,
            String reference,
            double threshold,
            double bundledThreshold,
            Workload workload) {
        this(words, images, reference, threshold, bundledThreshold, workload, metrics -> {});
    }

    AccuracyCase(
            String words,
            Images images,
            String reference,
            double threshold,
            double bundledThreshold,
            Workload workload,
            Consumer<Map<String, Double>> facts) {
        this.words = words;
        this.images = images;
        this.reference = reference;
        this.threshold = threshold;
        this.bundledThreshold = bundledThreshold;
        this.workload = workload;
        this.facts = facts;
    }

    String words() {
        return words;
    }

    Images images() {
        return images;
    }

    String reference() {
        return reference;
    }

    /** The least mean accuracy, in per cent. */
    double threshold(boolean bundled) {
        return bundled ? bundledThreshold : threshold;
    }

    void run(DataSource data, long seed, TrainingListener listener) {
        workload.run(data, seed, listener);
    }

    /** Holds the last metrics of a run against what is true of the method whatever the seed. */
    void check(Map<String, Double> metrics) {
        facts.accept(metrics);
    }

    private static Sgd sgd(Model model, DataSource data, int epochs, double rate, long seed) {
        TrainingSettings training = new TrainingSettings(epochs, 64, rate, Schedule.CONSTANT, 0.9, seed, 1);
        return new Sgd(new Sgd.Settings(model.architecture(data.format().shape()), data, training), Warmups.once());
    }
}
