package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.grid.GridException;
import io.powermeter.grid.GridSource;
import io.powermeter.recording.Recording;
import io.powermeter.recording.Segment;
import io.powermeter.recording.ToldIntensity;
import io.powermeter.summary.TestRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecordedGridTest {
    private static final Instant MORNING = Instant.parse("2026-01-20T10:00:00Z");
    private static final Instant NOON = Instant.parse("2026-01-20T12:00:00Z");

    /** Tells always the same day, hour by hour, but for times at which it fails. */
    private record Day(Map<Instant, GridException> failures, List<Instant> asked) implements GridSource {
        @Override
        public String name() {
            return "day";
        }

        @Override
        public Optional<String> country() {
            return Optional.empty();
        }

        @Override
        public Duration step() {
            return Duration.ofHours(1);
        }

        @Override
        public boolean tellsSteps() {
            return true;
        }

        @Override
        public List<ToldIntensity> between(Instant from, Instant to) throws GridException {
            asked.add(from);
            if (failures.containsKey(from)) {
                throw failures.get(from);
            }
            return IntStream.range(0, 24)
                    .mapToObj(hour -> hour(MORNING.minusSeconds(36_000).plusSeconds(3600L * hour)))
                    .toList();
        }
    }

    private static ToldIntensity hour(Instant from) {
        return new ToldIntensity(from, from.plusSeconds(3600), 50, "day");
    }

    /** Ten seconds, of which the second half begins at noon. */
    private static Recording continued(Instant first) {
        Recording whole = new TestRun(10).recording();
        return new Recording(
                whole.folder(),
                whole.info(),
                whole.tables(),
                whole.processes(),
                whole.marks(),
                whole.damages(),
                List.of(new Segment(0, first), new Segment(5 * TestRun.SECOND, NOON)));
    }

    private static RecordedGrid ask(Instant first, Map<Instant, GridException> failures, List<Instant> asked) {
        return RecordedGrid.ask(new Day(failures, asked), continued(first));
    }

    @Test
    void ask_sourceTellsADay_keepsWhatIsOfTheRecordingAndOnce() {
        assertThat(ask(MORNING.plusSeconds(3598), Map.of(), new ArrayList<>()).told())
                .containsExactly(hour(MORNING), hour(MORNING.plusSeconds(3600)), hour(NOON));
        assertThat(ask(NOON.plusSeconds(60), Map.of(), new ArrayList<>()).told())
                .containsExactly(hour(NOON));
    }

    @Test
    void ask_nothingIsToldOfOneSegment_goesOnWithTheNext() {
        RecordedGrid answer =
                ask(MORNING, Map.of(MORNING, GridException.untold("nothing of the morning")), new ArrayList<>());
        assertThat(answer.told()).containsExactly(hour(NOON));
        assertThat(answer.complaints()).containsExactly("nothing of the morning");
        assertThat(answer.silence()).isNull();
    }

    @Test
    void ask_sourceIsSilent_asksNoMore() {
        List<Instant> asked = new ArrayList<>();
        RecordedGrid answer = ask(MORNING, Map.of(MORNING, GridException.silent("it refuses")), asked);
        assertThat(asked).containsExactly(MORNING);
        assertThat(answer).isEqualTo(RecordedGrid.silent("it refuses"));
    }
}
