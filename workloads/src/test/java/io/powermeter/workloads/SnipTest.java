package io.powermeter.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.workloads.data.DataSource;
import io.powermeter.workloads.data.FewImages;
import io.powermeter.workloads.nn.Architecture;
import io.powermeter.workloads.nn.Execution;
import io.powermeter.workloads.nn.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SnipTest {

    @TempDir
    private static Path folder;

    private static DataSource few = DataSource.BUNDLED;

    @BeforeAll
    static void writeImages() throws IOException {
        few = FewImages.in(folder);
    }

    /** 784 * 32 + 32 * 10 = 25,408 weights. */
    private static final Architecture SMALL =
            Model.MLP.architecture(DataSource.BUNDLED.format().shape(), List.of(32));

    private static Snip.Settings settings(Criterion criterion, double sparsity, int block, Execution execution) {
        return new Snip.Settings(
                SMALL,
                few,
                new TrainingSettings(2, 32, 0.05, Schedule.COSINE, 0.9, 1, 1),
                criterion,
                new SparsitySettings(sparsity, block, execution, 500));
    }

    private static PrunedResult run(Snip.Settings settings, TrainingListener listener) {
        return new Snip(settings, Warmups.once()).run(listener);
    }

    @Test
    void run_90Percent_keepsExactlyTheRestAndLearns() {
        Log log = new Log();

        PrunedResult result = run(settings(Criterion.SNIP, 0.9, 1, Execution.CSR), log);

        assertThat(result.kept()).isEqualTo(2541);
        assertThat(result.multiplications()).isEqualTo(2541);
        assertThat(result.training().accuracy()).isGreaterThan(0.65);
        assertThat(result.accuracy()).containsOnlyKeys("infer-dense", "infer-masked", "infer-csr");
        assertThat(result.accuracy().get("infer-csr"))
                .isEqualTo(result.training().accuracy())
                .isCloseTo(result.accuracy().get("infer-masked"), within(0.001));
        assertThat(log.lines)
                .containsSubsequence("-load", "+prune", "-prune", "+warmup", "-warmup", "+train", "-train", "+test")
                .containsSubsequence("kept 2541.0", "+warmup", "-warmup", "+infer-dense", "samples 500.0")
                .containsSubsequence("+infer-masked", "-infer-masked", "infer-masked.multiplications 25408.0")
                .containsSubsequence("+infer-csr", "-infer-csr", "infer-csr.multiplications 2541.0")
                .doesNotContain("+infer-bsr");
    }

    @Test
    void run_blocks_trainsAndInfersByBlocksToo() {
        PrunedResult result = run(settings(Criterion.SNIP, 0.9, 4, Execution.BSR), TrainingListener.NONE);

        assertThat(result.kept()).isEqualTo(2541);
        assertThat(result.training().accuracy()).isGreaterThan(0.5);
        assertThat(result.accuracy().get("infer-bsr"))
                .isCloseTo(result.accuracy().get("infer-masked"), within(0.001))
                .isCloseTo(result.accuracy().get("infer-csr"), within(0.001));
    }

    @ParameterizedTest
    @EnumSource(Criterion.class)
    void run_anyCriterion_keepsExactlySoMany(Criterion criterion) {
        PrunedResult result = run(settings(criterion, 0.98, 1, Execution.CSR), TrainingListener.NONE);

        assertThat(result.kept()).isEqualTo(508);
    }

    @Test
    void settings_impossibleOnes_areRefused() {
        assertThatThrownBy(() -> settings(Criterion.SNIP, 1, 1, Execution.CSR))
                .hasMessage("sparsity is 1.0, allowed is 0 or more, below 1.");
        assertThatThrownBy(() -> settings(Criterion.SNIP, 0.9, 3, Execution.CSR))
                .hasMessage("block is 3, allowed is 1, 4 or 8.");
        assertThatThrownBy(() -> settings(Criterion.SNIP, 0.9, 1, Execution.BSR))
                .hasMessage(
                        "execution is bsr, allowed is csr or dense-masked for single weights; for bsr take --block 4"
                                + " or 8.");
        assertThatThrownBy(() -> new Snip.Settings(
                        Model.LENET300.architecture(DataSource.BUNDLED.format().shape()),
                        DataSource.BUNDLED,
                        Snip.Settings.TRAINING,
                        Criterion.SNIP,
                        new SparsitySettings(0.9, 8, Execution.BSR, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("block is 8, but blocks of 8 x 8 do not divide the layer of 300 x 784 weights: take another"
                        + " --block, or --execution csr.");
    }
}
