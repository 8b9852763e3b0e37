package io.powermeter.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.powermeter.workloads.data.DataFormat;
import io.powermeter.workloads.data.DataSource;
import io.powermeter.workloads.data.IdxFile;
import io.powermeter.workloads.data.LabeledImages;
import io.powermeter.workloads.data.UnusableDataException;
import io.powermeter.workloads.nn.Architecture;
import io.powermeter.workloads.nn.Model;
import io.powermeter.workloads.nn.Network;
import io.powermeter.workloads.nn.Weights;
import io.powermeter.workloads.nn.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SgdTest {

    /** 10,000 is not a multiple of 96, so the last batch of each epoch is short. */
    private static Sgd.Settings softmax(int epochs, long seed) {
        return settings(Model.SOFTMAX, epochs, 96, 0.03, seed, Optional.empty());
    }

    private static Sgd.Settings settings(
            Model model, int epochs, int batch, double rate, long seed, Optional<Path> folder) {
        DataSource data = new DataSource(DataFormat.MNIST, folder);
        return new Sgd.Settings(
                model.architecture(data.format().shape()),
                data,
                new TrainingSettings(epochs, batch, rate, Schedule.CONSTANT, 0.9, seed, 1));
    }

    private static TrainingResult run(Sgd.Settings settings) {
        return run(settings, TrainingListener.NONE);
    }

    private static TrainingResult run(Sgd.Settings settings, TrainingListener listener) {
        return new Sgd(settings, Warmups.once()).run(listener);
    }

    @Test
    void run_softmaxOnTheBundledImages_learnsAndRepeatsBitForBit() {
        TrainingResult result = run(softmax(1, 1));

        assertThat(result.accuracy()).isGreaterThan(0.83);
        assertThat(result.loss()).isBetween(0.5, 0.9);
        assertThat(result.samples()).isEqualTo(10_000);
        assertThat(run(softmax(1, 1))).isEqualTo(result);
        assertThat(run(softmax(1, 2)).loss()).isNotEqualTo(result.loss());
    }

    @Test
    void run_twoEpochs_tellsPhasesMetricsAndProgress(@TempDir Path folder) throws IOException {
        IdxFile.writeAll(folder, 5, 3);
        Log log = new Log();

        TrainingResult result = run(settings(Model.MLP, 2, 2, 0.03, 1, Optional.of(folder)), log);

        assertThat(log.lines)
                .containsSubsequence("+load", "-load", "+warmup", "-warmup", "+train", "1/10", "2/10", "3/10")
                .containsSubsequence("3/10", "samples 5.0", "-train", "+test", "4/10", "5/10", "-test")
                .containsSubsequence("-test", "+train", "8/10", "samples 5.0", "-train", "+test", "10/10", "-test")
                .endsWith("-test", "loss " + result.loss(), "accuracy " + result.accuracy());
        assertThat(result.samples()).isEqualTo(10);
    }

    @Test
    void run_oneEpoch_takesTheImagesInAnotherOrderThanTheFile(@TempDir Path folder) throws IOException {
        IdxFile.writeAll(folder, 6, 3);
        LabeledImages images =
                new DataSource(DataFormat.MNIST, Optional.of(folder)).load().train();
        Architecture mlp = Model.MLP.architecture(images.shape());
        Network inFileOrder = new Network(mlp, Weights.uniform(mlp, new Random(1)), 2, new Workers(1));
        double sum = 0;
        for (int from = 0; from < 6; from += 2) {
            sum += inFileOrder.train(images, new int[] {0, 1, 2, 3, 4, 5}, from, 2, 0.03, 0.9);
        }

        TrainingResult shuffled = run(settings(Model.MLP, 1, 2, 0.03, 1, Optional.of(folder)));

        assertThat(shuffled.loss()).isNotEqualTo(sum / 6);
    }

    @Test
    void run_lossNotFinite_saysWhereAndWhatToDo(@TempDir Path folder) throws IOException {
        IdxFile.writeAll(folder, 20, 3);
        Log log = new Log();
        Sgd.Settings much = settings(Model.MLP, 1, 4, 1e30, 1, Optional.of(folder));

        assertThatThrownBy(() -> run(much, log))
                .isInstanceOf(DivergedException.class)
                .hasMessage(
                        "Training diverged: the loss is NaN in epoch 1, batch 2, with learning rate 1.0E30. Try a lower"
                                + " --lr.");
        assertThat(log.lines).endsWith("-train").doesNotContain("+test");
    }

    @Test
    void run_lastStepOverflows_isNoticedBeforeTheTest(@TempDir Path folder) throws IOException {
        IdxFile.writeAll(folder, 20, 3);
        Log log = new Log();
        Sgd.Settings onlyOneStep = settings(Model.MLP, 1, 20, 1e30, 1, Optional.of(folder));

        assertThatThrownBy(() -> run(onlyOneStep, log))
                .isInstanceOf(DivergedException.class)
                .hasMessage("Training diverged: the loss is NaN after the last step, with learning rate 1.0E30. Try a"
                        + " lower --lr.");
        assertThat(log.lines).endsWith("-train").doesNotContain("+test");
    }

    @Test
    void run_unusableData_trainsNothing(@TempDir Path folder) {
        Log log = new Log();
        Sgd.Settings missing = settings(Model.MLP, 1, 4, 0.1, 1, Optional.of(folder));

        assertThatThrownBy(() -> run(missing, log)).isInstanceOf(UnusableDataException.class);
        assertThat(log.lines).containsExactly("+load", "-load");
    }

    @Test
    void settings_imagesOfAnotherShape_areRefused() {
        assertThatThrownBy(() -> new Sgd.Settings(
                        Model.SOFTMAX.architecture(DataFormat.CIFAR10.shape()),
                        DataSource.BUNDLED,
                        TrainingSettings.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("image is 3 x 32 x 32, allowed is 1 x 28 x 28.");
    }
}
