package io.powermeter.workloads;

import io.powermeter.workloads.data.LabeledImages;
import io.powermeter.workloads.nn.Architecture;
import io.powermeter.workloads.nn.Execution;
import io.powermeter.workloads.nn.Masks;
import io.powermeter.workloads.nn.Network;
import io.powermeter.workloads.nn.Weights;
import io.powermeter.workloads.nn.Workers;
import java.util.Arrays;
import java.util.List;

/**
 * Resistance to pruning: how well a network classifies when more and more of its smallest weights, ranked over all layers,
 * are 0. Biases stay.
 *
 * <p>The listener hears the phase {@code resistance}, and after it the metrics {@code pruned-50}, {@code -80}, {@code -90},
 * {@code -95} and {@code -98}: the accuracy with so many per cent of the weights zeroed.
 */
final class Resistance {

    private static final int[] PERCENT = {50, 80, 90, 95, 98};

    private final Architecture architecture;
    private final LabeledImages test;
    private final int batch;
    private final Workers workers;
    private final Telemetry telemetry;

    Resistance(Architecture architecture, LabeledImages test, int batch, Workers workers, Telemetry telemetry) {
        this.architecture = architecture;
        this.test = test;
        this.batch = batch;
        this.workers = workers;
        this.telemetry = telemetry;
    }

    /** Leaves the weights as they are. */
    void run(String prefix, List<Weights> weights) {
        List<Double> accuracies = telemetry.phase(
                "resistance",
                () -> Arrays.stream(PERCENT)
                        .mapToObj(percent -> accuracy(weights, percent / 100.0))
                        .toList());
        for (int i = 0; i < PERCENT.length; i++) {
            telemetry.metric(prefix + "pruned-" + PERCENT[i], accuracies.get(i));
        }
    }

    private double accuracy(List<Weights> weights, double sparsity) {
        List<Weights> pruned = largest(architecture, weights, sparsity).of(weights, Execution.DENSE_MASKED);
        Classifier classifier = new Network(architecture, pruned, batch, workers)::correct;
        return classifier.accuracy(test, batch);
    }

    /** The masks that keep the largest weights of a network. */
    static Masks largest(Architecture architecture, List<Weights> weights, double sparsity) {
        Masks all = Masks.all(architecture, 1);
        List<float[]> sizes = weights.stream().map(Resistance::sizes).toList();
        return all.best(sizes, (int) Math.round((1 - sparsity) * all.kept()));
    }

    private static float[] sizes(Weights weights) {
        float[] sizes = weights.parameters().weight.clone();
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.abs(sizes[i]);
        }
        return sizes;
    }
}
