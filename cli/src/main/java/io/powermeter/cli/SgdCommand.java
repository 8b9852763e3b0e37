package io.powermeter.cli;

import io.powermeter.workloads.Sgd;
import io.powermeter.workloads.TrainingSettings;
import io.powermeter.workloads.data.DataSource;
import io.powermeter.workloads.nn.Model;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The workload {@code sgd}. */
@Command(
        name = "sgd",
        description = "Train a network on images by stochastic gradient descent with momentum. About 10 s.")
final class SgdCommand extends TrainingCommand {
    @Mixin
    private ModelOptions model = new ModelOptions(Model.LENET5);

    @Mixin
    private TrainingOptions training = new TrainingOptions(TrainingSettings.DEFAULT);

    @Mixin
    private DataOptions data = new DataOptions();

    @Override
    Task task() {
        DataSource source = data.source();
        return new Sgd(new Sgd.Settings(model.architecture(source.format().shape()), source, training.settings()))::run;
    }
}
