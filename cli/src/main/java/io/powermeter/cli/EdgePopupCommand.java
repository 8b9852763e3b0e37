package io.powermeter.cli;

import io.powermeter.workloads.EdgePopup;
import io.powermeter.workloads.data.DataSource;
import io.powermeter.workloads.nn.Model;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The workload {@code edge-popup}. */
@Command(name = "edge-popup", description = "Find a good network among random weights, which are not trained.")
final class EdgePopupCommand extends TrainingCommand {
    private static final EdgePopup.Settings STANDARD = EdgePopup.Settings.DEFAULT;

    @Mixin
    private ModelOptions model = new ModelOptions(Model.LENET300);

    @Option(names = "--keep", description = "Share of each layer's weights that is used (default ${DEFAULT-VALUE}).")
    private double keep = STANDARD.keep();

    @Option(
            names = "--inferences",
            description = "Images to classify in each execution after training (default ${DEFAULT-VALUE}).")
    private int inferences = STANDARD.inferences();

    @Mixin
    private TrainingOptions training = new TrainingOptions(STANDARD.training());

    @Mixin
    private DataOptions data = new DataOptions();

    @Override
    Task task() {
        DataSource source = data.source();
        return new EdgePopup(new EdgePopup.Settings(
                model.architecture(source.format().shape()), source, training.settings(), keep, inferences))::run;
    }
}
