package io.powermeter.cli;

import io.powermeter.workloads.BinaryMlp;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The workload {@code binaryconnect}. */
@Command(name = "binaryconnect", description = "Train dense layers of +-1 weights, with ReLU between them.")
final class BinaryConnectCommand extends TrainingCommand {
    @Mixin
    private BinaryOptions options = new BinaryOptions();

    @Override
    Task task() {
        return options.task(BinaryMlp.Activation.RELU);
    }
}
