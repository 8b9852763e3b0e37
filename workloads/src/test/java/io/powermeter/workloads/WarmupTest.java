package io.powermeter.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WarmupTest {

    private long now;
    private long compiled;
    private int calls;

    private void run(Runnable work) {
        new Warmup(() -> now, () -> compiled).run(new Telemetry(TrainingListener.NONE), () -> {
            calls++;
            work.run();
        });
    }

    private void passMillis(long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @Test
    void run_steadyWork_endsAfterThreeWindows() {
        run(() -> passMillis(100));

        assertThat(calls).isEqualTo(3 * 3);
    }

    @Test
    void run_workThatGetsFaster_goesOnUntilItDoesNot() {
        run(() -> passMillis(calls <= 6 ? 100 : 50));

        assertThat(calls).as("two slow windows of 3, then three of 5").isEqualTo(6 + 15);
    }

    @Test
    void run_compilerStillBusy_goesOnUntilItIsNot() {
        run(() -> {
            passMillis(100);
            compiled += calls <= 12 ? 4 : 0;
        });

        assertThat(calls)
                .as("four windows with a busy compiler, two quiet ones")
                .isEqualTo(4 * 3 + 2 * 3);
    }

    @Test
    void run_workThatGetsFasterAllTheTime_endsInTime() {
        run(() -> now += (long) (5e8 * Math.exp(-now / 4e9)));

        assertThat(now).isLessThan(Warmup.MOST_NANOS + Warmup.WINDOW_NANOS);
    }

    @Test
    void run_workLongerThanTheTime_isDoneOnce() {
        run(() -> passMillis(21_000));

        assertThat(calls).isOne();
    }

    @Test
    void run_anyWork_isAPhase() {
        Log log = new Log();

        Warmups.once().run(new Telemetry(log), () -> log.lines.add("work"));

        assertThat(log.lines).containsExactly("+warmup", "work", "-warmup");
    }
}
