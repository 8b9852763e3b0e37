package io.powermeter.cli;

import io.powermeter.workloads.Magnitude;
import io.powermeter.workloads.data.DataSource;
import io.powermeter.workloads.nn.Model;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The workload {@code magnitude}. */
@Command(
        name = "magnitude",
        description = "Train, remove the smallest weights, and so on; infer with dense and sparse kernels.")
final class MagnitudeCommand extends TrainingCommand {
    private static final Magnitude.Settings STANDARD = Magnitude.Settings.DEFAULT;

    @Mixin
    private ModelOptions model = new ModelOptions(Model.LENET300);

    @Option(names = "--rounds", description = "Rounds of training and pruning (default ${DEFAULT-VALUE}).")
    private int rounds = STANDARD.rounds();

    @Option(
            names = "--round-epochs",
            description = "Passes over the training images in each round (default ${DEFAULT-VALUE}).")
    private int roundEpochs = STANDARD.roundEpochs();

    @Option(names = "--rewind", description = "Begin each round with the first weights: a lottery ticket.")
    private boolean rewind;

    @Mixin
    private SparsityOptions pruning = new SparsityOptions();

    @Mixin
    private TrainingOptions training = new TrainingOptions(STANDARD.training());

    @Mixin
    private DataOptions data = new DataOptions();

    @Override
    Task task() {
        DataSource source = data.source();
        return new Magnitude(new Magnitude.Settings(
                model.architecture(source.format().shape()),
                source,
                training.settings(),
                rounds,
                roundEpochs,
                rewind,
                pruning.settings()))::run;
    }
}
