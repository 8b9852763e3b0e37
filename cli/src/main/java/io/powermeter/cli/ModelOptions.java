package io.powermeter.cli;

import io.powermeter.workloads.data.ImageShape;
import io.powermeter.workloads.nn.Architecture;
import io.powermeter.workloads.nn.Model;
import java.util.List;
import picocli.CommandLine.Option;

/** Which network a workload trains. */
final class ModelOptions {
    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "The network: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private Model model;

    @Option(
            names = "--hidden",
            paramLabel = "SIZE",
            split = ",",
            description = "Sizes of the hidden layers of an mlp, for instance 300,100 (default 100).")
    private List<Integer> hidden = List.of();

    ModelOptions(Model standard) {
        this.model = standard;
    }

    Architecture architecture(ImageShape image) {
        return model.architecture(image, hidden);
    }
}
