package io.powermeter.cli;

import io.powermeter.workloads.BinaryMlp;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the workloads with +-1 weights have in common. */
final class BinaryOptions {
    @Option(
            names = "--hidden",
            paramLabel = "SIZE",
            split = ",",
            description = "Sizes of the hidden layers, for instance 1024,1024 (default 100).")
    private List<Integer> hidden = List.of();

    @Option(
            names = "--inferences",
            description = "Images to classify in each arithmetic after training (default ${DEFAULT-VALUE}).")
    private int inferences = BinaryMlp.Settings.INFERENCES;

    @Mixin
    private TrainingOptions training = new TrainingOptions(BinaryMlp.Settings.TRAINING);

    @Mixin
    private DataOptions data = new DataOptions();

    TrainingCommand.Task task(BinaryMlp.Activation between) {
        return new BinaryMlp(new BinaryMlp.Settings(between, hidden, data.source(), training.settings(), inferences))
                ::run;
    }
}
