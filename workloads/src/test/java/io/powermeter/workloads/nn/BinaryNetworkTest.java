package io.powermeter.workloads.nn;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.workloads.data.ImageShape;
import io.powermeter.workloads.data.LabeledImages;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryNetworkTest {

    private static final LabeledImages IMAGES = RandomImages.of(20, new ImageShape(1, 9, 9));
    private static final int[] ORDER = IntStream.range(0, 20).toArray();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void logits_packedAndFloat_areTheSameBits(boolean signs) {
        List<BinaryLayer> layers = layers(signs);

        float[] floats = logits(layers, signs, BinaryNetwork.Arithmetic.FLOAT);
        float[] packed = logits(layers, signs, BinaryNetwork.Arithmetic.PACKED);

        assertThat(packed).containsExactly(floats);
        assertThat(packed).doesNotContain(0f, Float.NaN);
    }

    /** The network that was trained scales its weights and pixels before the products, so that rounding differs. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void correct_anyThreads_isThatOfTheTrainedNetwork(boolean signs) {
        List<BinaryLayer> layers = layers(signs);
        Network trained = new Network(
                architecture(signs), layers.stream().map(BinaryLayer::used).toList(), 20, new Workers(1));
        int expected = trained.correct(IMAGES, ORDER, 0, 20);

        for (int threads = 1; threads <= 2; threads++) {
            try (Workers workers = new Workers(threads)) {
                for (BinaryNetwork.Arithmetic arithmetic : BinaryNetwork.Arithmetic.values()) {
                    BinaryNetwork network = new BinaryNetwork(architecture(signs), layers, arithmetic, 20, workers);
                    assertThat(network.correct(IMAGES, ORDER, 0, 20)).isEqualTo(expected);
                }
            }
        }
    }

    private static float[] logits(List<BinaryLayer> layers, boolean signs, BinaryNetwork.Arithmetic arithmetic) {
        return new BinaryLane(layers, signs, arithmetic, 32)
                .logits(IMAGES, ORDER, 0, 20)
                .clone();
    }

    private static List<BinaryLayer> layers(boolean signs) {
        return BinaryLayer.uniform(architecture(signs), new Random(5));
    }

    private static Architecture architecture(boolean signs) {
        Stage between = signs ? new Stage.Sign() : new Stage.Relu();
        return new Architecture(
                IMAGES.shape(),
                List.of(new Stage.Dense(18), between, new Stage.Dense(11), between, new Stage.Dense(10)));
    }
}
