package io.powermeter.cli;

import io.powermeter.workloads.data.ImageShape;
import io.powermeter.workloads.nn.Architecture;
import io.powermeter.workloads.nn.Model;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which network a workload trains. */
final class ModelOptions {
    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "The network: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private Model model;

    @Mixin
    private HiddenOption hidden = new HiddenOption();

    ModelOptions(Model standard) {
        this.model = standard;
    }

    Architecture architecture(ImageShape image) {
        return model.architecture(image, hidden.sizes());
    }
}
