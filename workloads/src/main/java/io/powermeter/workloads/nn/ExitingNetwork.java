package io.powermeter.workloads.nn;

import io.powermeter.workloads.data.LabeledImages;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * A trained network with an exit, used to classify: an image whose class is clear at the exit goes no further.
 *
 * <p>Clear means that the entropy of the exit's softmax is below a threshold (BranchyNet: Teerapittayanon, McDanel and Kung
 * 2016). The others are held back until they fill a batch, so that the rest of the network never computes for images that
 * have left.
 */
public final class ExitingNetwork {

    private final Workers workers;
    private final Shares shares;
    private final List<ExitLane> lanes;

    /**
     * Takes the weights of a network that was trained; they are not copied.
     *
     * @param architecture with one exit
     * @param batch most images in a batch
     * @param threshold entropy in nats
     */
    public ExitingNetwork(
            Architecture architecture, List<Weights> weights, int batch, Workers workers, double threshold) {
        this.workers = workers;
        this.shares = Shares.of(batch, workers.count());
        this.lanes = IntStream.range(0, workers.count())
                .mapToObj(i -> new ExitLane(architecture, weights, shares.size(), threshold))
                .toList();
    }

    /**
     * How many images are now known to be classified rightly: of a batch given as in {@link Network#train}, and of those held
     * back before.
     */
    public int correct(LabeledImages images, int[] order, int from, int batch) {
        return sum(
                shares.workers(batch),
                i -> lanes.get(i).show(images, order, from + shares.from(i), shares.used(i, batch)));
    }

    /** Classifies the images that are still held back; returns how many of them rightly. */
    public int finish() {
        return sum(lanes.size(), i -> lanes.get(i).finish());
    }

    /** How many images have left at the exit, of all that were shown. */
    public long early() {
        return lanes.stream().mapToLong(ExitLane::early).sum();
    }

    private int sum(int tasks, IntUnaryOperator task) {
        int[] results = new int[tasks];
        workers.run(tasks, i -> results[i] = task.applyAsInt(i));
        return IntStream.of(results).sum();
    }
}
