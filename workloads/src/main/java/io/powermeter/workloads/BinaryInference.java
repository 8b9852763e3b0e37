package io.powermeter.workloads;

import io.powermeter.workloads.nn.Architecture;
import io.powermeter.workloads.nn.BinaryLayer;
import io.powermeter.workloads.nn.BinaryNetwork;
import io.powermeter.workloads.nn.BinaryNetwork.Arithmetic;
import io.powermeter.workloads.nn.Workers;
import java.util.List;

/**
 * Classifies the same images with +-1 weights in floats, in the phase {@code infer-float}, and packed, in {@code
 * infer-binary}.
 *
 * @param floats accuracy in floats, 0 to 1
 * @param packed accuracy on packed signs, the same
 */
record BinaryInference(double floats, double packed) {

    /** How many there are. */
    static final int PHASES = 2;

    static BinaryInference run(
            Inference inference, Architecture architecture, List<BinaryLayer> layers, int batch, Workers workers) {
        BinaryNetwork floats = new BinaryNetwork(architecture, layers, Arithmetic.FLOAT, batch, workers);
        BinaryNetwork packed = new BinaryNetwork(architecture, layers, Arithmetic.PACKED, batch, workers);
        return new BinaryInference(
                inference.run("infer-float", floats::correct), inference.run("infer-binary", packed::correct));
    }
}
