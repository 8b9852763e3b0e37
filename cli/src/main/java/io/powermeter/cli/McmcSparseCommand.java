package io.powermeter.cli;

import io.powermeter.workloads.McmcSparse;
import io.powermeter.workloads.PruningSettings;
import io.powermeter.workloads.StepSettings;
import io.powermeter.workloads.data.DataSource;
import io.powermeter.workloads.mcmc.Chain;
import io.powermeter.workloads.mcmc.Law;
import io.powermeter.workloads.nn.Architecture;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The workload {@code mcmc-sparse}. */
@Command(
        name = "mcmc-sparse",
        description =
                "Learn by a Metropolis-Hastings chain whose prior keeps most weights near 0; prune them. About 10 s.")
final class McmcSparseCommand extends TrainingCommand {
    @Mixin
    private ChainModelOptions model = new ChainModelOptions();

    @Mixin
    private ChainOptions chain = new ChainOptions();

    @Option(names = "--proposal", description = "Law of a step: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private Law proposal = Law.STUDENT;

    @Option(
            names = "--proposal-scale",
            paramLabel = "SCALE",
            split = ",",
            description = "Its scale, for each layer or one for all (default by the model).")
    private @Nullable List<Double> proposalScales;

    @Option(names = "--prior", description = "Law of the prior: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private StepSettings.PriorLaw prior = StepSettings.PriorLaw.STUDENT;

    @Option(names = "--prior-scale", description = "Its scale (default by the model).")
    private @Nullable Double priorScale;

    @Option(names = "--sparsity", description = "Share of the weights that is 0 in the end (default ${DEFAULT-VALUE}).")
    private double sparsity = 0.9;

    @Option(
            names = "--prune-every",
            description = "Prune during the chain, each so many proposals; 0 at the end (default ${DEFAULT-VALUE}).")
    private int pruneEvery = 0;

    @Option(
            names = "--prune-by",
            description = "What goes first, the lowest: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private Chain.Score pruneBy = Chain.Score.MAGNITUDE;

    @Option(
            names = "--sgd-epochs",
            description = "Epochs of gradient descent to compare with; 0 for none (default ${DEFAULT-VALUE}).")
    private int sgdEpochs = 5;

    @Option(names = "--inferences", description = "Images of each inference phase (default ${DEFAULT-VALUE}).")
    private int inferences = 200_000;

    @Mixin
    private DataOptions data = new DataOptions();

    @Override
    Task task() {
        DataSource source = data.source();
        Architecture architecture = model.architecture(source.format().shape());
        McmcSparse.Settings recommended = McmcSparse.Settings.recommended(architecture, source);
        StepSettings steps = new StepSettings(
                proposal,
                Objects.requireNonNullElse(proposalScales, recommended.steps().proposalScale()),
                prior,
                Objects.requireNonNullElse(priorScale, recommended.steps().priorScale()));
        return new McmcSparse(new McmcSparse.Settings(
                architecture,
                source,
                chain.settings(recommended.chain()),
                steps,
                new PruningSettings(sparsity, pruneEvery, pruneBy),
                sgdEpochs,
                inferences))::run;
    }
}
