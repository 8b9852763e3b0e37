package io.powermeter.workloads;

import io.powermeter.workloads.data.DataSource;
import io.powermeter.workloads.data.Dataset;
import io.powermeter.workloads.mcmc.Chain;
import io.powermeter.workloads.mcmc.Neighbourhood;
import io.powermeter.workloads.mcmc.Prior;
import io.powermeter.workloads.mcmc.Proposal;
import io.powermeter.workloads.nn.Architecture;
import io.powermeter.workloads.nn.BinaryLayer;
import io.powermeter.workloads.nn.Network;
import io.powermeter.workloads.nn.Weights;
import io.powermeter.workloads.nn.Workers;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Learns weights and biases that are all 1 or -1, by a Metropolis-Hastings chain that proposes to change signs.
 *
 * <p>After the Bayesian "binary" optimiser of the GreenAI UPPA group: no real copy of the weights, no gradients, no prior.
 * Sums of so many ones are large, so the logits are multiplied by a small factor before the softmax. The same settings and
 * data give the same chain, with any number of threads and either backend.
 */
public final class McmcBinary {

    private static final int WARMUP_IMAGES = 1024;
    private static final int WARMUP_STEPS = 50;
    private static final int BATCH = 256;

    private final Settings settings;
    private final Warmup warmup;

    /** Prepares a run; nothing is read before {@link #run}. */
    public McmcBinary(Settings settings) {
        this(settings, Warmup.timed());
    }

    McmcBinary(Settings settings, Warmup warmup) {
        this.settings = settings;
        this.warmup = warmup;
    }

    /**
     * What to learn and how.
     *
     * @param architecture for images of the data's shape
     * @param flip how likely each parameter of a neighbourhood is to change its sign, above 0, to 1; a proposal
     *     that changes none counts as accepted
     * @param scale what the logits are multiplied by before the softmax, above 0
     * @param inferences images to classify in each arithmetic in the end, 1 to 100 million
     */
    public record Settings(
            Architecture architecture,
            DataSource data,
            ChainSettings chain,
            double flip,
            double scale,
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
            Allowed.require(flip > 0 && flip <= 1, "flip", flip, "above 0, to 1");
            Allowed.require((float) scale > 0 && Float.isFinite((float) scale), "scale", scale, "any float above 0");
            Allowed.requireInferences(inferences);
        }

        /** Settings that learn well in 10 to 20 seconds. */
        public static Settings recommended(Architecture architecture, DataSource data) {
            int layers = architecture.shapes().size();
            List<Neighbourhood> neighbourhoods = IntStream.range(0, layers)
                    .mapToObj(l -> Neighbourhood.parse(layers == 1 ? "1" : l == layers - 1 ? "2" : "16"))
                    .toList();
            ChainSettings chain = new ChainSettings(
                    10_000,
                    layers == 1 ? 20_000 : 10_000,
                    layers == 2 ? List.of(0.8, 0.2) : List.of(),
                    neighbourhoods,
                    1e6,
                    0,
                    100,
                    1,
                    1);
            return new Settings(
                    architecture, data, chain, 0.5, layers == 1 ? 0.3 : 0.03, SparsitySettings.DEFAULT.inferences());
        }
    }

    /**
     * Loads the data, warms up on a throw-away chain, and lets the chain run.
     *
     * <p>The listener hears the phases {@code load} and {@code warmup}, and the phases and metrics of {@link ChainRun}; then,
     * of dense layers, those of {@link BinaryInference}.
     *
     * @throws io.powermeter.workloads.data.UnusableDataException if the data cannot be used; then nothing was learned
     */
    public void run(TrainingListener listener) {
        Telemetry telemetry = Telemetry.of(settings, listener);
        Dataset data = telemetry.load(() -> settings.data.load().withFirst(settings.chain.images()));
        try (Workers workers = new Workers(settings.chain.threads())) {
            warmUp(telemetry, data, workers);
            Random random = new Random(settings.chain.seed());
            List<Weights> weights = signs(random);
            ChainRun run = new ChainRun(
                    settings.chain,
                    data.train(),
                    chosen -> chain(weights, data, chosen, random, workers),
                    ChainRun.AfterStep.NOTHING,
                    random,
                    telemetry);
            Network network = new Network(settings.architecture, weights, BATCH, workers);
            boolean packable = settings.architecture.shapes().get(0).isDense();
            int phases = packable ? BinaryInference.PHASES : 0;
            Inference inference = new Inference(telemetry, warmup, data.test(), settings.inferences, BATCH, phases);
            run.run(network::correct, data.test(), weights.size());
            if (packable) {
                List<BinaryLayer> layers = BinaryLayer.ofSigns(settings.architecture, weights);
                BinaryInference.run(inference, settings.architecture, layers, BATCH, workers);
            }
        }
    }

    private void warmUp(Telemetry telemetry, Dataset data, Workers workers) {
        Random random = new Random(0);
        int[] some = IntStream.range(0, Math.min(WARMUP_IMAGES, data.train().count()))
                .toArray();
        Chain chain = chain(signs(random), data, some, random, workers);
        warmup.run(telemetry, () -> {
            for (int i = 0; i < WARMUP_STEPS; i++) {
                chain.step();
            }
        });
    }

    /** Weights and biases of 1 and -1, either as likely. */
    private List<Weights> signs(Random random) {
        List<Weights> weights = Weights.uniform(settings.architecture, random);
        for (Weights layer : weights) {
            sign(layer.parameters().weight);
            sign(layer.parameters().bias);
        }
        return weights;
    }

    private static void sign(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] < 0 ? -1f : 1f;
        }
    }

    private Chain chain(List<Weights> weights, Dataset data, int[] chosen, Random random, Workers workers) {
        int layers = weights.size();
        Chain.Rule rule = new Chain.Rule(
                settings.chain.layerProbabilities(),
                settings.chain.neighbourhood(),
                Proposal.flip(settings.flip),
                Prior.NONE,
                settings.chain.lambda(),
                settings.scale);
        return new Chain(
                settings.architecture,
                weights.stream().map(Weights::parameters).toList(),
                rule,
                data.train(),
                chosen,
                random,
                workers);
    }
}
