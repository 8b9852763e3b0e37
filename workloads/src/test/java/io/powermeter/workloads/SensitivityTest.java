package io.powermeter.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.workloads.data.ImageShape;
import io.powermeter.workloads.data.LabeledImages;
import io.powermeter.workloads.nn.Architecture;
import io.powermeter.workloads.nn.Execution;
import io.powermeter.workloads.nn.Mask;
import io.powermeter.workloads.nn.Masks;
import io.powermeter.workloads.nn.Network;
import io.powermeter.workloads.nn.Parameters;
import io.powermeter.workloads.nn.Stage;
import io.powermeter.workloads.nn.Weights;
import io.powermeter.workloads.nn.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On so few images that a batch is all of them. */
class SensitivityTest {

    private static final ImageShape SHAPE = new ImageShape(1, 3, 3);
    private static final LabeledImages IMAGES = images();
    private static final int[] ORDER = IntStream.range(0, IMAGES.count()).toArray();

    /** 9 * 5 + 5 * 10 = 95 weights. */
    private static final Architecture NET = new Architecture(
            SHAPE, List.of(new Stage.Dense(5), new Stage.Relu(), new Stage.Dense(LabeledImages.CLASSES)));

    private static final Masks ALL = Masks.all(NET, 1);

    private final List<Weights> weights = Weights.uniform(NET, new Random(3));
    private final Workers workers = new Workers(1);

    private static LabeledImages images() {
        byte[] pixels = new byte[40 * SHAPE.values()];
        byte[] labels = new byte[40];
        Random random = new Random(1);
        random.nextBytes(pixels);
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) random.nextInt(LabeledImages.CLASSES);
        }
        return new LabeledImages(SHAPE, pixels, labels);
    }

    private Masks choose(Criterion criterion, int count) {
        return new Sensitivity(NET, weights, IMAGES, new Random(2), workers).choose(criterion, ALL, count);
    }

    /** The mean loss. */
    private double loss() {
        return new Network(NET, weights, ORDER.length, workers).gradients(IMAGES, ORDER, 0, ORDER.length)
                / ORDER.length;
    }

    /** How much the loss changes with a factor before the weight, by central differences at a factor of 1. */
    private double slope(float[] layer, int w) {
        float weight = layer[w];
        float step = 1f / 64;
        layer[w] = weight * (1 + step);
        double above = loss();
        layer[w] = weight * (1 - step);
        double below = loss();
        layer[w] = weight;
        return Math.abs(above - below) / (2 * step);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 48, 85})
    void choose_snip_keepsTheFactorsThatTheLossIsMostSensitiveTo(int count) {
        Masks masks = choose(Criterion.SNIP, count);

        assertThat(masks.kept()).isEqualTo(count);
        double leastKept = Double.POSITIVE_INFINITY;
        double mostPruned = 0;
        for (int l = 0; l < weights.size(); l++) {
            boolean[] keep = masks.layers().get(l).keep();
            for (int w = 0; w < keep.length; w++) {
                double slope = slope(weights.get(l).parameters().weight, w);
                leastKept = keep[w] ? Math.min(leastKept, slope) : leastKept;
                mostPruned = keep[w] ? mostPruned : Math.max(mostPruned, slope);
            }
        }
        assertThat(leastKept).isGreaterThan(mostPruned - 2e-5);
    }

    /** |gradient * weight| in the network that masks keep. */
    private List<float[]> scores(Masks masks) {
        List<Weights> kept = masks.of(weights, Execution.DENSE_MASKED);
        new Network(NET, kept, ORDER.length, workers).gradients(IMAGES, ORDER, 0, ORDER.length);
        List<float[]> scores = new ArrayList<>();
        for (int l = 0; l < kept.size(); l++) {
            Parameters own = kept.get(l).parameters();
            float[] layer = weights.get(l).parameters().weight.clone();
            for (int w = 0; w < layer.length; w++) {
                layer[w] = Math.abs(layer[w] * own.weightGradient[w]);
            }
            scores.add(layer);
        }
        return scores;
    }

    /** 20 steps, each of which keeps the same share of what the one before kept; what was pruned may come back. */
    @Test
    void choose_force_prunesStepByStepByTheGradientsOfWhatIsLeft() {
        int count = 20;
        double share = Math.pow(count / 95.0, 1 / 20.0);
        Masks expected = ALL;
        for (int step = 1; step <= 20; step++) {
            expected = ALL.best(scores(expected), (int) Math.round(95 * Math.pow(share, step)));
        }

        Masks masks = choose(Criterion.FORCE, count);

        assertThat(masks.kept()).isEqualTo(count);
        assertThat(keep(masks)).isEqualTo(keep(expected)).isNotEqualTo(keep(choose(Criterion.SNIP, count)));
    }

    private static List<List<Boolean>> keep(Masks masks) {
        return masks.layers().stream()
                .map(Mask::keep)
                .map(keep ->
                        IntStream.range(0, keep.length).mapToObj(w -> keep[w]).toList())
                .toList();
    }
}
