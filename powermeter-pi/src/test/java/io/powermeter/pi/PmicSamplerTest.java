package io.powermeter.pi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.sampler.Reading;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PmicSamplerTest {
    private static final int INPUT = 0;
    private static final int SUM = 1;
    private static final int CORE = 13;

    private final Scripted firmware = new Scripted();
    private final PmicSampler sampler =
            new PmicSampler(PmicSampler.FITTED_RAILS, firmware, ThrottleWatch.blind("a test"));
    private final Reading reading = new Reading(sampler.channels().size());

    private void read() {
        reading.clear();
        sampler.sample(reading);
    }

    @Test
    void sample_answer_isStampedWithItsInstant() {
        firmware.answer(Machine.railsText(), 0, 12345);
        read();
        assertThat(reading.instant()).isEqualTo(12345);
        assertThat(reading.get(SUM)).isCloseTo(3.6456, within(1e-9));
        assertThat(reading.get(INPUT)).isCloseTo(1.1451 * reading.get(SUM) + 0.5879, within(1e-12));
        assertThat(reading.warning()).isNull();
    }

    @Test
    void sample_nothingAnsweredYet_isNothingNew() {
        read();
        assertThat(reading.isNothingNew()).isTrue();
    }

    @Test
    void sample_silence_isMissingWithAWarning() {
        firmware.fallSilent();
        read();
        assertThat(reading.isNothingNew()).isFalse();
        assertThat(reading.has(INPUT)).isFalse();
        assertThat(reading.warning())
                .isEqualTo(
                        "vcgencmd pmic_read_adc did not answer for seconds during the run: the power of that time is missing.");
    }

    @Test
    void sample_failure_isMissingWithAWarning() {
        firmware.answer(Machine.railsText(), 255, 1);
        read();
        assertThat(reading.has(CORE)).isFalse();
        assertThat(reading.warning())
                .isEqualTo("vcgencmd pmic_read_adc failed during the run: the power of that time is missing.");
    }

    @Test
    void sample_railWithoutItsVoltage_isMissingAndSoAreTheSums() {
        firmware.answer(Machine.railsText().replace("VDD_CORE_V", "VDD_GORE_V"), 0, 1);
        read();
        assertThat(reading.has(CORE)).isFalse();
        assertThat(reading.has(CORE - 1)).as("another rail").isTrue();
        assertThat(reading.has(SUM)).isFalse();
        assertThat(reading.has(INPUT)).isFalse();
        assertThat(reading.warning()).startsWith("An answer of vcgencmd pmic_read_adc lacked a rail");
    }

    @Test
    void watts_linesThatAreNoRails_areLeftOut() {
        String text =
                "EXT5V_V volt(24)=5.06788000V\n BATT_A current(1)=2.0A\nerror=1\nX_A volt(1)=1.0V\nX_V volt(2)=1.0V\n"
                        + "Y_A current(3)=1.0A\nY_A current(3)=2.0A\nY_V volt(4)=1.0V\nZ_V volt(5)=2.00V\r\n  Z_A current(6)=3.5A ";
        assertThat(PmicAnswer.watts(text)).containsOnlyKeys("Z").containsEntry("Z", 7.0);
        assertThat(PmicAnswer.watts("")).isEmpty();
    }

    @Test
    void close_always_closesTheFirmware() {
        Scripted throttled = new Scripted();
        new PmicSampler(Set.of("A"), firmware, new ThrottleWatch(throttled, () -> 0, 0, List.of())).close();
        assertThat(firmware.isClosed()).isTrue();
        assertThat(throttled.isClosed()).isTrue();
    }
}
