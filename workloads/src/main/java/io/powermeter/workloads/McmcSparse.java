package io.powermeter.workloads;

import io.powermeter.workloads.data.DataSource;
import io.powermeter.workloads.data.Dataset;
import io.powermeter.workloads.mcmc.Chain;
import io.powermeter.workloads.mcmc.Law;
import io.powermeter.workloads.mcmc.Neighbourhood;
import io.powermeter.workloads.mcmc.Proposal;
import io.powermeter.workloads.nn.Architecture;
import io.powermeter.workloads.nn.Masks;
import io.powermeter.workloads.nn.Network;
import io.powermeter.workloads.nn.Weights;
import io.powermeter.workloads.nn.Workers;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Learns by a Metropolis-Hastings chain whose prior keeps most weights near 0, and computes with the few others.
 *
 * <p>After C. Chee and S. Loustau, the Bayesian "sparse" optimiser of the GreenAI UPPA group: Student steps, a Student
 * prior, and one layer and one neighbourhood at a time. The same settings and data give the same chain, with any number of
 * threads and either backend.
 */
public final class McmcSparse {

    /** Images of the throw-away chain: it runs the same code on fewer tiles. */
    private static final int WARMUP_IMAGES = 1024;

    private static final int WARMUP_STEPS = 50;
    private static final int BATCH = 256;
    private static final int INFERENCE_BATCH = 64;

    /** Half width of the Cauchy distribution of the first weights; biases begin as PyTorch's do. */
    private static final double INITIAL_SCALE = 1e-4;

    /** First weights beyond it, a few in a hundred thousand, are drawn anew: a whole run may not undo one of 10. */
    private static final double LARGEST_INITIAL = 1;

    private final Settings settings;
    private final Warmup warmup;

    /** Prepares a run; nothing is read before {@link #run}. */
    public McmcSparse(Settings settings) {
        this(settings, Warmup.timed());
    }

    McmcSparse(Settings settings, Warmup warmup) {
        this.settings = settings;
        this.warmup = warmup;
    }

    /**
     * What to learn and how.
     *
     * @param architecture for images of the data's shape
     * @param sgdEpochs passes of gradient descent over the same images, for comparison, 0 to 1000
     * @param inferences images of each inference phase, 1 to 100 million
     */
    public record Settings(
            Architecture architecture,
            DataSource data,
            ChainSettings chain,
            StepSettings steps,
            PruningSettings pruning,
            int sgdEpochs,
            int inferences) {

        /**
         * Checks that all fits together.
         *
         * @throws IllegalArgumentException if not; the message says what is allowed
         */
        public Settings {
            Allowed.requireImages(architecture, data);
            Chain.requireMovable(architecture);
            chain = chain.fitted(architecture);
            ChainSettings.perLayer(
                    "proposal-scale",
                    steps.proposalScale(),
                    architecture.shapes().size());
            pruning.requireFit(chain.iterations());
            Allowed.require(sgdEpochs >= 0 && sgdEpochs <= 1000, "sgd-epochs", sgdEpochs, "0 to 1000");
            Allowed.requireInferences(inferences);
        }

        /** Settings that learn well in 10 to 30 seconds: one weight at a time, or a few where there are more layers. */
        public static Settings recommended(Architecture architecture, DataSource data) {
            boolean convolution = !architecture.shapes().get(0).isDense();
            int layers = architecture.shapes().size();
            List<Double> scales = layers == 1 ? List.of(0.3) : convolution ? List.of(0.1) : scales(layers);
            return new Settings(
                    architecture,
                    data,
                    chain(convolution, layers),
                    new StepSettings(
                            Law.STUDENT, scales, StepSettings.PriorLaw.STUDENT, convolution ? 0.0316 : 0.00316),
                    new PruningSettings(0.9, 0, Chain.Score.MAGNITUDE),
                    5,
                    200_000);
        }

        private static ChainSettings chain(boolean convolution, int layers) {
            if (convolution) {
                return new ChainSettings(
                        5000,
                        10_000,
                        layers == 2 ? List.of(0.1, 0.9) : List.of(),
                        IntStream.range(0, layers)
                                .mapToObj(l -> Neighbourhood.parse(l == 0 ? "row:5" : "10"))
                                .toList(),
                        1e5,
                        0,
                        100,
                        1,
                        1);
            }
            List<Neighbourhood> few = List.of(Neighbourhood.parse(layers == 1 ? "1" : "3"));
            return new ChainSettings(
                    10_000, layers == 1 ? 20_000 : 10_000, List.of(), few, layers == 1 ? 3e4 : 1e5, 0, 100, 1, 1);
        }

        private static List<Double> scales(int layers) {
            return IntStream.range(0, layers).mapToObj(l -> l == 0 ? 0.2 : 0.14).toList();
        }
    }

    /**
     * Loads the data, warms up on a throw-away chain, lets the chain run, prunes what it has learned, and classifies with
     * that in dense and in sparse form.
     *
     * <p>The listener hears the phases {@code load}, {@code warmup}, those of {@link ChainRun}, {@code prune},
     * {@code sgd} and {@code prune} again, and those of {@link PrunedInference}; and the metrics of {@link ChainRun},
     * {@link Resistance} (those of gradient descent begin with {@code sgd.}) and {@link PrunedInference}.
     *
     * @throws io.powermeter.workloads.data.UnusableDataException if the data cannot be used; then nothing was learned
     */
    public void run(TrainingListener listener) {
        Telemetry telemetry = Telemetry.of(settings, listener);
        Dataset data = telemetry.load(() -> settings.data.load().withFirst(settings.chain.images()));
        try (Workers workers = new Workers(settings.chain.threads())) {
            warmUp(telemetry, data, workers);
            new Comparison(telemetry, data, workers).run();
        }
    }

    private void warmUp(Telemetry telemetry, Dataset data, Workers workers) {
        Random random = new Random(0);
        int[] some = IntStream.range(0, Math.min(WARMUP_IMAGES, data.train().count()))
                .toArray();
        Chain chain = chain(firstWeights(random), data, some, random, workers);
        warmup.run(telemetry, () -> {
            for (int i = 0; i < WARMUP_STEPS; i++) {
                chain.step();
            }
        });
    }

    private List<Weights> firstWeights(Random random) {
        List<Weights> weights = Weights.uniform(settings.architecture, random);
        for (Weights layer : weights) {
            float[] weight = layer.parameters().weight;
            for (int i = 0; i < weight.length; i++) {
                weight[i] = (float) firstWeight(random);
            }
        }
        return weights;
    }

    private static double firstWeight(Random random) {
        double weight;
        do {
            weight = Law.STUDENT.draw(INITIAL_SCALE, random);
        } while (Math.abs(weight) > LARGEST_INITIAL);
        return weight;
    }

    private Chain chain(List<Weights> weights, Dataset data, int[] chosen, Random random, Workers workers) {
        int layers = weights.size();
        StepSettings steps = settings.steps;
        Chain.Rule rule = new Chain.Rule(
                settings.chain.layerProbabilities(),
                settings.chain.neighbourhood(),
                Proposal.step(
                        steps.proposal(), ChainSettings.perLayer("proposal-scale", steps.proposalScale(), layers)),
                steps.prior().of(steps.priorScale()),
                settings.chain.lambda(),
                1);
        return new Chain(
                settings.architecture,
                weights.stream().map(Weights::parameters).toList(),
                rule,
                data.train(),
                chosen,
                random,
                workers);
    }

    /** The chain, gradient descent, and what pruning does to what each has learned. */
    private final class Comparison {
        private final Telemetry telemetry;
        private final Dataset data;
        private final Workers workers;
        private final Random random = new Random(settings.chain.seed());
        private final Resistance resistance;

        Comparison(Telemetry telemetry, Dataset data, Workers workers) {
            this.telemetry = telemetry;
            this.data = data;
            this.workers = workers;
            this.resistance = new Resistance(settings.architecture, data.test(), BATCH, workers, telemetry);
        }

        void run() {
            List<Weights> learned = firstWeights(random);
            ChainRun run = new ChainRun(
                    settings.chain,
                    data.train(),
                    chosen -> chain(learned, data, chosen, random, workers),
                    this::prune,
                    random,
                    telemetry);
            Optional<Descent> descent = descent();
            PrunedInference inference = new PrunedInference(
                    settings.architecture,
                    false,
                    INFERENCE_BATCH,
                    settings.inferences,
                    data.test(),
                    workers,
                    warmup,
                    telemetry);
            TrainingResult result = run.run(network(learned)::correct, data.test(), learned.size());
            resistance.run("", learned);
            descent.ifPresent(sgd -> resistance.run("sgd.", sgd.run(warmup)));
            List<Weights> unpruned = Weights.scaled(learned, 1);
            telemetry.phase("prune", () -> run.chain().prune(settings.pruning.sparsity(), settings.pruning.pruneBy()));
            Masks masks = Resistance.largest(settings.architecture, learned, settings.pruning.sparsity());
            inference.run(result, unpruned, masks, learned);
        }

        private void prune(Chain chain, int step) {
            double share = settings.pruning.after(step, settings.chain.iterations());
            if (share > 0) {
                chain.prune(share, settings.pruning.pruneBy());
            }
        }

        private Optional<Descent> descent() {
            if (settings.sgdEpochs == 0) {
                return Optional.empty();
            }
            long seed = settings.chain.seed();
            return Optional.of(new Descent(settings.architecture, settings.sgdEpochs, seed, data, workers, telemetry));
        }

        private Network network(List<Weights> weights) {
            return new Network(settings.architecture, weights, BATCH, workers);
        }
    }
}
