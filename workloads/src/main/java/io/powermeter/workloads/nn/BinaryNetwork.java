package io.powermeter.workloads.nn;

import io.powermeter.workloads.data.LabeledImages;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A trained chain of {@link BinaryLayer}s, to classify with, either in floats or packed: both give the same logits, bit for
 * bit.
 *
 * <p>That is so because what the two do differently is exact in both: the first layer adds and subtracts pixels as whole
 * numbers from 0 to 255, later ones +-1; the division by the root of the inputs, and of pixels by 255, comes after, in the
 * same arithmetic. Layers whose inputs are real, those behind a ReLU, multiply floats in both.
 */
public final class BinaryNetwork {

    private final Workers workers;
    private final Shares shares;
    private final List<BinaryLane> lanes;

    /** How the products are computed. */
    public enum Arithmetic {
        /** In floats that are +-1. */
        FLOAT,
        /** On packed signs. */
        PACKED
    }

    /**
     * Takes the weights as they are now.
     *
     * @param architecture dense layers, with ReLU or sign between them
     * @param batch most images in a batch
     */
    public BinaryNetwork(
            Architecture architecture, List<BinaryLayer> layers, Arithmetic arithmetic, int batch, Workers workers) {
        this.workers = workers;
        this.shares = Shares.of(batch, workers.count());
        boolean signs = architecture.stages().contains(new Stage.Sign());
        this.lanes = IntStream.range(0, workers.count())
                .mapToObj(i -> new BinaryLane(layers, signs, arithmetic, shares.size()))
                .toList();
    }

    /** How many images of a batch, given as in {@link Network#train}, get their largest logit at their label. */
    public int correct(LabeledImages images, int[] order, int from, int batch) {
        int[] correct = new int[shares.workers(batch)];
        workers.run(
                correct.length,
                i -> correct[i] = lanes.get(i).correct(images, order, from + shares.from(i), shares.used(i, batch)));
        return Arrays.stream(correct).sum();
    }
}
