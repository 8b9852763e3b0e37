package io.powermeter.workloads.nn;

/** One step of a network, reading its input's values and the gradient of its output, for one batch of fixed size. */
interface Layer {

    Activation output();

    void forward();

    /** Output gradient to input gradient. */
    void backwardInput();

    /** Output gradient to the gradient of the parameters. */
    default void backwardWeight() {}
}
