package io.powermeter.workloads;

import io.powermeter.workloads.data.LabeledImages;
import io.powermeter.workloads.nn.Architecture;
import io.powermeter.workloads.nn.Execution;
import io.powermeter.workloads.nn.Mask;
import io.powermeter.workloads.nn.Masks;
import io.powermeter.workloads.nn.Network;
import io.powermeter.workloads.nn.Parameters;
import io.powermeter.workloads.nn.Weights;
import io.powermeter.workloads.nn.Workers;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Chooses the weights to keep in a network that has not been trained, by a {@link Criterion}. */
final class Sensitivity {

    /** Images that a gradient is of. */
    static final int BATCH = 128;

    private static final int FORCE_STEPS = 20;

    private final Architecture architecture;
    private final List<Weights> weights;
    private final LabeledImages images;
    private final Random random;
    private final Workers workers;

    Sensitivity(
            Architecture architecture, List<Weights> weights, LabeledImages images, Random random, Workers workers) {
        this.architecture = architecture;
        this.weights = weights;
        this.images = images;
        this.random = random;
        this.workers = workers;
    }

    /** Keeps {@code count} weights of those in {@code all}, by its blocks. */
    Masks choose(Criterion criterion, Masks all, int count) {
        return switch (criterion) {
            case SNIP -> all.best(scores(all), count);
            case FORCE -> force(all, count);
            case RANDOM -> random(all, count);
        };
    }

    private Masks force(Masks all, int count) {
        Masks masks = all;
        double first = Math.log(all.kept());
        double last = Math.log(count);
        for (int step = 1; step < FORCE_STEPS; step++) {
            double share = (double) step / FORCE_STEPS;
            masks = masks.best(scores(masks), (int) Math.round(Math.exp((1 - share) * first + share * last)));
        }
        return masks.best(scores(masks), count);
    }

    private Masks random(Masks all, int count) {
        List<float[]> scores = all.layers().stream().map(this::random).toList();
        return all.best(scores, count);
    }

    /** One number per block: the mean of many would hardly ever be the largest. */
    private float[] random(Mask layer) {
        float[] blocks = new float[layer.keep().length];
        for (int b = 0; b < blocks.length; b++) {
            blocks[b] = random.nextFloat();
        }
        return layer.spread(blocks);
    }

    /** |gradient * weight| of all weights, the gradient being that of the network with the kept ones only. */
    private List<float[]> scores(Masks kept) {
        List<Weights> masked = kept.of(weights, Execution.DENSE_MASKED);
        int[] batch = draw();
        new Network(architecture, masked, batch.length, workers).gradients(images, batch, 0, batch.length);
        return IntStream.range(0, weights.size())
                .mapToObj(l -> scores(weights.get(l).parameters(), masked.get(l).parameters()))
                .toList();
    }

    private static float[] scores(Parameters all, Parameters masked) {
        float[] scores = new float[all.weight.length];
        for (int w = 0; w < scores.length; w++) {
            scores[w] = Math.abs(all.weight[w] * masked.weightGradient[w]);
        }
        return scores;
    }

    private int[] draw() {
        return random.ints(0, images.count())
                .distinct()
                .limit(Math.min(BATCH, images.count()))
                .toArray();
    }
}
