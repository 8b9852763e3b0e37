package io.powermeter.workloads;

import io.powermeter.workloads.data.LabeledImages;
import io.powermeter.workloads.nn.Architecture;
import io.powermeter.workloads.nn.Form;
import io.powermeter.workloads.nn.Network;
import io.powermeter.workloads.nn.Parameters;
import io.powermeter.workloads.nn.Ranking;
import io.powermeter.workloads.nn.Weights;
import io.powermeter.workloads.nn.Workers;
import java.util.ArrayList;
import java.util.List;

/**
 * Resistance to pruning: how well a network classifies when more and more of its smallest weights, ranked over all layers,
 * are 0. Biases stay.
 *
 * <p>The listener hears the phase {@code prune}, and after it the metrics {@code pruned-50}, {@code -80}, {@code -90},
 * {@code -95} and {@code -98}: the accuracy with so many per cent of the weights zeroed.
 */
final class Resistance {

    private static final int[] PERCENT = {50, 80, 90, 95, 98};

    private final LabeledImages test;
    private final int batch;
    private final Telemetry telemetry;
    private final List<Weights> pruned;
    private final Network network;

    Resistance(Architecture architecture, LabeledImages test, int batch, Workers workers, Telemetry telemetry) {
        this.test = test;
        this.batch = batch;
        this.telemetry = telemetry;
        this.pruned = architecture.shapes().stream()
                .map(shape -> new Weights(new Parameters(shape.weights(), shape.filters()), Form.DENSE))
                .toList();
        this.network = new Network(architecture, pruned, batch, workers);
    }

    /** Leaves the weights as they are. */
    void run(String prefix, List<Weights> weights) {
        List<Double> accuracies = telemetry.phase("prune", () -> {
            List<Double> all = new ArrayList<>();
            for (int percent : PERCENT) {
                prune(weights, percent / 100.0);
                Classifier classifier = network::correct;
                all.add(classifier.accuracy(test, batch));
            }
            return all;
        });
        for (int i = 0; i < PERCENT.length; i++) {
            telemetry.metric(prefix + "pruned-" + PERCENT[i], accuracies.get(i));
        }
    }

    private void prune(List<Weights> weights, double share) {
        List<boolean[]> smallest =
                Ranking.lowest(weights.stream().map(Resistance::sizes).toList(), share);
        for (int l = 0; l < weights.size(); l++) {
            Parameters from = weights.get(l).parameters();
            Parameters to = pruned.get(l).parameters();
            System.arraycopy(from.bias, 0, to.bias, 0, from.bias.length);
            for (int i = 0; i < from.weight.length; i++) {
                to.weight[i] = smallest.get(l)[i] ? 0f : from.weight[i];
            }
        }
    }

    private static double[] sizes(Weights weights) {
        float[] weight = weights.parameters().weight;
        double[] sizes = new double[weight.length];
        for (int i = 0; i < weight.length; i++) {
            sizes[i] = Math.abs(weight[i]);
        }
        return sizes;
    }
}
