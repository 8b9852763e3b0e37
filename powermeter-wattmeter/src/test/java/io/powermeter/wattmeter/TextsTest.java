package io.powermeter.wattmeter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What programs and files write. */
class TextsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "12.34 ~ 12.34",
                "  7  ~ 7",
                ".5 ~ 0.5",
                "-3e2 ~ -300",
                "P=12.34W ~ 12.34",
                "power: 12.34 W ~ 12.34",
                "CPU Power: 105 mW ~ 0.105",
                "Instantaneous power reading:   215 Watts ~ 215",
                "x=2 kW ~ 2000",
                "5 \u00b5W ~ 5e-6",
                "230 V ~ NaN",
                "12.34 13 ~ NaN",
                "12,5 ~ NaN",
                "nan ~ NaN",
                "inf ~ NaN",
                "0x10 ~ NaN",
                "1e9 ~ NaN",
                "W ~ NaN",
                "error 5 ~ NaN",
                "12.3.4 ~ NaN",
                "P=12.34WW ~ NaN",
                "U=230V P=12W ~ NaN",
            })
    void watts_wholeLine_isOneNumberOrNothing(String line, double watts) {
        assertThat(text("command: x").watts(line)).isCloseTo(watts, within(1e-12));
    }

    @Test
    void watts_label_findsTheNumberBehindIt() {
        WattText quoted = text("command?label=Average Graphics Package Power (W): x");
        assertThat(quoted.watts("  \"Average Graphics Package Power (W)\": \"39.0\","))
                .isEqualTo(39);
        assertThat(quoted.watts("  \"Average Graphics Package Power (W)\": \"N/A\","))
                .isNaN();
        assertThat(quoted.concerns("\"GPU ID\": \"0x66a1\"")).isFalse();
        WattText p = text("command?label= P=: x");
        assertThat(p.watts("U=230.1V I=0.05A P=11.5W Q=3")).isEqualTo(11.5);
        assertThat(p.watts("U=230.1V P=11.5V")).isNaN();
        assertThat(p.watts("U=230.1V P=11.5.2")).isNaN();
        assertThat(p.watts("U=230.1V P=")).isNaN();
    }

    @Test
    void watts_column_countsFromOne() {
        WattText third = text("command?column=3&unit=mW: x");
        assertThat(third.watts("a b 1500 c")).isEqualTo(1.5);
        assertThat(third.watts("1,2,1500")).isEqualTo(1.5);
        assertThat(third.watts("1; 2; 1500 W")).isEqualTo(1.5);
        assertThat(third.watts("1 | 2 | 3W")).isEqualTo(3);
        assertThat(third.watts("1 2")).isNaN();
        assertThat(third.watts("1,2,")).isNaN();
    }

    private static WattText text(String line) {
        return WattText.of(MeterLine.parse(line, "test"));
    }

    @Test
    void epochNanos_everySpelling_isTheSameInstant() {
        long instant = 1_640_278_000_104_214_184L;
        assertThat(TimeText.epochNanos("1640278000.104214184")).isEqualTo(instant);
        assertThat(TimeText.epochNanos("1640278000104.214184")).isEqualTo(instant);
        assertThat(TimeText.epochNanos("1640278000104214.184")).isEqualTo(instant);
        assertThat(TimeText.epochNanos(" 1640278000104214184 ")).isEqualTo(instant);
        assertThat(TimeText.epochNanos("2021-12-23T16:46:40.104214184Z")).isEqualTo(instant);
        assertThat(TimeText.epochNanos("2021-12-23 17:46:40.104214184+01:00")).isEqualTo(instant);
        assertThat(TimeText.epochNanos("2021-12-23T17:46:40.104214184+0100")).isEqualTo(instant);
        assertThat(TimeText.epochNanos("2021-12-23T17:46:40.104214184 +01")).isEqualTo(instant);
        assertThat(TimeText.epochNanos("2021-12-23T16:46:40.104214184"))
                .isEqualTo(TimeText.nanos(LocalDateTime.parse("2021-12-23T16:46:40.104214184")
                        .atZone(ZoneId.systemDefault())
                        .toInstant()));
        assertThat(TimeText.nanos(Instant.EPOCH)).isZero();
        for (String none : new String[] {
            "",
            "12:30",
            "yesterday",
            "1e9",
            "-1640278000",
            "2021-13-01T00:00",
            "2021-12-23",
            "99999999999999999999",
            "9999-12-31T00:00:00Z"
        }) {
            assertThat(TimeText.epochNanos(none)).as(none).isEqualTo(TimeText.NONE);
        }
    }

    @Test
    void dcmi_aboveZero_isTrustedWhateverTheStateSays() throws MeterException {
        assertThat(IpmiText.dcmi("""

                    Instantaneous power reading:                     319 Watts
                    Minimum during sampling period:                  300 Watts
                    Power reading state is:                   deactivated
                """)).isEqualTo(319);
        assertThat(IpmiText.dcmi("Current Power                        : 164 Watts\nAverage Power : 161 watts"))
                .isEqualTo(164);
        assertThatThrownBy(() -> IpmiText.dcmi("    Instantaneous power reading:    0 Watts"))
                .hasMessage("the controller tells 0 W, which means that it does not measure");
        assertThatThrownBy(() -> IpmiText.dcmi("DCMI request failed because: Invalid command (c1)"))
                .hasMessageContaining("Invalid command (c1)");
    }

    @Test
    void sensor_listsOfBothForms_tellWatts() throws MeterException {
        String list = """
                Avg Power        | 210 Watts         | ok
                Power Supply 1   | 0x00              | ok
                Pwr Consumption  | 77h | ok  |  7.1 | 168 Watts
                Dead             | 0 Watts           | ok
                """;
        assertThat(IpmiText.sensor(list, "Avg Power")).isEqualTo(210);
        assertThat(IpmiText.sensor(list, "Pwr Consumption")).isEqualTo(168);
        for (String none : new String[] {"Power Supply 1", "Dead", "Fan"}) {
            assertThatThrownBy(() -> IpmiText.sensor(list, none)).hasMessage("no sensor " + none + " tells watts");
        }
    }

    @Test
    void nut_realPowerOrLoad_tellsWatts() throws MeterException {
        String load = "ups.load: 18\nups.power.nominal: 900\nups.realpower.nominal: 540\n";
        assertThat(NutText.watts(load + "ups.realpower: 97\n")).isEqualTo(97);
        assertThat(NutText.isEstimate(load + "ups.realpower: 97\n")).isFalse();
        assertThat(NutText.watts(load)).isCloseTo(97.2, within(1e-9));
        assertThat(NutText.isEstimate(load)).isTrue();
        assertThatThrownBy(() -> NutText.watts("ups.load: 18\nups.power.nominal: 900"))
                .hasMessageContaining("neither ups.realpower nor ups.load with ups.realpower.nominal");
    }
}
