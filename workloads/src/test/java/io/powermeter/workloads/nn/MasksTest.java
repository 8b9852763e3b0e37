package io.powermeter.workloads.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withPrecision;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.workloads.data.ImageShape;
import io.powermeter.workloads.data.LabeledImages;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MasksTest {

    private static final ImageShape IMAGE = new ImageShape(4, 6, 6);
    private static final Architecture NET = new Architecture(
            IMAGE,
            List.of(
                    new Stage.Convolution(8, 3, 1, 1),
                    new Stage.MaxPool(),
                    new Stage.Relu(),
                    new Stage.Dense(12),
                    new Stage.Relu(),
                    new Stage.Dense(LabeledImages.CLASSES)));

    @ParameterizedTest
    @CsvSource({"1, CSR", "4, BSR", "4, CSR"})
    void of_sameMask_trainsTheSameInAllExecutions(int block, Execution execution) {
        LabeledImages images = RandomImages.of(24, IMAGE);
        int[] order = IntStream.range(0, 24).toArray();
        List<Weights> dense = Weights.uniform(NET, new Random(2));
        Masks masks = randomMasks(block, 200);
        List<Weights> masked = masks.of(dense, Execution.DENSE_MASKED);
        List<Weights> sparse = masks.of(dense, execution);
        try (Workers workers = new Workers(2)) {
            Network expected = new Network(NET, masked, 24, workers);
            Network actual = new Network(NET, sparse, 24, workers);
            for (int step = 0; step < 3; step++) {
                double loss = expected.train(images, order, 0, 24, 0.1, 0.9);
                masks.apply(masked);
                assertThat(actual.train(images, order, 0, 24, 0.1, 0.9)).isCloseTo(loss, within(1e-4 * loss));
            }
            assertThat(actual.correct(images, order, 0, 24)).isEqualTo(expected.correct(images, order, 0, 24));
        }

        List<Weights> back = masks.dense(sparse, execution);
        int kept = 0;
        for (int l = 0; l < back.size(); l++) {
            float[] weights = back.get(l).parameters().weight;
            assertThat(weights).containsExactly(masked.get(l).parameters().weight, withPrecision(1e-4f));
            for (float weight : weights) {
                kept += weight == 0f ? 0 : 1;
            }
        }
        assertThat(kept).isEqualTo(masks.kept());
    }

    private static Masks randomMasks(int block, int count) {
        Random random = new Random(5);
        Masks all = Masks.all(NET, block);
        List<float[]> scores = NET.shapes().stream()
                .map(shape -> {
                    float[] layer = new float[shape.weights()];
                    for (int w = 0; w < layer.length; w++) {
                        layer[w] = random.nextFloat();
                    }
                    return layer;
                })
                .toList();
        return all.best(scores, count);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 137", "4, 16", "4, 137"})
    void best_anyCount_keepsExactlySoMany(int block, int count) {
        assertThat(randomMasks(block, count).kept()).isEqualTo(count);
    }

    @Test
    void best_scores_keepsTheLargestOfAllLayers() {
        List<float[]> scores =
                NET.shapes().stream().map(shape -> new float[shape.weights()]).toList();
        scores.get(0)[5] = 1;
        scores.get(2)[7] = 3;
        scores.get(2)[8] = 2;

        Masks two = Masks.all(NET, 1).best(scores, 2);

        assertThat(two.layers().get(0).kept()).isZero();
        assertThat(two.layers().get(2).keep()[7]).isTrue();
        assertThat(two.layers().get(2).keep()[8]).isTrue();
        assertThat(two.kept()).isEqualTo(2);
    }

    @Test
    void multiplications_ofAConvolution_countEveryPlace() {
        Masks all = Masks.all(NET, 1);

        assertThat(all.multiplications()).isEqualTo(NET.multiplications());
        assertThat(randomMasks(1, 200).multiplications()).isGreaterThan(200).isLessThan(200 * 36);
    }

    @Test
    void all_blocksThatDoNotDivideALayer_areRefused() {
        assertThatThrownBy(() -> Masks.all(NET, 8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("block is 8, but blocks of 8 x 8 do not divide the layer of 8 x 36 weights: take another"
                        + " --block, or --execution csr.");
    }
}
