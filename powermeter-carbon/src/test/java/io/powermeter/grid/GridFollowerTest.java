package io.powermeter.grid;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.recording.ToldIntensity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GridFollowerTest {
    private static final Instant NOON = Instant.parse("2026-01-20T12:00:00Z");

    private final List<ToldIntensity> told = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private volatile Instant now = NOON.plusSeconds(600);

    /** Hours, of which each is a gram more than the one before; or silence. */
    private final class Hours implements GridSource {
        private final List<String> asked = new CopyOnWriteArrayList<>();
        private final CountDownLatch first = new CountDownLatch(1);
        private volatile boolean silent;
        private volatile Instant gap = Instant.MAX;
        private volatile double correction;

        @Override
        public String name() {
            return "hours";
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
            asked.add(from + " " + to);
            try {
                if (silent) {
                    throw GridException.silent("hours did not answer.");
                }
                List<ToldIntensity> figures = new ArrayList<>();
                for (Instant hour = Times.floor(from, step()); hour.isBefore(to); hour = hour.plus(step())) {
                    figures.add(figure(hour, correction));
                }
                figures.removeIf(figure -> figure.from().equals(gap));
                return figures;
            } finally {
                first.countDown();
            }
        }
    }

    private static ToldIntensity figure(Instant hour, double correction) {
        double grams = 100 + Duration.between(NOON, hour).toHours() + correction;
        return new ToldIntensity(hour, hour.plusSeconds(3600), grams, "hours");
    }

    private GridFollower follow(Hours source) throws InterruptedException {
        GridFollower follower = GridFollower.start(source, () -> now, told::add, complaints::add);
        assertThat(source.first.await(10, TimeUnit.SECONDS)).isTrue();
        return follower;
    }

    @Test
    void close_withinTheHour_asksOnce() throws Exception {
        Hours source = new Hours();
        GridFollower follower = follow(source);
        now = NOON.plusSeconds(3599);
        follower.close();
        follower.close();
        assertThat(source.asked).hasSize(1);
        assertThat(told).containsExactly(figure(NOON, 0));
        assertThat(complaints).isEmpty();
    }

    @Test
    void close_hoursLater_asksForTheWholeRunAndTellsWhatIsNewOrRevised() throws Exception {
        Hours source = new Hours();
        GridFollower follower = follow(source);
        now = NOON.plusSeconds(3 * 3600);
        source.correction = 0.5;
        follower.close();
        assertThat(source.asked)
                .containsExactly(
                        "2026-01-20T12:10:00Z 2026-01-20T12:10:00.001Z", "2026-01-20T12:10:00Z 2026-01-20T15:00:00Z");
        assertThat(told)
                .containsExactly(
                        figure(NOON, 0),
                        figure(NOON, 0.5),
                        figure(NOON.plusSeconds(3600), 0.5),
                        figure(NOON.plusSeconds(7200), 0.5));
    }

    @Test
    void close_noAnswer_complainsOnceAndDoesNotAskAgainAtOnce() throws Exception {
        Hours source = new Hours();
        source.silent = true;
        follow(source).close();
        assertThat(source.asked).hasSize(1);
        assertThat(told).isEmpty();
        assertThat(complaints).containsExactly("hours did not answer.");
    }

    @Test
    void close_answerCameLater_doesNotComplain() throws Exception {
        Hours source = new Hours();
        source.silent = true;
        GridFollower follower = follow(source);
        source.silent = false;
        now = NOON.plusSeconds(3601);
        follower.close();
        assertThat(told).containsExactly(figure(NOON, 0), figure(NOON.plusSeconds(3600), 0));
        assertThat(complaints).isEmpty();
    }

    @Test
    void close_longAfterTheLastStepWasTold_asksForTheWholeRunSinceFiguresAreRevised() throws Exception {
        Hours source = new Hours();
        Queue<Instant> begins = new ConcurrentLinkedQueue<>(List.of(NOON.plusSeconds(3590)));
        now = NOON.plusSeconds(3640);
        InstantSource clock = () -> Optional.ofNullable(begins.poll()).orElse(now);
        GridFollower follower = GridFollower.start(source, clock, told::add, complaints::add);
        assertThat(source.first.await(10, TimeUnit.SECONDS)).isTrue();
        now = NOON.plusSeconds(5000);
        source.correction = 0.5;
        follower.close();
        assertThat(source.asked)
                .as("from the begin, not from the step that goes on; and once more")
                .containsExactly(
                        "2026-01-20T12:59:50Z 2026-01-20T13:00:40Z", "2026-01-20T12:59:50Z 2026-01-20T13:23:20Z");
        assertThat(told).endsWith(figure(NOON, 0.5), figure(NOON.plusSeconds(3600), 0.5));
    }

    @Test
    void close_noAnswerAWhileAgo_asksAgainWithinTheHour() throws Exception {
        Hours source = new Hours();
        source.silent = true;
        GridFollower follower = follow(source);
        source.silent = false;
        now = NOON.plusSeconds(660);
        follower.close();
        assertThat(told).containsExactly(figure(NOON, 0));
        assertThat(complaints).isEmpty();
    }

    @Test
    void close_anHourIsNotTold_complains() throws Exception {
        Hours source = new Hours();
        source.gap = NOON.plusSeconds(3600);
        GridFollower follower = follow(source);
        now = NOON.plusSeconds(3 * 3600);
        follower.close();
        assertThat(told).containsExactly(figure(NOON, 0), figure(NOON.plusSeconds(7200), 0));
        assertThat(complaints).containsExactly("hours told nothing of 2026-01-20T13:00:00Z to 2026-01-20T14:00:00Z.");
    }
}
