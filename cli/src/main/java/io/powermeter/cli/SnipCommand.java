package io.powermeter.cli;

import io.powermeter.workloads.Criterion;
import io.powermeter.workloads.Snip;
import io.powermeter.workloads.data.DataSource;
import io.powermeter.workloads.nn.Model;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The workload {@code snip}. */
@Command(
        name = "snip",
        description = "Prune a network before training, train the rest, and infer with dense and sparse kernels.")
final class SnipCommand extends TrainingCommand {
    @Mixin
    private ModelOptions model = new ModelOptions(Model.LENET300);

    @Option(
            names = "--criterion",
            paramLabel = "NAME",
            description = "Which weights are kept: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private Criterion criterion = Criterion.SNIP;

    @Mixin
    private SparsityOptions pruning = new SparsityOptions();

    @Mixin
    private TrainingOptions training = new TrainingOptions(Snip.Settings.TRAINING);

    @Mixin
    private DataOptions data = new DataOptions();

    @Override
    Task task() {
        DataSource source = data.source();
        return new Snip(new Snip.Settings(
                model.architecture(source.format().shape()),
                source,
                training.settings(),
                criterion,
                pruning.settings()))::run;
    }
}
