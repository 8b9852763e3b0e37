package io.powermeter.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.powermeter.workloads.data.IdxFile;
import io.powermeter.workloads.data.LabeledImages;
import io.powermeter.workloads.data.Mnist;
import io.powermeter.workloads.data.UnusableDataException;
import io.powermeter.workloads.nn.Model;
import io.powermeter.workloads.nn.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SgdTest {

    /** 10,000 is not a multiple of 96, so the last batch of each epoch is short. */
    private static Sgd.Settings softmax(int epochs, long seed) {
        return new Sgd.Settings(Model.SOFTMAX, epochs, 96, 0.03, 0.9, seed, Optional.empty());
    }

    private static Sgd.Result run(Sgd.Settings settings) {
        return new Sgd(settings).run(TrainingListener.NONE);
    }

    @Test
    void run_softmaxOnTheBundledImages_learnsAndRepeatsBitForBit() {
        Sgd.Result result = run(softmax(1, 1));

        assertThat(result.accuracy()).isGreaterThan(0.83);
        assertThat(result.loss()).isBetween(0.5, 0.9);
        assertThat(result.samples()).isEqualTo(10_000);
        assertThat(run(softmax(1, 1))).isEqualTo(result);
        assertThat(run(softmax(1, 2)).loss()).isNotEqualTo(result.loss());
    }

    @Test
    void run_twoEpochs_tellsPhasesMetricsAndProgress(@TempDir Path folder) throws IOException {
        writeData(folder, 5, 3);
        Log log = new Log();

        Sgd.Result result = new Sgd(new Sgd.Settings(Model.MLP, 2, 2, 0.03, 0.9, 1, Optional.of(folder))).run(log);

        assertThat(log.lines)
                .containsSubsequence("+load", "-load", "+train", "1/10", "2/10", "3/10", "-train")
                .containsSubsequence("-train", "+test", "4/10", "5/10", "-test", "samples 5.0")
                .containsSubsequence("samples 5.0", "+train", "8/10", "-train", "+test", "10/10", "-test")
                .endsWith("-test", "loss " + result.loss(), "accuracy " + result.accuracy(), "samples 10.0");
    }

    @Test
    void run_oneEpoch_takesTheImagesInAnotherOrderThanTheFile(@TempDir Path folder) throws IOException {
        writeData(folder, 6, 3);
        LabeledImages images = Mnist.in(folder).train();
        Network inFileOrder = Model.MLP.network(2, new Random(1));
        double sum = 0;
        for (int from = 0; from < 6; from += 2) {
            sum += inFileOrder.train(images, new int[] {0, 1, 2, 3, 4, 5}, from, 2, 0.03, 0.9);
        }

        Sgd.Result shuffled = run(new Sgd.Settings(Model.MLP, 1, 2, 0.03, 0.9, 1, Optional.of(folder)));

        assertThat(shuffled.loss()).isNotEqualTo(sum / 6);
    }

    @Test
    void run_lossNotFinite_saysWhereAndWhatToDo(@TempDir Path folder) throws IOException {
        writeData(folder, 20, 3);
        Log log = new Log();
        Sgd sgd = new Sgd(new Sgd.Settings(Model.MLP, 1, 4, 1e30, 0.9, 1, Optional.of(folder)));

        assertThatThrownBy(() -> sgd.run(log))
                .isInstanceOf(DivergedException.class)
                .hasMessage(
                        "Training diverged: the loss is NaN in epoch 1, batch 2, with learning rate 1.0E30. Try a lower"
                                + " --lr.");
        assertThat(log.lines).endsWith("-train").doesNotContain("+test");
    }

    @Test
    void run_unusableData_trainsNothing(@TempDir Path folder) {
        Log log = new Log();
        Sgd sgd = new Sgd(new Sgd.Settings(Model.MLP, 1, 4, 0.1, 0.9, 1, Optional.of(folder)));

        assertThatThrownBy(() -> sgd.run(log)).isInstanceOf(UnusableDataException.class);
        assertThat(log.lines).containsExactly("+load", "-load");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 64 | 0.1 | 0.9 | epochs is 0, allowed is 1 to 1000.",
                "1001 | 64 | 0.1 | 0.9 | epochs is 1001, allowed is 1 to 1000.",
                "1 | 0 | 0.1 | 0.9 | batch is 0, allowed is 1 to 1024.",
                "1 | 1025 | 0.1 | 0.9 | batch is 1025, allowed is 1 to 1024.",
                "1 | 64 | 0 | 0.9 | lr is 0.0, allowed is any number above 0.",
                "1 | 64 | NaN | 0.9 | lr is NaN, allowed is any number above 0.",
                "1 | 64 | Infinity | 0.9 | lr is Infinity, allowed is any number above 0.",
                "1 | 64 | 0.1 | 1 | momentum is 1.0, allowed is 0 or more, below 1.",
                "1 | 64 | 0.1 | -0.1 | momentum is -0.1, allowed is 0 or more, below 1."
            })
    void settings_outOfRange_nameTheRange(int epochs, int batch, double lr, double momentum, String message) {
        assertThatThrownBy(() -> new Sgd.Settings(Model.MLP, epochs, batch, lr, momentum, 1, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static void writeData(Path folder, int train, int test) throws IOException {
        Files.write(folder.resolve("train-images-idx3-ubyte"), IdxFile.images(train));
        Files.write(folder.resolve("train-labels-idx1-ubyte"), IdxFile.labels(train));
        Files.write(folder.resolve("t10k-images-idx3-ubyte"), IdxFile.images(test));
        Files.write(folder.resolve("t10k-labels-idx1-ubyte"), IdxFile.labels(test));
    }

    /** Everything heard, a line each. */
    private static final class Log implements TrainingListener {
        final List<String> lines = new ArrayList<>();

        @Override
        public void phaseBegin(String name) {
            lines.add("+" + name);
        }

        @Override
        public void phaseEnd(String name) {
            lines.add("-" + name);
        }

        @Override
        public void metric(String name, double value) {
            lines.add(name + " " + value);
        }

        @Override
        public void progress(long done, long total) {
            lines.add(done + "/" + total);
        }
    }
}
