package io.powermeter.workloads.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelTest {

    @ParameterizedTest
    @EnumSource(Model.class)
    void parameterCount_everyModel_isThatOfItsNetwork(Model model) {
        assertThat(model.network(1, new Random(1)).parameterCount()).isEqualTo(model.parameterCount());
    }

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
    void network_freshWeights_fillTheRangeOfPyTorchsDefault() {
        Parameters first = Model.LENET5.network(1, new Random(1)).parameters.get(0);

        double bound = 1 / Math.sqrt(25);
        double largest = 0;
        for (float[] filter : first.weight) {
            for (float weight : filter) {
                largest = Math.max(largest, Math.abs(weight));
            }
        }
        assertThat(largest).isBetween(0.98 * bound, (double) (float) bound);
    }
}
