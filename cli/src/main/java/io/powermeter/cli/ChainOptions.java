package io.powermeter.cli;

import io.powermeter.workloads.ChainSettings;
import io.powermeter.workloads.mcmc.Neighbourhood;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** How a workload's chain goes; what is not given depends on the model. */
final class ChainOptions {
    @Option(names = "--images", description = "Learn from the first so many training images (default by the model).")
    private @Nullable Integer images;

    @Option(names = "--iterations", description = "Proposals in all (default 20000 or 10000, by the model).")
    private @Nullable Integer iterations;

    @Option(
            names = "--layer-probabilities",
            paramLabel = "SHARE",
            split = ",",
            description = "How likely a proposal is in each layer (default by the model).")
    private @Nullable List<Double> layers;

    @Option(
            names = "--neighbourhood",
            paramLabel = "WHICH",
            split = ",",
            converter = NeighbourhoodText.class,
            description =
                    "What a proposal changes, for each layer or one for all: so many parameters, row (an output or"
                            + " a filter), row:5 (its bias and so many weights) or block:4 (default by the model).")
    private @Nullable List<Neighbourhood> neighbourhoods;

    @Option(
            names = "--lambda",
            description =
                    "What a difference of the mean loss is multiplied by; Infinity takes what is better and nothing"
                            + " else (default by the model).")
    private @Nullable Double lambda;

    @Option(names = "--batch", description = "Images for a proposal's loss; 0 for all (default ${DEFAULT-VALUE}).")
    private int batch = 0;

    @Option(names = "--proposals", description = "Proposals per batch (default ${DEFAULT-VALUE}).")
    private int perBatch = 100;

    @Option(names = "--seed", description = "Of all that is drawn at random (default ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--threads", description = "Threads that share out the images (default ${DEFAULT-VALUE}).")
    private int threads = 1;

    /** What is given, and the rest as recommended. */
    ChainSettings settings(ChainSettings recommended) {
        return new ChainSettings(
                Objects.requireNonNullElse(images, recommended.images()),
                Objects.requireNonNullElse(iterations, recommended.iterations()),
                Objects.requireNonNullElse(layers, recommended.layerProbabilities()),
                Objects.requireNonNullElse(neighbourhoods, recommended.neighbourhood()),
                Objects.requireNonNullElse(lambda, recommended.lambda()),
                batch,
                perBatch,
                seed,
                threads);
    }

    /** Reads a neighbourhood. */
    static final class NeighbourhoodText implements CommandLine.ITypeConverter<Neighbourhood> {
        @Override
        public Neighbourhood convert(String text) {
            try {
                return Neighbourhood.parse(text);
            } catch (IllegalArgumentException e) {
                throw new CommandLine.TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
