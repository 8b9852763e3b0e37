package io.powermeter.nvsmi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardLimitsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "NVIDIA A100-SXM4-80GB",
                "A100-PCIE-40GB",
                "NVIDIA H100 80GB HBM3",
                "NVIDIA H200",
                "NVIDIA GH200 480GB"
            })
    void notes_chipsThatSampleAQuarter_sayWhatToDo(String name) {
        assertThat(CardLimits.notes(name))
                .singleElement()
                .asString()
                .startsWith(name + ": power is sampled during 25 % of the time only")
                .contains("arXiv 2312.02741");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"NVIDIA A10", "NVIDIA A10G", "NVIDIA GeForce RTX 3090", "Tesla T4", "NVIDIA RTX A1000", "H1000"})
    void notes_otherCards_tellOfTheMeanOfASecond(String name) {
        assertThat(CardLimits.notes(name)).singleElement().asString().contains("the mean of the last second");
    }
}
