package io.powermeter.workloads.nn;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.workloads.data.LabeledImages;
import io.powermeter.workloads.kernel.Gradients;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NetworkTest {

    /** Small, so that few of the thousands of ReLUs and maxima change their mind within a step. */
    private static final float STEP = 1f / 4096;

    private static final int[] ORDER = {3, 1, 0, 4, 2};
    private static final LabeledImages IMAGES = RandomImages.of(5);

    /** All kinds of layers together. */
    @Test
    void train_smallConvolutionalNetwork_hasTheSlopesOfTheMeanLoss() {
        int batch = 4;
        Network network = new Network.Builder(batch, new Random(5))
                .convolution(3, 5)
                .maxPool()
                .relu()
                .convolution(4, 3)
                .maxPool()
                .relu()
                .flatten()
                .dense(6)
                .relu()
                .dense(10)
                .build();
        Gradients.Loss loss = () -> network.train(IMAGES, ORDER, 1, batch, 0, 0) / batch;
        loss.value();

        Random random = new Random(1);
        for (Parameters parameters : network.parameters) {
            float[] biasGradient = parameters.biasGradient.clone();
            for (int o = 0; o < biasGradient.length; o++) {
                Gradients.assertGradient(loss, parameters.bias, o, STEP, biasGradient[o]);
                loss.value();
                int i = random.nextInt(parameters.weight[o].length);
                float weightGradient = parameters.weightGradient[o][i];
                Gradients.assertGradient(loss, parameters.weight[o], i, STEP, weightGradient);
            }
        }
    }

    @Test
    void train_shortBatchAfterALargerOne_isAsInANetworkOfItsSize() {
        Network exact = Model.MLP.network(2, new Random(1));
        Network large = Model.MLP.network(5, new Random(1));
        large.train(IMAGES, ORDER, 0, 5, 0, 0);

        for (int step = 0; step < 3; step++) {
            assertThat(large.train(IMAGES, ORDER, step, 2, 0.1, 0))
                    .isEqualTo(exact.train(IMAGES, ORDER, step, 2, 0.1, 0));
        }
    }

    @Test
    void train_lossNotFinite_makesNoStep() {
        Network network = Model.SOFTMAX.network(2, new Random(1));
        Parameters parameters = network.parameters.get(0);
        parameters.bias[0] = Float.NaN;
        float[][] before = parameters.weight.clone();
        for (int o = 0; o < before.length; o++) {
            before[o] = before[o].clone();
        }

        assertThat(network.train(IMAGES, ORDER, 0, 2, 0.1, 0)).isNaN();

        assertThat(parameters.weight).isDeepEqualTo(before);
    }

    @Test
    void correct_afterManyStepsOnTheSameImages_isAll() {
        Network network = Model.SOFTMAX.network(5, new Random(1));
        for (int step = 0; step < 50; step++) {
            network.train(IMAGES, ORDER, 0, 5, 0.01, 0.9);
        }

        assertThat(network.correct(IMAGES, ORDER, 0, 5)).isEqualTo(5);
        assertThat(network.correct(IMAGES, ORDER, 1, 3)).isEqualTo(3);
    }
}
