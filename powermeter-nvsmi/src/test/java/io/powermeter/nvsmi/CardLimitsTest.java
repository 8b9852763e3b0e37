package io.powermeter.nvsmi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardLimitsTest {
    @ParameterizedTest
    @ValueSource(strings = {"NVIDIA A100-SXM4-80GB", "A100-PCIE-40GB", "NVIDIA A100X", "NVIDIA A30"})
    void notes_chipsThatSampleAQuarter_sayWhatToDo(String name) {
        assertThat(CardLimits.notes(name))
                .singleElement()
                .asString()
                .startsWith(name + ": power is sampled during 25 % of the time only")
                .contains("arXiv 2312.02741");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NVIDIA H100 80GB HBM3", "NVIDIA H200", "NVIDIA GH200 480GB"})
    void notes_hopper_hasBothLimits(String name) {
        assertThat(CardLimits.notes(name))
                .hasSize(2)
                .anySatisfy(note -> assertThat(note).contains("25 % of the time"))
                .anySatisfy(note -> assertThat(note).contains("the mean of the last second"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"NVIDIA A10", "NVIDIA A10G", "NVIDIA GeForce RTX 3090", "NVIDIA RTX A1000", "NVIDIA L4", "H1000"
            })
    void notes_otherCards_tellOfTheMeanOfASecond(String name) {
        assertThat(CardLimits.notes(name)).singleElement().asString().contains("the mean of the last second");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Tesla T4",
                "Tesla V100-SXM2-16GB",
                "NVIDIA GeForce RTX 2080",
                "GeForce GTX 1070 Ti",
                "Quadro P400",
                "GeForce GT 730",
                "NVIDIA TITAN RTX"
            })
    void notes_cardsBeforeAmpere_areNone(String name) {
        assertThat(CardLimits.notes(name)).isEmpty();
    }
}
