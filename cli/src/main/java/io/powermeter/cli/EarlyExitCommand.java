package io.powermeter.cli;

import io.powermeter.workloads.EarlyExit;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The workload {@code early-exit}. */
@Command(
        name = "early-exit",
        description = "Train LeNet-5 with an early exit; classify with and without it. About 25 s.")
final class EarlyExitCommand extends TrainingCommand {
    @Option(
            names = "--thresholds",
            paramLabel = "NATS",
            split = ",",
            description =
                    "Entropies below which an image leaves at the exit, a phase for each (default 0,.01,.05,.1,.3,.5,1).")
    private List<Double> thresholds = EarlyExit.Settings.DEFAULT.thresholds();

    @Option(names = "--inferences", description = "Images classified in each phase (default ${DEFAULT-VALUE}).")
    private int inferences = EarlyExit.Settings.DEFAULT.inferences();

    @Mixin
    private TrainingOptions training = new TrainingOptions(EarlyExit.Settings.DEFAULT.training());

    @Mixin
    private DataOptions data = new DataOptions();

    @Override
    Task task() {
        return new EarlyExit(new EarlyExit.Settings(data.source(), training.settings(), thresholds, inferences))::run;
    }
}
