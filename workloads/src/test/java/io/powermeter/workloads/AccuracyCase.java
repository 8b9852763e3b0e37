package io.powermeter.workloads;

import static org.assertj.core.api.Assertions.assertThat;

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
            (data, seed, listener) ->
                    AccuracyRuns.sgd(Model.SOFTMAX, data, 5, 0.01, seed).run(listener)),
    SGD_MLP(
            "`sgd --model mlp --epochs 5 --lr 0.01`",
            Images.ALL,
            "96.55 ± 0.15",
            95.8,
            88.0,
            (data, seed, listener) ->
                    AccuracyRuns.sgd(Model.MLP, data, 5, 0.01, seed).run(listener)),
    SGD_LENET5(
            "`sgd`",
            Images.FIRST_10000,
            "97.19 ± 0.06",
            96.2,
            94.5,
            (data, seed, listener) ->
                    AccuracyRuns.sgd(Model.LENET5, data, 2, 0.03, seed).run(listener)),
    MCMC_SPARSE_SOFTMAX(
            "`mcmc-sparse`",
            Images.FIRST_10000,
            "87.20 ± 0.26",
            85.5,
            78.5,
            (data, seed, listener) ->
                    AccuracyRuns.mcmcSparse(Model.SOFTMAX, data, seed).run(listener),
            AccuracyFacts::resistsPruning),
    MCMC_SPARSE_MLP(
            "`mcmc-sparse --model mlp`",
            Images.FIRST_10000,
            "87.06 ± 0.24",
            85,
            AccuracyCase.NOT_RUN,
            (data, seed, listener) ->
                    AccuracyRuns.mcmcSparse(Model.MLP, data, seed).run(listener)),
    MCMC_SPARSE_CONV1(
            "`mcmc-sparse --model conv1`",
            Images.FIRST_10000,
            "85.0 ± 0.3",
            82.5,
            AccuracyCase.NOT_RUN,
            (data, seed, listener) ->
                    AccuracyRuns.mcmcSparse(Model.CONV1, data, seed).run(listener)),
    MCMC_BINARY_SOFTMAX(
            "`mcmc-binary`",
            Images.FIRST_10000,
            "85.20 ± 0.25",
            83.5,
            78.0,
            (data, seed, listener) ->
                    AccuracyRuns.mcmcBinary(Model.SOFTMAX, data, seed).run(listener),
            metrics -> assertThat(metrics.get("accepted.1"))
                    .as("half of the proposals change nothing and are accepted; 0.72 in the reference")
                    .isBetween(0.66, 0.78)),
    MCMC_BINARY_MLP(
            "`mcmc-binary --model mlp`",
            Images.FIRST_10000,
            "89.19 ± 0.33",
            87.5,
            AccuracyCase.NOT_RUN,
            (data, seed, listener) ->
                    AccuracyRuns.mcmcBinary(Model.MLP, data, seed).run(listener)),
    SNIP_98(
            "`snip --epochs 2`",
            Images.ALL,
            "94.20 ± 0.45",
            92.8,
            88.0,
            (data, seed, listener) ->
                    AccuracyRuns.snip(Criterion.SNIP, 0.98, data, seed).run(listener),
            metrics -> AccuracyFacts.keeps(5324, metrics)),
    SNIP_99(
            "`snip --sparsity 0.99 --epochs 2`",
            Images.ALL,
            "91.4 ± 0.3",
            89.4,
            AccuracyCase.NOT_RUN,
            (data, seed, listener) ->
                    AccuracyRuns.snip(Criterion.SNIP, 0.99, data, seed).run(listener),
            metrics -> AccuracyFacts.keeps(2662, metrics)),
    FORCE_99(
            "`snip --criterion force --sparsity 0.99 --epochs 2`",
            Images.ALL,
            "91.8 ± 0.8",
            89.4,
            AccuracyCase.NOT_RUN,
            (data, seed, listener) ->
                    AccuracyRuns.snip(Criterion.FORCE, 0.99, data, seed).run(listener),
            metrics -> AccuracyFacts.keeps(2662, metrics)),
    MAGNITUDE(
            "`magnitude --round-epochs 1 --epochs 2`",
            Images.FIRST_20000,
            "95.88 ± 0.24",
            94.9,
            91.5,
            (data, seed, listener) -> AccuracyRuns.magnitude(data, seed).run(listener),
            metrics -> AccuracyFacts.keeps(5324, metrics)),
    EDGE_POPUP(
            "`edge-popup --epochs 2`",
            Images.ALL,
            "95.83 ± 0.13",
            94.8,
            91.0,
            (data, seed, listener) -> AccuracyRuns.edgePopup(data, seed).run(listener),
            metrics -> AccuracyFacts.keeps(133_100, metrics)),
    BINARYCONNECT(
            "`binaryconnect --epochs 3`",
            Images.ALL,
            "90.19 ± 0.20",
            89.0,
            84.5,
            (data, seed, listener) ->
                    AccuracyRuns.binary(BinaryMlp.Activation.RELU, data, seed).run(listener),
            AccuracyFacts::packsExactly),
    BINARYNET(
            "`binarynet --epochs 3`",
            Images.ALL,
            "90.80 ± 0.17",
            89.5,
            85.5,
            (data, seed, listener) ->
                    AccuracyRuns.binary(BinaryMlp.Activation.SIGN, data, seed).run(listener),
            AccuracyFacts::packsExactly),
    EARLY_EXIT(
            "`early-exit`, threshold 0.5",
            Images.FIRST_10000,
            "97.34 ± 0.14",
            96.3,
            94.5,
            (data, seed, listener) -> AccuracyRuns.earlyExit(data, seed).run(listener),
            AccuracyFacts::leavesEarly) {
        @Override
        String metric() {
            return "infer-early-0.5.accuracy";
        }
    };

    /** The threshold on the bundled images of what takes too long for every build. */
    private static final double NOT_RUN = Double.NaN;

    /** How many of MNIST's training images the reference has seen; tested is with all 10,000 others. */
    enum Images {
        FIRST_10000(10_000),
        FIRST_20000(20_000),
        ALL(60_000);

        private final int count;

        Images(int count) {
            this.count = count;
        }

        int count() {
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

    /** The name of the metric that is held against the threshold. */
    String metric() {
        return "accuracy";
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

    boolean runs(boolean bundled) {
        return !bundled || !Double.isNaN(bundledThreshold);
    }

    void run(DataSource data, long seed, TrainingListener listener) {
        workload.run(data, seed, listener);
    }

    /** Holds the last metrics of a run against what is true of the method whatever the seed. */
    void check(Map<String, Double> metrics) {
        facts.accept(metrics);
    }
}
