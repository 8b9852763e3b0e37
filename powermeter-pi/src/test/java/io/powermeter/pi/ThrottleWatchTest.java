package io.powermeter.pi;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.host.FakeHost;
import io.powermeter.sampler.Reading;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThrottleWatchTest {
    private static final String END =
            " during the run: its time and energy are not those of a board with a good supply and cooling.";

    @TempDir
    Path root;

    private final Scripted firmware = new Scripted();
    private final Reading reading = new Reading(1);
    private long now;

    private String warningOf(int before, String answer) {
        firmware.answer(answer, 0, 0);
        new ThrottleWatch(firmware, () -> now, before, List.of()).check(reading);
        return reading.warning();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0x1, under-voltage",
        "0, 0x2, a capped clock",
        "0, 0xc, throttling and the soft temperature limit",
        "0, 0x50000, under-voltage and throttling",
        "0x10000, 0x50000, throttling",
        "0x50000, 0x50005, under-voltage and throttling",
    })
    void check_flagsOfNowAndNewOnes_warn(String before, String flags, String names) {
        assertThat(warningOf(Integer.decode(before), "throttled=" + flags))
                .isEqualTo("The firmware reported " + names + END);
    }

    @ParameterizedTest
    @CsvSource({"0, throttled=0x0", "0xf0000, throttled=0xf0000", "0, throttled=0x", "0, error=1", "0, throttled=0x10x"
    })
    void check_nothingNewOrNothingKnown_isSilent(String before, String answer) {
        assertThat(warningOf(Integer.decode(before), answer)).isNull();
    }

    @Test
    void check_manyReadings_asksSeldom() {
        ThrottleWatch watch = new ThrottleWatch(firmware, () -> now, 0, List.of());
        firmware.answer("throttled=0x0", 0, 0);
        for (int i = 0; i < 40; i++) { // 10 s of readings
            watch.check(reading);
            firmware.answer("throttled=0x0", 0, 0);
            now += Machine.SECOND / 4;
        }
        assertThat(firmware.questions()).isEqualTo(2);
    }

    @Test
    void of_firmwareThatTellsNoFlags_saysSo() {
        FakeHost host = Machine.withFirmware(FakeHost.empty(root));
        Machine.answers(host, "get_throttled", "error=1 error_msg=\"Command not registered\"");
        try (ThrottleWatch watch = ThrottleWatch.of(host, () -> now)) {
            assertThat(watch.notes())
                    .containsExactly(
                            "Under-voltage and throttling are not watched: vcgencmd get_throttled gives no answer that is known.");
            watch.check(reading);
            assertThat(reading.warning()).isNull();
        }
    }
}
