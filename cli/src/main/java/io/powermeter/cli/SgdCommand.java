package io.powermeter.cli;

import io.powermeter.workloads.DivergedException;
import io.powermeter.workloads.Sgd;
import io.powermeter.workloads.data.UnusableDataException;
import io.powermeter.workloads.nn.Model;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The workload {@code sgd}. */
@Command(
        name = "sgd",
        description = "Train a network on MNIST by stochastic gradient descent with momentum.",
        synopsisHeading = "",
        customSynopsis = "sgd [options]",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class SgdCommand implements Callable<Integer>, WorkloadCommand.Checked {
    @Option(
            names = "--model",
            defaultValue = "lenet5",
            converter = ModelText.class,
            description = "softmax (784-10), mlp (784-100-10) or lenet5 (LeNet-5-Caffe) (default ${DEFAULT-VALUE}).")
    private Model model = Sgd.Settings.DEFAULT.model();

    @Option(names = "--epochs", defaultValue = "2", description = "Passes over the images (default ${DEFAULT-VALUE}).")
    private int epochs;

    @Option(names = "--batch", defaultValue = "64", description = "Images per step (default ${DEFAULT-VALUE}).")
    private int batch;

    @Option(names = "--lr", defaultValue = "0.03", description = "Learning rate (default ${DEFAULT-VALUE}).")
    private double learningRate;

    @Option(names = "--momentum", defaultValue = "0.9", description = "Momentum (default ${DEFAULT-VALUE}).")
    private double momentum;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Of the first weights and the order of images (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of the four MNIST files; the bundled 10,000 + 2,000 images if not given.")
    private @Nullable Path data;

    private Sgd.Settings settings() {
        try {
            return new Sgd.Settings(model, epochs, batch, learningRate, momentum, seed, Optional.ofNullable(data));
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(new CommandLine(this), String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void check() {
        settings();
    }

    @Override
    public Integer call() throws UsageException {
        try (JobEvents events = JobEvents.ofEnvironment(System.out)) {
            new Sgd(settings()).run(events);
            return 0;
        } catch (UnusableDataException e) {
            throw new UsageException("sgd: " + e.getMessage());
        } catch (DivergedException e) {
            throw new UsageException("sgd: " + e.getMessage(), 1);
        }
    }

    /** Reads the name of a model. */
    static final class ModelText implements CommandLine.ITypeConverter<Model> {
        @Override
        public Model convert(String text) {
            try {
                return Model.parse(text);
            } catch (IllegalArgumentException e) {
                throw new CommandLine.TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
