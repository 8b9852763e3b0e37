package io.powermeter.workloads.nn;

import java.util.Optional;

/** One step of a network, reading its input's values and the gradient of its output; batch is at most the size built for. */
interface Layer {

    Activation output();

    void forward(int batch);

    /** Output gradient to input gradient. */
    void backwardInput(int batch);

    /** Output gradient to the gradient of the parameters. */
    default void backwardWeight(int batch) {}

    default Optional<Parameters> parameters() {
        return Optional.empty();
    }
}
