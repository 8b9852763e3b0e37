package io.powermeter.workloads.mcmc;

import io.powermeter.workloads.data.LabeledImages;
import io.powermeter.workloads.kernel.Backend;
import io.powermeter.workloads.kernel.Backends;
import io.powermeter.workloads.nn.Architecture;
import io.powermeter.workloads.nn.Masks;
import io.powermeter.workloads.nn.Parameters;
import io.powermeter.workloads.nn.Stage;
import io.powermeter.workloads.nn.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A Metropolis-Hastings chain over the parameters of a network (Metropolis et al. 1953, Hastings 1970), whose density is
 * {@code exp(-lambda * mean loss) * prior}.
 *
 * <p>A step draws a layer, a neighbourhood in it, and new values for that; it is accepted with probability
 * {@code exp(lambda * (loss - proposed loss)) * prior(proposed) / prior}, at most 1. Since all proposals are symmetric,
 * their densities are not in it. What has no finite loss, or parameters
 * that are not finite, is rejected.
 */
public final class Chain {

    /** Acceptances after which all is computed anew: until then rounding has changed the mean loss by less than 1e-6. */
    private static final int REFRESH = 1000;

    /** A step so long that what rounding leaves of it would show: then all is computed anew at once. */
    private static final float LARGE = 100;

    private final Backend backend;
    private final Architecture architecture;
    private final Rule rule;
    private final Random random;
    private final Workers workers;
    private final List<MovableLayer> layers = new ArrayList<>();
    private final List<LayerState> states = new ArrayList<>();
    private final Move move = new Move();
    private EmpiricalRisk risk;
    private int sinceRefresh;

    /**
     * How a chain moves. Lists have one element per layer.
     *
     * @param layers how likely each is drawn; their sum is 1
     * @param lambda 0 or more; infinite accepts what has a lower loss, and nothing else
     * @param scale factor of the logits before the softmax
     */
    public record Rule(
            List<Double> layers,
            List<Neighbourhood> neighbourhoods,
            Proposal proposal,
            Prior prior,
            double lambda,
            double scale) {}

    /**
     * A chain that begins at the parameters given and moves them, on the images chosen.
     *
     * @param parameters of each layer, all weights
     * @param chosen indices of the images over which the loss is taken
     * @throws IllegalArgumentException if it cannot move such a network, see {@link #requireMovable}
     */
    public Chain(
            Architecture architecture,
            List<Parameters> parameters,
            Rule rule,
            LabeledImages images,
            int[] chosen,
            Random random,
            Workers workers) {
        this(Backends.active(), architecture, parameters, rule, images, chosen, random, workers);
    }

    Chain(
            Backend backend,
            Architecture architecture,
            List<Parameters> parameters,
            Rule rule,
            LabeledImages images,
            int[] chosen,
            Random random,
            Workers workers) {
        requireMovable(architecture);
        this.backend = backend;
        this.architecture = architecture;
        this.rule = rule;
        this.random = random;
        this.workers = workers;
        for (Parameters each : parameters) {
            MovableLayer layer = new MovableLayer(architecture.shapes().get(layers.size()), each);
            layers.add(layer);
            states.add(new LayerState(layer));
        }
        this.risk = risk(images, chosen);
    }

    /**
     * Checks that a chain can move a network.
     *
     * @throws IllegalArgumentException if the architecture has other layers than a dense one or a convolution, and
     *     then dense ones, with ReLUs between
     */
    public static void requireMovable(Architecture architecture) {
        if (!isMovable(architecture)) {
            throw new IllegalArgumentException("A chain moves networks of dense layers, the first of which may be a"
                    + " convolution, with ReLU between: take --model softmax, mlp, lenet300 or conv1.");
        }
    }

    /** Whether a chain can move a network. */
    public static boolean isMovable(Architecture architecture) {
        List<Stage> stages = architecture.stages();
        for (int i = 0; i < stages.size(); i++) {
            boolean fits = i % 2 == 1
                    ? stages.get(i) instanceof Stage.Relu
                    : stages.get(i) instanceof Stage.Dense || i == 0 && stages.get(i) instanceof Stage.Convolution;
            if (!fits) {
                return false;
            }
        }
        return stages.size() % 2 == 1;
    }

    private EmpiricalRisk risk(LabeledImages images, int[] chosen) {
        return new EmpiricalRisk(backend, layers, (float) rule.scale, images, chosen, workers);
    }

    /** Goes on with other images. */
    public void show(LabeledImages images, int[] chosen) {
        risk = risk(images, chosen);
        sinceRefresh = 0;
    }

    /** The mean loss over the images, in nats. */
    public double loss() {
        return risk.loss();
    }

    /** Share of the proposals in a layer that were accepted since this was last asked, 0 to 1; NaN if there were none. */
    public double acceptance(int layer) {
        return states.get(layer).acceptance();
    }

    /** Proposes once. */
    public void step() {
        int l = drawLayer();
        propose(l);
        boolean accepted = move.count() == 0 || accepts(risk.propose(move));
        states.get(l).count(move, accepted);
        if (move.count() == 0) {
            return;
        }
        risk.settle(accepted);
        if (accepted) {
            move.applyTo(layers.get(l));
            if (++sinceRefresh == REFRESH || move.largest() > LARGE) {
                refresh();
            }
        }
    }

    private void refresh() {
        risk.refresh();
        sinceRefresh = 0;
    }

    private int drawLayer() {
        double left = random.nextDouble();
        int l = 0;
        while (l < layers.size() - 1 && left >= rule.layers.get(l)) {
            left -= rule.layers.get(l++);
        }
        return l;
    }

    /** Parameters that would stay as they are, are no part of the move. */
    private void propose(int l) {
        move.begin(l);
        for (int i : rule.neighbourhoods.get(l).draw(states.get(l), random)) {
            float value = layers.get(l).get(i);
            float next = rule.proposal.next(l, value, random);
            if (next != value) {
                move.add(i, value, next);
            }
        }
    }

    private boolean accepts(double proposed) {
        double logRatio = rule.lambda * (risk.loss() - proposed);
        for (int n = 0; n < move.count(); n++) {
            logRatio += rule.prior.logRatio(move.before(n), move.after(n));
        }
        boolean finite = Double.isFinite(proposed) && move.largest() < Float.POSITIVE_INFINITY;
        return StrictMath.log(random.nextDouble()) < logRatio && finite;
    }

    /** The score by which weights are pruned: the lowest go first. */
    public enum Score {
        /** The size of the weight. */
        MAGNITUDE,
        /** How many moves of the weight were accepted; of equal ones the smaller weight goes first. */
        ACCEPTANCES;

        /** The scores of a layer's weights; 0 for those that are pruned. */
        private float[] of(LayerState state) {
            int[] weights = state.layer().weights();
            float[] scores = new float[weights.length];
            for (int w = 0; w < weights.length; w++) {
                float size = Math.abs(state.layer().get(weights[w]));
                float moves = this == MAGNITUDE ? size : state.moves(weights[w]) + size / (1 + size);
                scores[w] = state.isFree(weights[w]) ? moves : 0f;
            }
            return scores;
        }

        /** The name in lower case. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Sets the weights with the lowest scores to 0 and moves them no more, until a share of all weights, biases not
     * counted, is pruned. Those pruned before stay so.
     *
     * @param share 0 to 1, of the weights of all layers together
     */
    public void prune(double share, Score score) {
        Masks all = Masks.all(architecture, 1);
        int kept = (int) Math.round((1 - share) * all.kept());
        Masks best = all.best(states.stream().map(score::of).toList(), kept);
        for (int l = 0; l < states.size(); l++) {
            states.get(l).keep(best.layers().get(l).keep());
        }
        refresh();
    }
}
