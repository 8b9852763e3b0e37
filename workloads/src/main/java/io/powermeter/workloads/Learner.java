package io.powermeter.workloads;

import io.powermeter.workloads.data.LabeledImages;
import io.powermeter.workloads.nn.Network;

/** What is trained, a batch at a time, and tested after every epoch. */
interface Learner extends Classifier {

    /**
     * One step on the mean loss of the images at order[from] to order[from + batch - 1].
     *
     * @param rate the learning rate
     * @return the sum of the losses of the batch before the step, in nats; not finite if training has diverged
     */
    double train(LabeledImages images, int[] order, int from, int batch, double rate);

    /** The sum of the losses of a batch, given as in {@link #train}, which makes no step; not finite if that has diverged. */
    double loss(LabeledImages images, int[] order, int from, int batch);

    /** Plain gradient descent with momentum. */
    static Learner of(Network network, double momentum) {
        return of(network, momentum, () -> {});
    }

    /** Gradient descent with momentum, and something to do after each step, to the weights for instance. */
    static Learner of(Network network, double momentum, Runnable afterStep) {
        return new Learner() {
            @Override
            public double train(LabeledImages images, int[] order, int from, int batch, double rate) {
                double loss = network.train(images, order, from, batch, rate, momentum);
                afterStep.run();
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
        };
    }
}
