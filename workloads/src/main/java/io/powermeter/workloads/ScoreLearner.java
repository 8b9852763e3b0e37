package io.powermeter.workloads;

import io.powermeter.workloads.data.LabeledImages;
import io.powermeter.workloads.nn.Architecture;
import io.powermeter.workloads.nn.Masks;
import io.powermeter.workloads.nn.Network;
import io.powermeter.workloads.nn.ScoredLayer;
import io.powermeter.workloads.nn.Weights;
import io.powermeter.workloads.nn.Workers;
import java.util.List;
import java.util.Random;

/** Learns which of a network's random weights to use, by a score for each; see {@link EdgePopup}. */
final class ScoreLearner implements Learner {

    /** Share of a score that each step takes from it, times the rate; as in the authors' experiments. */
    private static final float DECAY = 1e-4f;

    private final List<ScoredLayer> layers;
    private final Network network;
    private final float momentum;

    ScoreLearner(Architecture architecture, TrainingSettings settings, double keep, Random random, Workers workers) {
        this.layers = architecture.shapes().stream()
                .map(shape -> new ScoredLayer(shape, keep, random))
                .toList();
        this.network =
                new Network(architecture, layers.stream().map(ScoredLayer::used).toList(), settings.batch(), workers);
        this.momentum = (float) settings.momentum();
    }

    @Override
    public double train(LabeledImages images, int[] order, int from, int batch, double rate) {
        double loss = loss(images, order, from, batch);
        if (Double.isFinite(loss)) {
            for (ScoredLayer layer : layers) {
                layer.step((float) rate, momentum, DECAY);
            }
        }
        return layers.stream().allMatch(ScoredLayer::isFinite) ? loss : Double.NaN;
    }

    @Override
    public double loss(LabeledImages images, int[] order, int from, int batch) {
        return network.gradients(images, order, from, batch);
    }

    @Override
    public int correct(LabeledImages images, int[] order, int from, int batch) {
        return network.correct(images, order, from, batch);
    }

    /** All random weights, used or not. */
    List<Weights> weights() {
        return layers.stream().map(ScoredLayer::all).toList();
    }

    /** The used ones. */
    Masks masks() {
        return new Masks(layers.stream().map(ScoredLayer::mask).toList());
    }
}
