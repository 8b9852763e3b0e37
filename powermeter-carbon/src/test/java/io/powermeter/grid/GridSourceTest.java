package io.powermeter.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridSourceTest {
    private static GridAccess with(String token) {
        return new GridAccess(Token.of(token), Path.of("no-cache"), () -> Instant.EPOCH);
    }

    @ParameterizedTest
    @CsvSource({
        "electricitymaps:fr, electricitymaps:FR, 3600",
        "electricitymaps:US-CAL-CISO, electricitymaps:US-CAL-CISO, 3600",
        "uk, uk, 1800",
        "uk:sw7, uk:SW7, 1800",
        "https://user.example/a?b=c#/d, https://user.example/a#/d, 300"
    })
    void of_name_isTheSource(String text, String name, long seconds) {
        GridSource source = GridSource.of(text, with("s3cret"));
        assertThat(source.name()).isEqualTo(name);
        assertThat(source.step()).hasSeconds(seconds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "france | \"france\" tells no grid; give electricitymaps:ZONE, such as electricitymaps:FR, uk, uk:POSTCODE, or https://HOST/PATH#/JSON/POINTER",
                "electricitymaps:France | \"France\" is no zone of Electricity Maps; they are as FR, DE or US-CAL-CISO: https://app.electricitymaps.com/map",
                "electricitymaps: | \"\" is no zone",
                "uk:SW7 2AZ | \"SW7 2AZ\" is no outward postcode; give its first part alone, such as uk:SW7, or uk for all of Great Britain",
                "https://host/path | the address has no JSON pointer to the number; put one behind it, such as https://HOST/PATH#/carbonIntensity",
                "https://host/path#x | the address has no JSON pointer",
                "https:///path#/x | the address has no host",
                "https://me:pw@host/path#/x | the address has no host, or a user in it; give a token by POWERMETER_GRID_TOKEN or --grid-token-file instead",
                "https://host/a b?secret#/x | \"https://host/a b\" is no address: illegal character in path",
                "http://host/path#/x | a token is not sent by plain http to host, where everybody could read it; give https, or take the token away"
            })
    void of_somethingElse_saysWhatAndTheRemedyAndNoSecret(String text, String message) {
        assertThatThrownBy(() -> GridSource.of(text, with("s3cret")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("s3cret")
                .hasMessageNotContaining("?secret");
    }

    @Test
    void of_electricityMapsWithoutAToken_saysWhereItGoes() {
        assertThatThrownBy(() -> GridSource.of("electricitymaps:FR", with("")))
                .hasMessage("electricitymaps:FR needs a token; put it into the environment as POWERMETER_GRID_TOKEN,"
                        + " or into a file that only you can read and give that as --grid-token-file");
    }

    @Test
    void token_shown_isNot() {
        assertThat(with("s3cret").toString()).doesNotContain("s3cret");
        assertThatThrownBy(() -> Token.of("s3cret\nHost: elsewhere")).hasMessageNotContaining("s3cret");
        assertThat(Token.of("s3cret\n").reveal()).isEqualTo("s3cret");
    }
}
