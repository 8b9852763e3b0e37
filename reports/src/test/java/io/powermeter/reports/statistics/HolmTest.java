package io.powermeter.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HolmTest {
    @Test
    void adjusted_fourTests_areThoseOfR() {
        // p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")
        assertThat(Holm.adjusted(List.of(0.01, 0.04, 0.03, 0.005))).containsExactly(0.03, 0.06, 0.06, 0.02);
    }

    @Test
    void adjusted_largeValues_endAtOne() {
        assertThat(Holm.adjusted(List.of(0.9, 0.8))).containsExactly(1.0, 1.0);
    }

    @Test
    void adjusted_one_isItself() {
        assertThat(Holm.adjusted(List.of(0.049))).containsExactly(0.049);
    }
}
