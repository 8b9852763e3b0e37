package io.powermeter.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void next_atFirst_isTheStart() {
        assertThat(new Schedule(1000, 100).next()).isEqualTo(1000);
    }

    @Test
    void taken_millionTicksWithJitter_neverDrifts() {
        Random random = new Random(1);
        Schedule schedule = new Schedule(-5_000, 100);
        for (long tick = 0; tick < 1_000_000; tick++) {
            assertThat(schedule.next()).isEqualTo(-5_000 + tick * 100);
            schedule.taken(schedule.next() + random.nextInt(100));
        }
        assertThat(schedule.missed()).isZero();
    }

    @Test
    void taken_lateByLessThanAPeriod_takesTheLateTick() {
        Schedule schedule = new Schedule(0, 100);
        schedule.taken(199);
        assertThat(schedule.next()).isEqualTo(100);
        assertThat(schedule.missed()).isZero();
    }

    @Test
    void taken_lateBySeveralPeriods_countsTheMissedOnes() {
        Schedule schedule = new Schedule(0, 100);
        schedule.taken(450);
        assertThat(schedule.missed()).isEqualTo(3);
        assertThat(schedule.next()).isEqualTo(400);
        schedule.taken(460);
        assertThat(schedule.next()).isEqualTo(500);
        assertThat(schedule.missed()).isEqualTo(3);
    }

    @Test
    void taken_everyTick_isTakenOrMissed() {
        Random random = new Random(2);
        Schedule schedule = new Schedule(0, 100);
        long taken = 0;
        for (int i = 0; i < 10_000; i++) {
            long ended = schedule.next() + random.nextInt(1000);
            schedule.taken(ended);
            taken++;
            assertThat(schedule.next()).isGreaterThan(ended - 100).isEqualTo((taken + schedule.missed()) * 100);
        }
    }
}
