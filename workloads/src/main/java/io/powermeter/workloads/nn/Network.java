package io.powermeter.workloads.nn;

import io.powermeter.workloads.data.LabeledImages;
import java.util.List;
import java.util.stream.Stream;

/**
 * A chain of layers from an image to a logit per class, trained on softmax cross-entropy.
 *
 * <p>All arrays are allocated when it is made, none later. Each worker has a share of the batch; the shares' gradients are
 * added in a fixed order, so the same weights, images and number of workers give the same result.
 */
public final class Network {

    private final List<Weights> weights;
    private final Workers workers;
    private final List<Lane> lanes;
    private final Shares shares;

    /**
     * A network that computes with the weights given, and learns into them.
     *
     * @param batch most images in a batch
     */
    public Network(Architecture architecture, List<Weights> weights, int batch, Workers workers) {
        this.weights = List.copyOf(weights);
        this.workers = workers;
        this.shares = Shares.of(batch, workers.count());
        this.lanes = Stream.concat(
                        Stream.of(this.weights),
                        Stream.generate(() -> this.weights.stream()
                                        .map(Weights::shared)
                                        .toList())
                                .limit(workers.count() - 1))
                .map(own -> new Lane(architecture, own, shares.size()))
                .toList();
    }

    /** What the layers with weights have, in order. */
    public List<Weights> weights() {
        return weights;
    }

    /**
     * One step of gradient descent on the mean loss of a batch.
     *
     * @param order indices of images; the batch is the images at order[from] to order[from + batch - 1]
     * @param batch at most the size the network was made for
     * @return the sum of the losses of the batch before the step, in nats; not finite if training has diverged, and then
     *     no step was made
     */
    public double train(LabeledImages images, int[] order, int from, int batch, double rate, double momentum) {
        double loss = gradients(images, order, from, batch);
        if (Double.isFinite(loss)) {
            step(rate, momentum);
        }
        return loss;
    }

    /** Leaves the gradients of a batch's mean loss in the weights' parameters; returns as {@link #train} does. */
    public double gradients(LabeledImages images, int[] order, int from, int batch) {
        List<Lane> busy = lanes.subList(0, shares.workers(batch));
        double[] losses = new double[busy.size()];
        workers.run(busy.size(), i -> {
            Lane lane = lanes.get(i);
            lane.forward(images, order, from + shares.from(i), shares.used(i, batch));
            losses[i] = lane.loss();
            lane.backward(batch);
        });
        for (Lane lane : busy.subList(1, busy.size())) {
            for (int l = 0; l < weights.size(); l++) {
                weights.get(l).parameters().addGradients(lane.weights.get(l).parameters());
            }
        }
        double loss = 0;
        for (double part : losses) {
            loss += part;
        }
        return loss;
    }

    /** A step along the gradients: v = momentum * v + g; w = w - rate * v. */
    public void step(double rate, double momentum) {
        for (Weights learned : weights) {
            learned.parameters().step((float) rate, (float) momentum);
        }
    }

    /** How many images of a batch, given as in {@link #train}, get their largest logit at their label. */
    public int correct(LabeledImages images, int[] order, int from, int batch) {
        int[] correct = new int[shares.workers(batch)];
        workers.run(correct.length, i -> {
            Lane lane = lanes.get(i);
            lane.forward(images, order, from + shares.from(i), shares.used(i, batch));
            correct[i] = lane.correct();
        });
        int sum = 0;
        for (int part : correct) {
            sum += part;
        }
        return sum;
    }

    /** Number of weights and biases. */
    public int parameterCount() {
        return weights.stream().mapToInt(w -> w.parameters().count()).sum();
    }
}
