package io.powermeter.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.workloads.data.DataFormat;
import io.powermeter.workloads.data.DataSource;
import io.powermeter.workloads.data.FewImages;
import io.powermeter.workloads.data.IdxFile;
import io.powermeter.workloads.data.LabeledImages;
import io.powermeter.workloads.nn.Architecture;
import io.powermeter.workloads.nn.Execution;
import io.powermeter.workloads.nn.Model;
import io.powermeter.workloads.nn.Network;
import io.powermeter.workloads.nn.Weights;
import io.powermeter.workloads.nn.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MagnitudeTest {

    @TempDir
    private static Path folder;

    private static DataSource few = DataSource.BUNDLED;

    @BeforeAll
    static void writeImages() throws IOException {
        few = FewImages.in(folder);
    }

    private static final Architecture SOFTMAX =
            Model.SOFTMAX.architecture(DataSource.BUNDLED.format().shape());

    private static Magnitude.Settings settings(int rounds, boolean rewind) {
        return settings(few, rounds, rewind);
    }

    private static Magnitude.Settings settings(DataSource data, int rounds, boolean rewind) {
        return new Magnitude.Settings(
                SOFTMAX,
                data,
                new TrainingSettings(1, 64, 0.05, Schedule.CONSTANT, 0.9, 1, 1),
                rounds,
                1,
                rewind,
                new SparsitySettings(0.9, 1, Execution.CSR, 500));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void run_twoRounds_keepTheSameShareEachAndLearn(boolean rewind) {
        Log log = new Log();

        PrunedResult result = new Magnitude(settings(2, rewind), Warmups.once()).run(log);

        assertThat(result.kept()).isEqualTo(784);
        assertThat(result.training().accuracy()).isGreaterThan(0.7);
        assertThat(result.accuracy().get("infer-dense")).isGreaterThan(0.7);
        assertThat(log.lines)
                .containsSubsequence("-train", "-test", "+prune", "-prune", "kept 2479.0", "+train")
                .containsSubsequence("kept 2479.0", "-test", "+prune", "kept 784.0", "-train", "-test", "+infer-dense")
                .contains("1/144", "144/144");
    }

    /** All images are one batch: the loss of an epoch is that of the weights it begins with. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void run_afterPruning_beginsAgainWithTheFirstWeightsOnlyWhenRewinding(boolean rewind, @TempDir Path own)
            throws IOException {
        IdxFile.writeAll(own, 40, 20);
        DataSource data = new DataSource(DataFormat.MNIST, Optional.of(own));
        Log log = new Log();

        new Magnitude(settings(data, 1, rewind), Warmups.once()).run(log);

        LabeledImages images = data.load().train();
        int[] order = IntStream.range(0, 40).toArray();
        List<Weights> first = Weights.uniform(SOFTMAX, new Random(1));
        List<Weights> trained = Weights.scaled(first, 1);
        Workers workers = new Workers(1);
        double before = new Network(SOFTMAX, trained, 40, workers).train(images, order, 0, 40, 0.05, 0.9);
        List<Weights> again =
                Resistance.largest(SOFTMAX, trained, 0.9).of(rewind ? first : trained, Execution.DENSE_MASKED);
        double after = new Network(SOFTMAX, again, 40, workers).gradients(images, order, 0, 40);
        List<Double> losses = log.lines.stream()
                .filter(line -> line.startsWith("loss "))
                .map(line -> Double.valueOf(line.substring("loss ".length())))
                .toList();
        assertThat(losses).hasSize(2);
        assertThat(losses.get(0)).isCloseTo(before / 40, within(1e-4));
        assertThat(losses.get(1)).isCloseTo(after / 40, within(1e-4));
    }

    @Test
    void settings_impossibleOnes_areRefused() {
        assertThatThrownBy(() -> settings(0, false)).hasMessage("rounds is 0, allowed is 1 to 100.");
    }
}
