package io.powermeter.cli;

import io.powermeter.workloads.BinaryMlp;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The workload {@code binarynet}. */
@Command(name = "binarynet", description = "Train dense layers of +-1 weights, with signs between them.")
final class BinaryNetCommand extends TrainingCommand {
    @Mixin
    private BinaryOptions options = new BinaryOptions();

    @Override
    Task task() {
        return options.task(BinaryMlp.Activation.SIGN);
    }
}
