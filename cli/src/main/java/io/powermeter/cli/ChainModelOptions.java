package io.powermeter.cli;

import io.powermeter.workloads.data.DataFormat;
import io.powermeter.workloads.data.ImageShape;
import io.powermeter.workloads.mcmc.Chain;
import io.powermeter.workloads.nn.Architecture;
import io.powermeter.workloads.nn.Model;
import java.util.Iterator;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which network a chain moves: not all can be. */
final class ChainModelOptions {
    @Option(
            names = "--model",
            paramLabel = "NAME",
            completionCandidates = Movable.class,
            description = "The network: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private Model model = Model.SOFTMAX;

    @Mixin
    private HiddenOption hidden = new HiddenOption();

    Architecture architecture(ImageShape image) {
        return model.architecture(image, hidden.sizes());
    }

    /** The models that a chain can move. */
    static final class Movable implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.of(Model.values())
                    .filter(model -> Chain.isMovable(model.architecture(DataFormat.MNIST.shape())))
                    .map(Model::toString)
                    .iterator();
        }
    }
}
