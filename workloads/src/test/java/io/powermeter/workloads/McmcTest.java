package io.powermeter.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.workloads.data.DataFormat;
import io.powermeter.workloads.data.DataSource;
import io.powermeter.workloads.data.IdxFile;
import io.powermeter.workloads.mcmc.Chain;
import io.powermeter.workloads.mcmc.Law;
import io.powermeter.workloads.mcmc.Neighbourhood;
import io.powermeter.workloads.nn.Architecture;
import io.powermeter.workloads.nn.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class McmcTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void writeData() throws IOException {
        IdxFile.writeAll(folder, 40, 20);
    }

    private DataSource data() {
        return new DataSource(DataFormat.MNIST, Optional.of(folder));
    }

    private static Architecture mlp() {
        return Model.MLP.architecture(DataFormat.MNIST.shape(), List.of(8));
    }

    private static ChainSettings chain(int iterations, int batch) {
        return new ChainSettings(30, iterations, List.of(), List.of(Neighbourhood.parse("2")), 100, batch, 3, 1, 1);
    }

    private McmcSparse.Settings sparse(ChainSettings chain, PruningSettings pruning, int sgdEpochs) {
        StepSettings steps = new StepSettings(Law.STUDENT, List.of(0.3), StepSettings.PriorLaw.STUDENT, 0.01);
        return new McmcSparse.Settings(mlp(), data(), chain, steps, pruning, sgdEpochs, 50);
    }

    private Log run(McmcSparse.Settings settings) {
        Log log = new Log();
        new McmcSparse(settings, Warmups.once()).run(log);
        return log;
    }

    private static double last(Log log, String metric) {
        return log.lines.stream()
                .filter(line -> line.startsWith(metric + " "))
                .reduce((first, second) -> second)
                .map(line -> Double.parseDouble(line.substring(metric.length() + 1)))
                .orElseThrow();
    }

    private static String withoutProgress(Log log) {
        return log.lines.stream().filter(line -> !line.contains("/")).collect(Collectors.joining("\n"));
    }

    @Test
    void runSparse_smallRun_tellsPhasesMetricsAndProgress() {
        Log log = run(sparse(chain(20, 0), new PruningSettings(0.9, 0, Chain.Score.MAGNITUDE), 1));

        assertThat(log.lines)
                .containsSubsequence("+load", "-load", "+warmup", "-warmup", "+chain", "1/25", "2/25")
                .containsSubsequence("2/25", "samples 60.0", "-chain", "+test", "-test", "+chain", "20/25", "-test")
                .containsSubsequence(
                        "20/25",
                        "+resistance",
                        "-resistance",
                        "+sgd.train",
                        "samples 30.0",
                        "-sgd.train",
                        "+sgd.test",
                        "-sgd.test",
                        "+resistance")
                .containsSubsequence("-sgd.test", "+infer-dense", "samples 50.0", "-infer-dense", "+infer-masked")
                .containsSubsequence("-infer-masked", "+infer-csr", "samples 50.0", "-infer-csr");
        assertThat(log.lines.stream().filter("+chain"::equals)).hasSize(10);
        assertThat(last(log, "accepted.1")).isBetween(0.0, 1.0);
        for (String name : List.of("pruned-50", "pruned-80", "pruned-90", "pruned-95", "pruned-98")) {
            assertThat(last(log, name)).isBetween(0.0, 1.0);
            assertThat(last(log, "sgd." + name)).isBetween(0.0, 1.0);
        }
        assertThat(last(log, "sgd.accuracy")).isBetween(0.0, 1.0);
        assertThat(last(log, "kept")).isEqualTo(635);
        assertThat(last(log, "infer-csr.multiplications")).isEqualTo(635);
        assertThat(last(log, "infer-csr.accuracy")).isCloseTo(last(log, "infer-masked.accuracy"), within(1e-9));
    }

    @Test
    void runSparse_noSgd_leavesItsPhaseOut() {
        Log log = run(sparse(chain(2, 0), new PruningSettings(0.5, 0, Chain.Score.MAGNITUDE), 0));

        assertThat(log.lines).doesNotContain("+sgd.train").contains("+infer-csr");
    }

    /**
     * Every step is accepted and goes far, so that all weights matter in the end: taking nine of ten of them away changes
     * nothing only if those are 0 already.
     */
    @Test
    void runSparse_pruningDuringTheChain_isDoneBeforeItEnds() throws IOException {
        IdxFile.writeAll(folder, 40, 200);
        Log pruned = run(movingAll(5));
        Log unpruned = run(movingAll(0));

        for (String name : List.of("pruned-50", "pruned-80", "pruned-90")) {
            assertThat(last(pruned, name)).as(name).isEqualTo(last(pruned, "accuracy"));
            assertThat(last(unpruned, name)).as(name).isNotEqualTo(last(unpruned, "accuracy"));
        }
    }

    private McmcSparse.Settings movingAll(int pruneEvery) {
        ChainSettings chain = new ChainSettings(30, 40, List.of(), List.of(Neighbourhood.parse("row")), 0, 0, 3, 1, 1);
        StepSettings steps = new StepSettings(Law.GAUSSIAN, List.of(1.0), StepSettings.PriorLaw.GAUSSIAN, 1e6);
        PruningSettings pruning = new PruningSettings(0.9, pruneEvery, Chain.Score.ACCEPTANCES);
        return new McmcSparse.Settings(mlp(), data(), chain, steps, pruning, 0, 50);
    }

    @Test
    void runSparse_batches_countsTheirImagesAndRepeatsBitForBit() {
        McmcSparse.Settings settings = sparse(chain(20, 8), new PruningSettings(0.9, 0, Chain.Score.MAGNITUDE), 0);
        Log log = run(settings);

        assertThat(log.lines).contains("samples 16.0");
        assertThat(withoutProgress(run(settings))).isEqualTo(withoutProgress(log));
    }

    @Test
    void runBinary_smallRun_tellsPhasesAndMetrics() {
        Log log = new Log();
        McmcBinary.Settings settings = new McmcBinary.Settings(
                Model.SOFTMAX.architecture(DataFormat.MNIST.shape()), data(), chain(10, 0), 0.5, 0.3, 100);

        new McmcBinary(settings, Warmups.once()).run(log);

        assertThat(log.lines)
                .containsSubsequence(
                        "+load", "-load", "+warmup", "-warmup", "+chain", "samples 30.0", "-chain", "+test");
        assertThat(last(log, "accuracy")).isBetween(0.0, 1.0);
        assertThat(last(log, "loss")).isPositive();
        assertThat(log.lines).contains("+infer-float", "+infer-binary");
        assertThat(last(log, "infer-binary.accuracy")).isEqualTo(last(log, "infer-float.accuracy"));
    }

    @Test
    void runBinary_wholeTestSet_isClassifiedAsByTheChainsNetwork() {
        Log log = new Log();
        McmcBinary.Settings settings = new McmcBinary.Settings(
                mlp(), data(), chain(10, 0), 0.5, 0.3, data().load().test().count());

        new McmcBinary(settings, Warmups.once()).run(log);

        assertThat(last(log, "infer-binary.accuracy")).isEqualTo(last(log, "accuracy"));
    }

    @Test
    void pruningAfter_fiveTimes_goesUpInEqualPartsAndNotAtTheEnd() {
        PruningSettings pruning = new PruningSettings(0.9, 10, Chain.Score.MAGNITUDE);

        assertThat(pruning.after(10, 40)).isCloseTo(0.3, within(1e-12));
        assertThat(pruning.after(11, 40)).isZero();
        assertThat(pruning.after(30, 40)).isCloseTo(0.9, within(1e-12));
        assertThat(pruning.after(40, 40)).isZero();
        assertThat(new PruningSettings(0.9, 0, Chain.Score.MAGNITUDE).after(10, 40))
                .isZero();
    }

    @Test
    void settings_outOfRange_sayWhatIsAllowed() {
        List<Neighbourhood> one = List.of(Neighbourhood.parse("1"));
        refused("images is 0, allowed is 1 to 1000000.", () -> new ChainSettings(0, 1, List.of(), one, 1, 0, 1, 1, 1));
        refused(
                "iterations is 0, allowed is 1 to 1000000000.",
                () -> new ChainSettings(1, 0, List.of(), one, 1, 0, 1, 1, 1));
        refused(
                "layer-probabilities is [0.5, 0.6], allowed is numbers from 0 to 1 whose sum is 1.",
                () -> new ChainSettings(1, 1, List.of(0.5, 0.6), one, 1, 0, 1, 1, 1));
        refused(
                "lambda is NaN, allowed is 0 or more, or Infinity.",
                () -> new ChainSettings(1, 1, List.of(), one, Double.NaN, 0, 1, 1, 1));
        refused(
                "batch is -1, allowed is 0 for all images, to 1000000.",
                () -> new ChainSettings(1, 1, List.of(), one, 1, -1, 1, 1, 1));
        refused("proposals is 0, allowed is 1 or more.", () -> new ChainSettings(1, 1, List.of(), one, 1, 0, 0, 1, 1));
        refused("threads is 65, allowed is 1 to 64.", () -> new ChainSettings(1, 1, List.of(), one, 1, 0, 1, 1, 65));
        refused(
                "proposal-scale is [0.0], allowed is numbers above 0.",
                () -> new StepSettings(Law.STUDENT, List.of(0.0), StepSettings.PriorLaw.NONE, 1));
        refused(
                "prior-scale is Infinity, allowed is any number above 0.",
                () -> new StepSettings(Law.STUDENT, List.of(1.0), StepSettings.PriorLaw.NONE, 1 / 0.0));
        refused(
                "sparsity is 1.0, allowed is 0 or more, below 1.",
                () -> new PruningSettings(1, 0, Chain.Score.MAGNITUDE));
    }

    @Test
    void settings_thatDoNotFit_sayWhatIsAllowed() {
        PruningSettings pruning = new PruningSettings(0.9, 0, Chain.Score.MAGNITUDE);
        List<Neighbourhood> three =
                List.of(Neighbourhood.parse("1"), Neighbourhood.parse("2"), Neighbourhood.parse("3"));
        refused(
                "neighbourhood is [1, 2, 3], allowed is one value, or one for each of the 2 layers.",
                () -> sparse(new ChainSettings(1, 1, List.of(), three, 1, 0, 1, 1, 1), pruning, 0));
        refused(
                "prune-every is 20, allowed is 0 to iterations - 1.",
                () -> sparse(chain(20, 0), new PruningSettings(0.9, 20, Chain.Score.MAGNITUDE), 0));
        refused("sgd-epochs is -1, allowed is 0 to 1000.", () -> sparse(chain(20, 0), pruning, -1));
        refused(
                "flip is 0.0, allowed is above 0, to 1.",
                () -> new McmcBinary.Settings(mlp(), data(), chain(1, 0), 0, 1, 1));
        refused(
                "scale is -1.0, allowed is any float above 0.",
                () -> new McmcBinary.Settings(mlp(), data(), chain(1, 0), 0.5, -1, 1));
    }

    private static void refused(String message, ThrowingCallable made) {
        assertThatThrownBy(made).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
