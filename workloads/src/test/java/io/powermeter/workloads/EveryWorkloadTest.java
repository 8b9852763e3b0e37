package io.powermeter.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.workloads.data.DataFormat;
import io.powermeter.workloads.data.DataSource;
import io.powermeter.workloads.data.IdxFile;
import io.powermeter.workloads.mcmc.Chain;
import io.powermeter.workloads.mcmc.Law;
import io.powermeter.workloads.mcmc.Neighbourhood;
import io.powermeter.workloads.nn.Architecture;
import io.powermeter.workloads.nn.Execution;
import io.powermeter.workloads.nn.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What all workloads do alike, on a few random images. */
class EveryWorkloadTest {
    private static final Map<String, Consumer<TrainingListener>> WORKLOADS = new LinkedHashMap<>();

    @TempDir
    private static Path folder;

    @BeforeAll
    static void prepare() throws IOException {
        IdxFile.writeAll(folder, 40, 20);
        DataSource data = new DataSource(DataFormat.MNIST, Optional.of(folder));
        Architecture mlp = Model.MLP.architecture(DataFormat.MNIST.shape(), List.of(8));
        TrainingSettings training = new TrainingSettings(2, 16, 0.01, Schedule.CONSTANT, 0.9, 1, 1);
        SparsitySettings blocks = new SparsitySettings(0.5, 4, Execution.BSR, 50);
        ChainSettings chain = new ChainSettings(30, 20, List.of(), List.of(Neighbourhood.parse("2")), 100, 0, 3, 1, 1);
        StepSettings steps = new StepSettings(Law.STUDENT, List.of(0.3), StepSettings.PriorLaw.STUDENT, 0.01);
        PruningSettings pruning = new PruningSettings(0.9, 0, Chain.Score.MAGNITUDE);
        Warmup once = Warmups.once();
        WORKLOADS.put("sgd", new Sgd(new Sgd.Settings(mlp, data, training), once)::run);
        WORKLOADS.put(
                "early-exit", new EarlyExit(new EarlyExit.Settings(data, training, List.of(0.0, 0.5), 50), once)::run);
        WORKLOADS.put("snip", new Snip(new Snip.Settings(mlp, data, training, Criterion.SNIP, blocks), once)::run);
        WORKLOADS.put(
                "magnitude", new Magnitude(new Magnitude.Settings(mlp, data, training, 2, 1, true, blocks), once)::run);
        WORKLOADS.put("edge-popup", new EdgePopup(new EdgePopup.Settings(mlp, data, training, 0.5, 50), once)::run);
        WORKLOADS.put(
                "binarynet",
                new BinaryMlp(new BinaryMlp.Settings(BinaryMlp.Activation.SIGN, List.of(8), data, training, 50), once)
                        ::run);
        WORKLOADS.put(
                "mcmc-sparse",
                new McmcSparse(new McmcSparse.Settings(mlp, data, chain, steps, pruning, 1, 50), once)::run);
        WORKLOADS.put(
                "mcmc-binary", new McmcBinary(new McmcBinary.Settings(mlp, data, chain, 0.5, 0.3, 50), once)::run);
        WORKLOADS.put(
                "kernels",
                new KernelSweep(
                        new KernelSweep.Settings(List.of(64), List.of(16), 0.5, 0.01, 1), once, System::nanoTime)::run);
    }

    static Stream<String> names() {
        return Stream.of(
                "sgd",
                "early-exit",
                "snip",
                "magnitude",
                "edge-popup",
                "binarynet",
                "mcmc-sparse",
                "mcmc-binary",
                "kernels");
    }

    @ParameterizedTest
    @MethodSource("names")
    void run_progress_isOfTheWholeTaskAndFullInItsLastPhase(String name) {
        Log log = new Log();
        WORKLOADS.get(name).accept(log);

        List<String> progress =
                log.lines.stream().filter(line -> line.matches("\\d+/\\d+")).toList();
        String total = progress.get(0).substring(progress.get(0).indexOf('/') + 1);
        for (int i = 0; i < progress.size(); i++) {
            assertThat(progress.get(i)).isEqualTo((i + 1) + "/" + total);
        }
        int full = log.lines.indexOf(total + "/" + total);
        assertThat(full).as("100 %").isNotNegative();
        assertThat(log.lines.subList(full, log.lines.size())).noneMatch(line -> line.startsWith("+"));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void run_settings_areAllToldAsTheOptionsAreCalled(String name, String told) {
        Log log = new Log();

        WORKLOADS.get(name).accept(log);

        assertThat(log.settings.toString()).isEqualTo("{" + told + "}");
    }

    static Stream<Arguments> settings() {
        String training = "epochs=2, batch=16, lr=0.01, schedule=constant, momentum=0.9, seed=1, threads=1";
        String mlp = "model=mlp, hidden=8, dataset=mnist, data=own files, ";
        String images = ", training-images=40, test-images=20";
        String pruning = ", sparsity=0.5, block=4, execution=bsr, inferences=50";
        String chain =
                mlp + "images=30, iterations=20, layer-probabilities=0.5,0.5, neighbourhood=2,2, lambda=100, batch=0,"
                        + " proposals=3, seed=1, threads=1, ";
        String chainImages = ", training-images=30, test-images=20";
        return Stream.of(
                Arguments.of("sgd", mlp + training + images),
                Arguments.of(
                        "early-exit",
                        "dataset=mnist, data=own files, " + training + ", thresholds=0,0.5, inferences=50" + images),
                Arguments.of("snip", mlp + training + ", criterion=snip" + pruning + images),
                Arguments.of(
                        "magnitude", mlp + training + ", rounds=2, round-epochs=1, rewind=true" + pruning + images),
                Arguments.of("edge-popup", mlp + training + ", keep=0.5, inferences=50" + images),
                Arguments.of(
                        "binarynet",
                        "activation=sign, hidden=8, dataset=mnist, data=own files, " + training + ", inferences=50"
                                + images),
                Arguments.of(
                        "mcmc-sparse",
                        chain + "proposal=student, proposal-scale=0.3, prior=student, prior-scale=0.01, sparsity=0.9,"
                                + " prune-every=0, prune-by=magnitude, sgd-epochs=1, inferences=50" + chainImages),
                Arguments.of("mcmc-binary", chain + "flip=0.5, scale=0.3, inferences=50" + chainImages),
                Arguments.of("kernels", "dots=64, products=16, sparsity=0.5, seconds=0.01, seed=1"));
    }

    @Test
    void tell_standardModels_areNamed() {
        for (Model model : Model.values()) {
            Log log = new Log();

            new EffectiveSettings(log)
                    .tell(new Sgd.Settings(
                            model.architecture(DataFormat.MNIST.shape()),
                            DataSource.BUNDLED,
                            TrainingSettings.DEFAULT));

            assertThat(log.settings).containsEntry("model", model.toString()).containsEntry("data", "bundled");
            assertThat(log.settings.get("hidden")).isEqualTo(model == Model.MLP ? "100" : null);
        }
    }
}
