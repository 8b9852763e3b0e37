package io.powermeter.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.summary.PhaseSpan;
import io.powermeter.summary.Window;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhaseBandTest {
    private static PhaseSpan span(String name, long from, long to, int depth) {
        return new PhaseSpan(name, new Window(from, to), depth, true);
    }

    private static PhaseBand band(String name, long from, long to, int depth, int count) {
        return new PhaseBand(name, depth, new Window(from, to), count);
    }

    @Test
    void of_narrowNeighboursOfOneName_areOneBandThatCountsThem() {
        List<PhaseBand> bands =
                PhaseBand.of(List.of(span("a", 0, 5, 0), span("a", 6, 10, 0), span("a", 12, 15, 0)), 10);
        assertThat(bands).containsExactly(band("a", 0, 15, 0, 3));
        assertThat(bands.get(0).label()).isEqualTo("a ×3");
    }

    @Test
    void of_narrowNeighboursOfSeveralNames_areStretches() {
        List<PhaseBand> bands = PhaseBand.of(List.of(span("a", 0, 5, 0), span("b", 6, 10, 0)), 10);
        assertThat(bands).containsExactly(band("", 0, 10, 0, 2));
        assertThat(bands.get(0).label()).isEqualTo("2 stretches");
    }

    @Test
    void of_wideOrFarOrElsewhere_standAlone() {
        List<PhaseSpan> spans = List.of(
                span("wide", 0, 40, 0),
                span("a", 2, 5, 1),
                span("other lane", 6, 8, 2),
                span("far", 30, 32, 1),
                span("b", 41, 44, 0));
        assertThat(PhaseBand.of(spans, 10))
                .containsExactly(
                        band("wide", 0, 40, 0, 1),
                        band("a", 2, 5, 1, 1),
                        band("other lane", 6, 8, 2, 1),
                        band("far", 30, 32, 1, 1),
                        band("b", 41, 44, 0, 1));
    }

    @Test
    void of_fiftyThousandStretches_areFewBandsThatCountEveryOne() {
        List<PhaseSpan> spans = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            spans.add(span("p" + i % 20, i * 100L, i * 100L + (i % 1000 == 0 ? 90 : 60), i % 3));
        }
        List<PhaseBand> bands = PhaseBand.of(spans, 50_000 * 100 / 1000);
        assertThat(bands).hasSizeLessThan(3_000);
        assertThat(bands.stream().mapToInt(PhaseBand::count).sum()).isEqualTo(50_000);
    }
}
