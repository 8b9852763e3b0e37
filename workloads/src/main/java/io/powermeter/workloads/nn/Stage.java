package io.powermeter.workloads.nn;

import java.util.List;

/** A layer as it is described, before there are weights: the parts of an {@link Architecture}. */
public sealed interface Stage {

    /** A convolution with square kernels, and a bias per filter. */
    record Convolution(int filters, int kernel, int stride, int padding) implements Stage {}

    /** A dense layer, and a bias per output. */
    record Dense(int outputs) implements Stage {}

    /** The largest of every 2 x 2 square. */
    record MaxPool() implements Stage {}

    /** The rectified linear unit. */
    record Relu() implements Stage {}

    /** -1 below 0, else 1; its gradient is that of the identity from -1 to 1. */
    record Sign() implements Stage {}

    /** A branch to logits of its own, whose loss is added to that at the end; what goes on is not changed by it. */
    record Exit(List<Stage> stages) implements Stage {
        /** Keeps the stages as they are now. */
        public Exit {
            stages = List.copyOf(stages);
        }
    }
}
