package io.powermeter.cli;

import io.powermeter.workloads.McmcBinary;
import io.powermeter.workloads.SparsitySettings;
import io.powermeter.workloads.data.DataSource;
import io.powermeter.workloads.nn.Architecture;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The workload {@code mcmc-binary}. */
@Command(
        name = "mcmc-binary",
        description = "Learn weights of 1 and -1 by a Metropolis-Hastings chain that changes signs. About 10 s.")
final class McmcBinaryCommand extends TrainingCommand {
    @Mixin
    private ChainModelOptions model = new ChainModelOptions();

    @Mixin
    private ChainOptions chain = new ChainOptions();

    @Option(
            names = "--flip",
            description =
                    "How likely each parameter of a neighbourhood is to change its sign (default ${DEFAULT-VALUE}).")
    private double flip = 0.5;

    @Option(names = "--scale", description = "Factor of the logits before the softmax (default by the model).")
    private @Nullable Double scale;

    @Option(
            names = "--inferences",
            description = "Images to classify in each arithmetic in the end (default ${DEFAULT-VALUE}).")
    private int inferences = SparsitySettings.DEFAULT.inferences();

    @Mixin
    private DataOptions data = new DataOptions();

    @Override
    Task task() {
        DataSource source = data.source();
        Architecture architecture = model.architecture(source.format().shape());
        McmcBinary.Settings recommended = McmcBinary.Settings.recommended(architecture, source);
        return new McmcBinary(new McmcBinary.Settings(
                architecture,
                source,
                chain.settings(recommended.chain()),
                flip,
                Objects.requireNonNullElse(scale, recommended.scale()),
                inferences))::run;
    }
}
