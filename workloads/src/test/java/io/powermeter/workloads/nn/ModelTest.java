package io.powermeter.workloads.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.powermeter.workloads.data.ImageShape;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelTest {

    private static final ImageShape MNIST = new ImageShape(1, 28, 28);

    @ParameterizedTest
    @EnumSource(Model.class)
    void parse_itsOwnName_isTheModel(Model model) {
        assertThat(Model.parse(model.toString())).isEqualTo(model);
    }

    @Test
    void parse_unknownName_listsTheChoices() {
        assertThatThrownBy(() -> Model.parse("lenet"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No model 'lenet': choose one of softmax, mlp, lenet5.");
    }

    @Test
    void lenet5_onMnist_hasTheSizeOfCaffes() {
        Architecture lenet = Model.LENET5.architecture(MNIST);

        assertThat(lenet.parameterCount()).isEqualTo(431_080);
        assertThat(lenet.multiplications()).isEqualTo(2_293_000);
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
