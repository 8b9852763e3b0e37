package io.powermeter.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.workloads.data.CifarFile;
import io.powermeter.workloads.data.DataFormat;
import io.powermeter.workloads.data.DataSource;
import io.powermeter.workloads.data.IdxFile;
import io.powermeter.workloads.nn.Architecture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlyExitTest {

    @TempDir
    Path folder;

    private static EarlyExit.Result run(DataFormat format, Path folder, Log log) {
        DataSource data = new DataSource(format, Optional.of(folder));
        TrainingSettings training = new TrainingSettings(1, 16, 0.03, Schedule.CONSTANT, 0.9, 1, 1);
        return new EarlyExit(new EarlyExit.Settings(data, training, List.of(0.0, 0.5, 3.0), 20), Warmups.once())
                .run(log);
    }

    @Test
    void run_threeThresholds_tellsAPhaseForEachAndWhatItSaved() throws IOException {
        IdxFile.writeAll(folder, 32, 20);
        Log log = new Log();

        EarlyExit.Result result = run(DataFormat.MNIST, folder, log);

        assertThat(log.lines)
                .containsSubsequence("+load", "-load", "+warmup", "+train", "-train", "+test", "-test")
                .containsSubsequence("+warmup", "-warmup", "+infer-full", "samples 20.0", "-infer-full")
                .containsSubsequence("+infer-early-0", "samples 20.0", "-infer-early-0", "infer-early-0.early 0.0")
                .containsSubsequence("+infer-early-0.5", "samples 20.0", "-infer-early-0.5")
                .containsSubsequence(
                        "-infer-early-3", "infer-early-3.early 1.0", "infer-early-3.multiplications 295200.0");
        assertThat(result.full())
                .isEqualTo(new EarlyExit.Point(result.training().accuracy(), 0, 2_293_000));
        assertThat(result.points())
                .extracting(EarlyExit.Point::early)
                .isSorted()
                .startsWith(0.0)
                .endsWith(1.0);
        assertThat(result.points().get(0).accuracy())
                .as("nobody leaves early")
                .isEqualTo(result.full().accuracy());
        EarlyExit.Point middle = result.points().get(1);
        assertThat(middle.multiplications()).isCloseTo(295_200 + (1 - middle.early()) * 2_005_000, within(1e-6));
    }

    @Test
    void run_colours_isPossibleToo() throws IOException {
        CifarFile.write(folder, 3);

        assertThat(run(DataFormat.CIFAR10, folder, new Log()).points()).hasSize(3);
    }

    /** Of LeNet-5 with a maximum of 2 x 2 and a dense layer of 720 inputs behind its first convolution. */
    @Test
    void branched_onMnist_hasItsSize() {
        Architecture branched = EarlyExit.branched(DataFormat.MNIST.shape());

        assertThat(branched.multiplications()).isEqualTo(2_300_200);
        assertThat(branched.untilExit().multiplications()).isEqualTo(295_200);
        assertThat(branched.withoutExit().multiplications()).isEqualTo(2_293_000);
    }

    @Test
    void settings_outOfRange_nameTheRange() {
        assertRefused(List.of(), 1, "thresholds is empty, allowed is one or more entropies in nats.");
        assertRefused(List.of(0.1, -0.5), 1, "thresholds is -0.5, allowed is 0 or more, in nats.");
        assertRefused(List.of(Double.NaN), 1, "thresholds is NaN, allowed is 0 or more, in nats.");
        assertRefused(List.of(0.1), 0, "inferences is 0, allowed is 1 to 100000000.");
    }

    private static void assertRefused(List<Double> thresholds, int images, String message) {
        assertThatThrownBy(
                        () -> new EarlyExit.Settings(DataSource.BUNDLED, TrainingSettings.DEFAULT, thresholds, images))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
