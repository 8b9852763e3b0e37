package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.meter.Clock;
import io.powermeter.recording.ReadingProgress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReadingLineTest {
    private static final long SECOND = 1_000_000_000;

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(terminal, true, StandardCharsets.UTF_8);
    private long now = 17;

    private final Clock clock = new Clock() {
        @Override
        public long nanos() {
            return now;
        }

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }
    };

    private String said() {
        return terminal.toString(StandardCharsets.UTF_8);
    }

    @Test
    void run_doneWithinASecond_saysNothing() {
        ReadingLine line = new ReadingLine(err, true, clock, 200);
        line.run(1).read(1, 2);
        now += SECOND - 1;
        line.run(3).read(2, 2);
        line.clear();
        assertThat(said()).isEmpty();
    }

    @Test
    void run_longerThanASecond_tellsTheShareOfTheBytesTenTimesASecond() {
        ReadingLine line = new ReadingLine(err, true, clock, 200);
        ReadingProgress third = line.run(3);
        now += SECOND;
        third.read(45, 100);
        third.read(46, 100);
        line.clear();
        assertThat(said()).isEqualTo("\r\033[Kreading 3 of 200 runs, 45 %\r\r\033[K");
    }

    @Test
    void run_oneRun_isNotCounted() {
        ReadingLine line = new ReadingLine(err, true, clock, 1);
        now += 2 * SECOND;
        line.run(1).read(999, 1000);
        assertThat(said()).isEqualTo("\r\033[Kreading 99 %\r");
    }

    @Test
    void run_noTerminal_isNotListenedTo() {
        assertThat(new ReadingLine(err, false, clock, 2).run(1)).isSameAs(ReadingProgress.NONE);
    }
}
