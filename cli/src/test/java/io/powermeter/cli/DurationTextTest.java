package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DurationTextTest {
    @ParameterizedTest
    @CsvSource({
        "100ms, PT0.1S",
        "500us, PT0.0005S",
        "1.5s, PT1.5S",
        "2, PT2S",
        "5m, PT5M",
        "5min, PT5M",
        "2h, PT2H",
        "' 3 s ', PT3S"
    })
    void convert_unit_isThatLong(String text, Duration expected) {
        assertThat(new DurationText().convert(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "-1s", "1e3s", "1 hour", "1,5s", "99999999999999s"})
    void convert_somethingElse_namesGoodOnes(String text) {
        assertThatThrownBy(() -> new DurationText().convert(text))
                .isInstanceOf(CommandLine.TypeConversionException.class)
                .hasMessage("\"" + text + "\" is not a duration; write for instance 100ms, 5s, 2m or 1h");
    }
}
