package io.powermeter.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CounterUnwrapperTest {
    private static final Channel CPU = Channel.of("c", Component.CPU, Quantity.ENERGY, Origin.MEASURED);

    private static CounterUnwrapper unwrapper(double wrapsAt) {
        return new CounterUnwrapper(wrapsAt > 0 ? CPU.wrapsAt(wrapsAt) : CPU);
    }

    /** A CPU is believed to draw at most 2 x 500 W, and one second of it at once. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // what,                       wrapsAt, before, after, seconds, growth, doubt
        "grows,                        262143,  10,     15,    0.1,     5,      ",
        "stands still,                 262143,  10,     10,    0.1,     0,      ",
        "wraps,                        262143,  262140, 2,     0.1,     5,      ",
        "wraps to 0 exactly,           262143,  262140, 0,     0.1,     3,      ",
        "small range wraps in time,    300,     290,    20,    0.1,     30,     ",
        "small range just in time,     300,     290,    20,    0.3,     30,     ",
        "small range read too late,    300,     290,    20,    0.4,     0,      'not read for 0.4 s, in which the counter may have wrapped unseen'",
        "late though it grew,          300,     10,     20,    0.4,     0,      'not read for 0.4 s, in which the counter may have wrapped unseen'",
        "wide range read very late,    262143,  10,     20,    263,     0,      'not read for 263.0 s, in which the counter may have wrapped unseen'",
        "wide range read late,         262143,  10,     20,    262,     10,     ",
        "is reset,                     262143,  5000,   0,     0.1,     0,      'the counter jumped from 5000.000 to 0.000 J in 0.100 s'",
        "jumps up,                     262143,  10,     5000,  0.1,     0,      'the counter jumped from 10.000 to 5000.000 J in 0.100 s'",
        "one slow step of a second,    262143,  0,      1000,  0.1,     1000,   ",
        "step beyond belief,           262143,  0,      1101,  0.1,     0,      'the counter jumped from 0.000 to 1101.000 J in 0.100 s'",
        "two readings at once,         262143,  10,     11,    0,       1,      ",
        "no range and goes back,       0,       10,     9.5,   0.1,     0,      'the counter went back from 10.000 to 9.500 J'",
        "no range and grows,           0,       10,     20,    0.1,     10,     ",
        "no range and read very late,  0,       10,     20,    1e6,     10,     ",
        "no range and jumps up,        0,       10,     5000,  0.1,     0,      'the counter jumped from 10.000 to 5000.000 J in 0.100 s'",
    })
    void add_secondReading_growsOrDoubts(
            String what, double wrapsAt, double before, double after, double seconds, double growth, String doubt) {
        CounterUnwrapper counter = unwrapper(wrapsAt);
        assertThat(counter.add(before, 7)).isZero();
        assertThat(counter.doubt()).isNull();
        long nanos = 7 + Math.round(seconds * 1e9);
        assertThat(counter.add(after, nanos)).isCloseTo(growth, within(1e-9));
        assertThat(counter.doubt()).isEqualTo(doubt);
        assertThat(counter.sum()).isCloseTo(growth, within(1e-9));
        assertThat(counter.lastNanos()).isEqualTo(nanos);
    }

    @Test
    void safePeriod_isHalfOfWhatAWrapAroundTakesAtTheHighestPower() {
        assertThat(CounterUnwrapper.safePeriodNanos(CPU.wrapsAt(262_143.0))).isCloseTo(131_071_500_000.0, within(1.0));
        assertThat(CounterUnwrapper.safePeriodNanos(CPU.wrapsAt(300.0))).isCloseTo(150_000_000.0, within(1.0));
        assertThat(CounterUnwrapper.safePeriodNanos(CPU)).isInfinite();
    }

    @Test
    void add_afterADoubt_goesOnFromTheNewReading() {
        CounterUnwrapper counter = unwrapper(262143);
        counter.add(5000, 0);
        counter.add(5010, 100_000_000);
        counter.add(0, 200_000_000);
        assertThat(counter.doubt()).isNotNull();
        assertThat(counter.add(4, 300_000_000)).isEqualTo(14);
        assertThat(counter.doubt()).isNull();
    }

    @Test
    void add_manyWraps_sumsUp() {
        CounterUnwrapper counter = unwrapper(300);
        double joules = 123.456;
        counter.add(joules, 0);
        double sum = 0;
        for (int i = 1; i <= 10_000; i++) {
            joules += 7.25;
            sum = counter.add(joules % 300, i * 100_000_000L);
            assertThat(counter.doubt()).isNull();
        }
        assertThat(sum).isCloseTo(72_500, within(1e-6));
    }

    @Test
    void add_counterInSlowSteps_loosesNothing() {
        CounterUnwrapper counter = unwrapper(65536);
        double sum = 0;
        for (int i = 0; i <= 100; i++) {
            sum = counter.add(Math.floor(i / 10.0) * 400, i * 100_000_000L);
            assertThat(counter.doubt()).as("reading %d", i).isNull();
        }
        assertThat(sum).isEqualTo(4000);
    }

    @Test
    void add_cpuTime_isNotBoundByWatts() {
        CounterUnwrapper counter =
                new CounterUnwrapper(Channel.of("u", Component.JOB, Quantity.CPU_TIME, Origin.MEASURED));
        counter.add(0, 0);
        assertThat(counter.add(1e9, 1)).isEqualTo(1e9);
        counter.add(5, 2);
        assertThat(counter.doubt()).isEqualTo("the counter went back from 1000000000.000 to 5.000 s");
    }
}
