package io.powermeter.workloads.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.powermeter.workloads.data.ImageShape;
import io.powermeter.workloads.data.LabeledImages;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelTest {

    private static final ImageShape MNIST = new ImageShape(1, 28, 28);

    /** Counts of the networks as PyTorch makes them, and of one image from its pixels to the logits. */
    @ParameterizedTest
    @CsvSource({
        "SOFTMAX, 1, 28, 7850, 7840",
        "MLP, 1, 28, 79510, 79400",
        "LENET300, 1, 28, 266610, 266200",
        "LENET5, 1, 28, 431080, 2293000",
        "CONV1, 1, 28, 44170, 241664",
        "SOFTMAX, 3, 32, 30730, 30720",
        "LENET5, 3, 32, 657080, 4306000",
        "CONV1, 3, 32, 64266, 1527808",
        "ALEXNET, 3, 32, 3792714, 16275456",
        "VGG_D, 3, 32, 15245130, 313725952"
    })
    void architecture_everyModel_hasItsSize(Model model, int channels, int side, int parameters, long products) {
        Architecture architecture = model.architecture(new ImageShape(channels, side, side));

        assertThat(architecture.parameterCount()).isEqualTo(parameters);
        assertThat(architecture.multiplications()).isEqualTo(products);
    }

    /** Sixteen images, which is what a batch is at least made for. */
    @ParameterizedTest
    @CsvSource({
        "SOFTMAX, 1, 28, 4",
        "LENET300, 1, 28, 4",
        "LENET5, 1, 28, 4",
        "CONV1, 1, 28, 4",
        "ALEXNET, 1, 28, 2",
        "LENET5, 3, 32, 4",
        "CONV1, 3, 32, 4",
        "ALEXNET, 3, 32, 2"
    })
    void train_oneBatchAgainAndAgain_losesLess(Model model, int channels, int side, int steps) {
        LabeledImages images = RandomImages.of(16, new ImageShape(channels, side, side));
        Architecture architecture = model.architecture(images.shape());
        Network network = new Network(architecture, Weights.uniform(architecture, new Random(1)), 16, new Workers(1));
        int[] order = IntStream.range(0, 16).toArray();
        double first = network.train(images, order, 0, 16, 0.01, 0);
        for (int step = 1; step < steps; step++) {
            network.train(images, order, 0, 16, 0.01, 0);
        }

        assertThat(network.gradients(images, order, 0, 16)).isLessThan(first);
    }

    /** 15 billion multiplications. */
    @Test
    @Tag("accuracy")
    void train_vgg_losesLess() {
        train_oneBatchAgainAndAgain_losesLess(Model.VGG_D, 3, 32, 1);
        train_oneBatchAgainAndAgain_losesLess(Model.VGG_D, 1, 28, 1);
    }

    @Test
    void architecture_hiddenSizes_areThoseOfTheMlp() {
        Architecture wide = Model.MLP.architecture(MNIST, List.of(1024, 1024));

        assertThat(wide.parameterCount()).isEqualTo(1_863_690);
        assertThat(wide.multiplications()).isEqualTo(1_861_632);
        assertThat(Model.MLP.architecture(MNIST, List.of(300, 100))).isEqualTo(Model.LENET300.architecture(MNIST));
    }

    @Test
    void architecture_hiddenSizesThatCannotBe_areRefused() {
        assertThatThrownBy(() -> Model.MLP.architecture(MNIST, List.of(100, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("hidden is 100,0, allowed is up to 8 sizes from 1 to 4096.");
        assertThatThrownBy(() -> Model.LENET5.architecture(MNIST, List.of(100)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("hidden is 100, but model lenet5 has layers of its own: leave --hidden out or take --model"
                        + " mlp.");
    }

    @Test
    void lenet5_imagesThatCannotBePooled_namesTheMaps() {
        assertThatThrownBy(() -> Model.LENET5.architecture(new ImageShape(1, 27, 27)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Maps of 23 x 23 cannot be pooled: both must be even.");
    }

    @Test
    void uniform_freshWeights_fillTheRangeOfPyTorchsDefault() {
        List<Weights> weights = Weights.uniform(Model.LENET5.architecture(MNIST), new Random(1));

        double bound = 1 / Math.sqrt(25);
        double largest = 0;
        for (float weight : weights.get(0).parameters().weight) {
            largest = Math.max(largest, Math.abs(weight));
        }
        assertThat(largest).isBetween(0.98 * bound, (double) (float) bound);
    }
}
