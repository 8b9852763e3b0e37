package io.powermeter.workloads.mcmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.powermeter.workloads.kernel.LinearShape;
import io.powermeter.workloads.nn.Parameters;
import java.util.Arrays;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NeighbourhoodTest {

    /** Four rows of five weights and a bias. */
    private static LayerState layer() {
        LinearShape shape = LinearShape.dense(5, 4);
        return new LayerState(new MovableLayer(shape, new Parameters(shape.weights(), shape.filters())));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "7, 7, 7", "99, 24, 24", "row, 6, 6", "row:2, 3, 3", "row:99, 6, 6", "block:2, 2, 4"})
    void draw_often_isAscendingOfTheRightSizeAndReachesAll(String text, int least, int most) {
        Random random = new Random(1);
        LayerState layer = layer();
        TreeSet<Integer> seen = new TreeSet<>();
        for (int i = 0; i < 500; i++) {
            int[] drawn = Neighbourhood.parse(text).draw(layer, random);
            assertThat(drawn).hasSizeBetween(least, most).isSorted().doesNotHaveDuplicates();
            Arrays.stream(drawn).forEach(seen::add);
        }
        assertThat(seen).hasSize(text.startsWith("block") ? 20 : 24);
    }

    @Test
    void draw_partOfRow_hasTheBiasOfTheRowLast() {
        int[] drawn = Neighbourhood.parse("row:2").draw(layer(), new Random(1));

        assertThat(drawn[2] % 6).isEqualTo(5);
        assertThat(drawn[0] / 6).isEqualTo(drawn[2] / 6);
    }

    @Test
    void draw_block_isASquareOfWeights() {
        Random random = new Random(1);
        int[] drawn;
        do {
            drawn = Neighbourhood.parse("block:2").draw(layer(), random);
        } while (drawn.length < 4);

        assertThat(drawn).containsExactly(drawn[0], drawn[0] + 1, drawn[0] + 6, drawn[0] + 7);
        assertThat(drawn[0] / 6 % 2 + drawn[0] % 6 % 2).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"24", "row", "row:5", "block:5"})
    void draw_prunedWeights_leavesThemOut(String text) {
        LayerState layer = layer();
        boolean[] first = new boolean[20];
        first[0] = true;
        layer.keep(first);
        for (int i = 0; i < 50; i++) {
            assertThat(Neighbourhood.parse(text).draw(layer, new Random(i)))
                    .doesNotContain(1, 2, 3, 4, 6, 7, 8, 9, 10, 12, 13, 14, 15, 16, 18, 19, 20, 21, 22);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "12", "row", "row:5", "block:4"})
    void parse_anyForm_isWhatItPrints(String text) {
        assertThat(Neighbourhood.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "", "column", "row:", "row:0", "block:x", "block"})
    void parse_anythingElse_saysTheForms(String text) {
        assertThatThrownBy(() -> Neighbourhood.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No neighbourhood '" + text
                        + "': give a number of weights, row, row:NUMBER or block:SIDE, numbers of 1 or more.");
    }
}
