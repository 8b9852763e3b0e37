package io.powermeter.workloads.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withPrecision;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.workloads.data.ImageShape;
import io.powermeter.workloads.data.LabeledImages;
import io.powermeter.workloads.kernel.Gradients;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    /** Small, so that few of the ReLUs and maxima change their mind within a step. */
    private static final float STEP = 1f / 4096;

    private static final int[] ORDER = {3, 1, 0, 4, 2};
    private static final LabeledImages IMAGES = RandomImages.of(5);

    /** All kinds of layers together, for images of two channels. */
    private static final Architecture CONVOLUTIONAL = new Architecture(
            new ImageShape(2, 11, 11),
            List.of(
                    new Stage.Convolution(3, 4, 1, 0),
                    new Stage.MaxPool(),
                    new Stage.Relu(),
                    new Stage.Convolution(4, 3, 2, 1),
                    new Stage.Dense(6),
                    new Stage.Relu(),
                    new Stage.Dense(LabeledImages.CLASSES)));

    private static Network network(Architecture architecture, int batch, Workers workers) {
        return new Network(architecture, Weights.uniform(architecture, new Random(5)), batch, workers);
    }

    private static Network network(Model model, int batch) {
        return network(model.architecture(IMAGES.shape()), batch, new Workers(1));
    }

    private static Stream<Architecture> convolutional() {
        List<Stage> branched = new ArrayList<>(CONVOLUTIONAL.stages());
        branched.add(3, new Stage.Exit(List.of(new Stage.MaxPool(), new Stage.Dense(LabeledImages.CLASSES))));
        return Stream.of(CONVOLUTIONAL, new Architecture(CONVOLUTIONAL.image(), branched));
    }

    @ParameterizedTest
    @MethodSource("convolutional")
    void gradients_withAndWithoutExit_areTheSlopesOfTheMeanLoss(Architecture architecture) {
        int batch = 4;
        LabeledImages images = RandomImages.of(5, CONVOLUTIONAL.image());
        Network network = network(architecture, batch, new Workers(1));
        Gradients.Loss loss = () -> network.gradients(images, ORDER, 1, batch) / batch;
        loss.value();

        Random random = new Random(1);
        for (Weights weights : network.weights()) {
            Parameters p = weights.parameters();
            float[] biasGradient = p.biasGradient.clone();
            float[] weightGradient = p.weightGradient.clone();
            for (int f = 0; f < biasGradient.length; f++) {
                Gradients.assertGradient(loss, p.bias, f, STEP, biasGradient[f]);
                int i = random.nextInt(weightGradient.length);
                Gradients.assertGradient(loss, p.weight, i, STEP, weightGradient[i]);
            }
        }
    }

    /** 40 images over two workers: 32 and 8. */
    @ParameterizedTest
    @ValueSource(ints = {40, 17, 1})
    void train_twoWorkers_repeatsBitForBitAndIsCloseToOne(int batch) {
        LabeledImages images = RandomImages.of(40, CONVOLUTIONAL.image());
        int[] order = IntStream.range(0, 40).toArray();
        Network one = network(CONVOLUTIONAL, 40, new Workers(1));
        try (Workers workers = new Workers(2)) {
            Network two = network(CONVOLUTIONAL, 40, workers);
            Network again = network(CONVOLUTIONAL, 40, workers);

            for (int step = 0; step < 3; step++) {
                double loss = two.train(images, order, 0, batch, 0.1, 0.9);

                assertThat(again.train(images, order, 0, batch, 0.1, 0.9)).isEqualTo(loss);
                assertThat(one.train(images, order, 0, batch, 0.1, 0.9)).isCloseTo(loss, within(1e-3));
            }
            for (int l = 0; l < one.weights().size(); l++) {
                float[] weight = two.weights().get(l).parameters().weight;
                assertThat(again.weights().get(l).parameters().weight).isEqualTo(weight);
                assertThat(one.weights().get(l).parameters().weight).containsExactly(weight, withPrecision(1e-4f));
            }
            assertThat(two.correct(images, order, 0, batch)).isEqualTo(one.correct(images, order, 0, batch));
        }
    }

    @Test
    void train_shortBatchAfterALargerOne_isAsInANetworkOfItsSize() {
        Network exact = network(Model.MLP, 2);
        Network large = network(Model.MLP, 5);
        large.train(IMAGES, ORDER, 0, 5, 1e-30, 0);

        for (int step = 0; step < 3; step++) {
            assertThat(large.train(IMAGES, ORDER, step, 2, 0.1, 0))
                    .isEqualTo(exact.train(IMAGES, ORDER, step, 2, 0.1, 0));
        }
    }

    @Test
    void train_lossNotFinite_makesNoStep() {
        Network network = network(Model.SOFTMAX, 2);
        Parameters parameters = network.weights().get(0).parameters();
        parameters.bias[0] = Float.NaN;
        float[] before = parameters.weight.clone();

        assertThat(network.train(IMAGES, ORDER, 0, 2, 0.1, 0)).isNaN();

        assertThat(parameters.weight).isEqualTo(before);
    }

    @Test
    void correct_afterManyStepsOnTheSameImages_isAll() {
        Network network = network(Model.SOFTMAX, 5);
        for (int step = 0; step < 50; step++) {
            network.train(IMAGES, ORDER, 0, 5, 0.01, 0.9);
        }

        assertThat(network.correct(IMAGES, ORDER, 0, 5)).isEqualTo(5);
        assertThat(network.correct(IMAGES, ORDER, 1, 3)).isEqualTo(3);
    }
}
