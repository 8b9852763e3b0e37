package io.powermeter.workloads.nn;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.workloads.data.ImageShape;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BinaryLayerTest {

    private static final Architecture ONE_LAYER =
            new Architecture(new ImageShape(1, 4, 4), List.of(new Stage.Dense(10)));

    private final BinaryLayer layer =
            BinaryLayer.uniform(ONE_LAYER, new Random(1)).get(0);

    @Test
    void step_anyGradient_movesTheRealWeightsByTheScaledOneAndClipsThem() {
        float[] before = layer.realWeights().clone();
        float[] gradient = layer.used().parameters().weightGradient;
        gradient[0] = 0.4f;
        gradient[1] = 1000f;
        gradient[2] = -1000f;

        layer.step(1f, 0f);

        assertThat(layer.realWeights()[0]).isEqualTo(before[0] - 0.4f / 4);
        assertThat(layer.realWeights()[1]).isEqualTo(-1f);
        assertThat(layer.realWeights()[2]).isEqualTo(1f);
        assertThat(layer.realWeights()[3]).isEqualTo(before[3]);
    }

    @Test
    void used_alwaysTheSignsOverTheRootOfTheInputs() {
        layer.used().parameters().weightGradient[5] = layer.realWeights()[5] * 8;

        layer.step(1f, 0f);

        float[] real = layer.realWeights();
        float[] used = layer.used().parameters().weight;
        for (int w = 0; w < used.length; w++) {
            assertThat(used[w]).isEqualTo(real[w] < 0 ? -0.25f : 0.25f);
        }
    }

    @Test
    void used_realWeightOfZero_countsAsPositive() {
        layer.used().parameters().weightGradient[7] = layer.realWeights()[7] * 4;

        layer.step(1f, 0f);

        assertThat(layer.realWeights()[7]).isZero();
        assertThat(layer.used().parameters().weight[7]).isEqualTo(0.25f);
    }
}
