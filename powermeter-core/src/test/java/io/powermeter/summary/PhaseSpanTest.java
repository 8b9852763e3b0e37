package io.powermeter.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.powermeter.recording.Mark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PhaseSpanTest {
    private static Mark begin(long nanos, String phase) {
        return new Mark.PhaseBegin(nanos, phase);
    }

    private static Mark end(long nanos, String phase) {
        return new Mark.PhaseEnd(nanos, phase);
    }

    private static List<PhaseSpan> spans(Mark... marks) {
        return PhaseSpan.of(Arrays.asList(marks), new Window(0, 100), 100);
    }

    private static PhaseSpan span(String name, long from, long to, int depth) {
        return new PhaseSpan(name, new Window(from, to), depth, true);
    }

    @Test
    void of_nestedPhases_haveTheirDepth() {
        assertThat(spans(
                        begin(0, "train"),
                        begin(10, "epoch"),
                        end(20, "epoch"),
                        begin(20, "epoch"),
                        end(30, "epoch"),
                        end(40, "train"),
                        begin(40, "test"),
                        end(50, "test")))
                .containsExactly(
                        span("train", 0, 40, 0),
                        span("epoch", 10, 20, 1),
                        span("epoch", 20, 30, 1),
                        span("test", 40, 50, 0));
    }

    @Test
    void of_sameNameNested_endsTheInnerFirst() {
        assertThat(spans(begin(0, "a"), begin(10, "a"), end(20, "a"), end(30, "a")))
                .containsExactly(span("a", 0, 30, 0), span("a", 10, 20, 1));
    }

    @Test
    void of_overlapping_bothAreWhole() {
        assertThat(spans(begin(0, "a"), begin(10, "b"), end(20, "a"), end(30, "b")))
                .containsExactly(span("a", 0, 20, 0), span("b", 10, 30, 1));
    }

    @Test
    void of_neverEnded_lastsToTheEndAndSaysSo() {
        assertThat(spans(begin(10, "a"))).containsExactly(new PhaseSpan("a", new Window(10, 100), 0, false));
        assertThat(spans(begin(200, "a")))
                .as("begun after what is known")
                .containsExactly(new PhaseSpan("a", new Window(200, 200), 0, false));
    }

    @Test
    void of_endWithoutBegin_isLeftOut() {
        assertThat(spans(end(5, "a"), begin(10, "b"), end(15, "c"), end(20, "b")))
                .containsExactly(span("b", 10, 20, 0));
    }

    @Test
    void of_noLength_isKept() {
        assertThat(spans(begin(5, "a"), end(5, "a"))).containsExactly(span("a", 5, 5, 0));
    }

    @Test
    void window_endBeforeBegin_isRefused() {
        assertThatThrownBy(() -> new Window(5, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a window cannot end before it begins: 5 to 4");
    }

    /** By looking through all open phases for each end, this would take minutes. */
    @Test
    @Timeout(20)
    void of_manyOpenPhases_endInAnyOrderInTime() {
        int count = 300_000;
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            marks.add(new Mark.PhaseBegin(i, "p" + i));
        }
        for (int i = 0; i < count; i++) {
            marks.add(new Mark.PhaseEnd(count + i, "p" + i));
        }

        assertThat(PhaseSpan.of(marks, new Window(0, 2L * count), 2L * count))
                .hasSize(count)
                .allMatch(PhaseSpan::ended);
    }
}
