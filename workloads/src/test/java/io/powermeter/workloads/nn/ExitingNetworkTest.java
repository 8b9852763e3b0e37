package io.powermeter.workloads.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.powermeter.workloads.data.ImageShape;
import io.powermeter.workloads.data.LabeledImages;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExitingNetworkTest {

    private static final int BATCH = 32;
    private static final int IMAGES = 75;

    private static final Architecture BRANCHED = new Architecture(
            new ImageShape(1, 8, 8),
            List.of(
                    new Stage.Convolution(4, 3, 1, 1),
                    new Stage.MaxPool(),
                    new Stage.Relu(),
                    new Stage.Exit(List.of(new Stage.MaxPool(), new Stage.Dense(LabeledImages.CLASSES))),
                    new Stage.Convolution(3, 3, 1, 0),
                    new Stage.Relu(),
                    new Stage.Dense(LabeledImages.CLASSES)));

    private static final LabeledImages DIGITS = barely();
    private static final int[] ORDER = IntStream.range(0, IMAGES).toArray();
    private static final List<Weights> WEIGHTS = trained();

    /** Noise, and a light at the place of the class, brighter in each image than in the one before: more and more clear. */
    private static LabeledImages barely() {
        LabeledImages noise = RandomImages.of(IMAGES, BRANCHED.image());
        for (int i = 0; i < IMAGES; i++) {
            for (int p = 0; p < 64; p++) {
                boolean light = p / 6 == noise.labels()[i];
                noise.pixels()[i * 64 + p] = (byte) (light ? 3 * i : (noise.pixels()[i * 64 + p] & 0xff) / 4);
            }
        }
        return noise;
    }

    private static List<Weights> trained() {
        List<Weights> weights = Weights.uniform(BRANCHED, new Random(1));
        Network network = new Network(BRANCHED, weights, IMAGES, new Workers(1));
        for (int step = 0; step < 200; step++) {
            network.train(DIGITS, ORDER, 0, IMAGES, 0.03, 0.9);
        }
        return weights;
    }

    /** All images, the last batch is short. */
    private static int correct(ExitingNetwork network) {
        int correct = 0;
        for (int from = 0; from < IMAGES; from += BATCH) {
            correct += network.correct(DIGITS, ORDER, from, Math.min(BATCH, IMAGES - from));
        }
        return correct + network.finish();
    }

    private static ExitingNetwork network(double threshold) {
        return network(threshold, new Workers(1));
    }

    private static ExitingNetwork network(double threshold, Workers workers) {
        return new ExitingNetwork(BRANCHED, WEIGHTS, BATCH, workers, threshold);
    }

    private static int correctWithout(Architecture architecture, List<Weights> weights) {
        return new Network(architecture, weights, IMAGES, new Workers(1)).correct(DIGITS, ORDER, 0, IMAGES);
    }

    @Test
    void correct_thresholdZero_isThatOfTheNetworkWithoutItsExit() {
        ExitingNetwork network = network(0);

        assertThat(correct(network)).isEqualTo(correctWithout(BRANCHED.withoutExit(), BRANCHED.withoutExit(WEIGHTS)));
        assertThat(network.early()).isZero();
    }

    @Test
    void correct_thresholdAboveAllEntropies_isThatOfTheExit() {
        ExitingNetwork network = network(Math.log(LabeledImages.CLASSES) + 1);
        Architecture untilExit = BRANCHED.untilExit();

        assertThat(correct(network))
                .isEqualTo(correctWithout(
                        untilExit, WEIGHTS.subList(0, untilExit.shapes().size())));
        assertThat(network.early()).isEqualTo(IMAGES);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.3, 0.6, 1.5})
    void correct_someLeave_isTheSameImageByImage(double threshold) {
        ExitingNetwork inBatches = network(threshold);
        ExitingNetwork oneByOne = network(threshold);
        int correct = 0;
        for (int image = 0; image < IMAGES; image++) {
            correct += oneByOne.correct(DIGITS, ORDER, image, 1) + oneByOne.finish();
        }

        assertThat(correct(inBatches)).isEqualTo(correct);
        assertThat(inBatches.early()).isEqualTo(oneByOne.early()).isBetween(1L, IMAGES - 1L);
    }

    @Test
    void early_higherThreshold_isNoLess() {
        long before = 0;
        for (double threshold = 0; threshold < 2.5; threshold += 0.1) {
            ExitingNetwork network = network(threshold);
            correct(network);
            assertThat(network.early()).as("threshold %s", threshold).isGreaterThanOrEqualTo(before);
            before = network.early();
        }
        assertThat(before).isEqualTo(IMAGES);
    }

    @Test
    void correct_twoWorkers_isThatOfOne() {
        ExitingNetwork one = network(0.5);
        try (Workers workers = new Workers(2)) {
            ExitingNetwork two = network(0.5, workers);

            assertThat(correct(two)).isEqualTo(correct(one));
            assertThat(two.early()).isEqualTo(one.early());
        }
    }

    @Test
    void withoutExit_weights_areThoseOfTheOtherLayers() {
        assertThat(BRANCHED.withoutExit(WEIGHTS)).containsExactly(WEIGHTS.get(0), WEIGHTS.get(2), WEIGHTS.get(3));
    }

    @Test
    void exit_networkWithoutOne_isRefused() {
        assertThatThrownBy(() -> new ExitingNetwork(BRANCHED.withoutExit(), WEIGHTS, BATCH, new Workers(1), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("A network without an exit: ");
    }
}
