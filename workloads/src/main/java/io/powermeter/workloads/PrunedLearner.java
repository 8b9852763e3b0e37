package io.powermeter.workloads;

import io.powermeter.workloads.data.LabeledImages;
import io.powermeter.workloads.nn.Architecture;
import io.powermeter.workloads.nn.Execution;
import io.powermeter.workloads.nn.Masks;
import io.powermeter.workloads.nn.Network;
import io.powermeter.workloads.nn.Weights;
import io.powermeter.workloads.nn.Workers;
import java.util.List;

/** Learns with the weights that masks keep; the others are 0 before and after every step. */
final class PrunedLearner implements Learner {

    private final Architecture architecture;
    private final TrainingSettings settings;
    private final Workers workers;
    private Masks masks;
    private Execution execution;
    private List<Weights> stored;
    private Network network;

    /** Begins with the kept ones of all weights, which are copied. */
    PrunedLearner(
            Architecture architecture,
            TrainingSettings settings,
            Workers workers,
            List<Weights> weights,
            Masks masks,
            Execution execution) {
        this.architecture = architecture;
        this.settings = settings;
        this.workers = workers;
        this.masks = masks;
        this.execution = execution;
        this.stored = masks.of(weights, execution);
        this.network = new Network(architecture, stored, settings.batch(), workers);
    }

    /** Goes on with others, at rest. */
    void prune(List<Weights> others, Masks fewer, Execution then) {
        masks = fewer;
        execution = then;
        stored = masks.of(others, execution);
        network = new Network(architecture, stored, settings.batch(), workers);
    }

    /** All weights, 0 where not kept, copied. */
    List<Weights> weights() {
        return masks.dense(stored, execution);
    }

    @Override
    public double train(LabeledImages images, int[] order, int from, int batch, double rate) {
        double loss = network.train(images, order, from, batch, rate, settings.momentum());
        if (execution == Execution.DENSE_MASKED) {
            masks.apply(stored);
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
}
