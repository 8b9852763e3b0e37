package io.powermeter.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebTest {
    @TempDir
    Path cache;

    private Operator operator;

    @BeforeEach
    void open() throws IOException {
        operator = new Operator("2026-01-20T12:02:00Z");
    }

    @AfterEach
    void close() {
        operator.close();
    }

    private void ask(Duration limit) throws GridException {
        GridAccess access = new GridAccess(Token.NONE, cache, () -> Instant.EPOCH, limit, limit);
        new Web("the operator", access).get(operator.uri().resolve("/x"), Map.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | {\"error\":\"Invalid auth-token\"} | the operator refused the token (HTTP 401, \"Invalid auth-token\"). Check POWERMETER_GRID_TOKEN or the file of --grid-token-file, and what it may see.",
                "403 | {\"message\":\"Zone not in your plan\"} | the operator refused the token (HTTP 403, \"Zone not in your plan\"). Check",
                "429 | {} | the operator was asked too often (HTTP 429). Ask again in 120 s.",
                "302 | {} | the operator sends to another address (HTTP 302), which is not followed. Give that address.",
                "500 | '' | the operator answered with HTTP 500.",
                "500 | {\"error\":\"\u001b[31mred\"} | the operator answered with HTTP 500.",
                "404 | <html> | the operator answered with HTTP 404."
            })
    void get_refused_saysWhyAndTheRemedy(int status, String body, String message) {
        operator.refuse("/x", status, body, Map.of("Retry-After", "120", "Location", operator.uri() + "/elsewhere"));
        assertThatThrownBy(() -> ask(Duration.ofSeconds(5)))
                .isInstanceOf(GridException.class)
                .hasMessageStartingWith(message);
        assertThat(operator.questions()).containsExactly("/x");
    }

    @ParameterizedTest
    @CsvSource({"401, true", "403, true", "429, true", "302, true", "400, false", "404, false", "500, false"})
    void get_refused_saysWhetherAnotherQuestionMayBeAnswered(int status, boolean silent) {
        operator.refuse("/x", status, "", Map.of());
        assertThatThrownBy(() -> ask(Duration.ofSeconds(5)))
                .isInstanceOfSatisfying(
                        GridException.class, e -> assertThat(e.isSilent()).isEqualTo(silent));
    }

    @Test
    void get_answerThatDrips_endsWithTheLimitOfTheWhole() {
        operator.drip("/x");
        assertThatThrownBy(() -> ask(Duration.ofMillis(300)))
                .hasMessage("the operator did not answer within 0.3 s.")
                .isInstanceOfSatisfying(
                        GridException.class, e -> assertThat(e.isSilent()).isTrue());
    }

    @Test
    void get_nobodyThere_saysSo() {
        GridAccess access = operator.access(cache);
        operator.close();
        assertThatThrownBy(() -> new Web("the operator", access).get(operator.uri(), Map.of()))
                .hasMessage("the operator cannot be reached: nothing answers at its address.");
        assertThatThrownBy(
                        () -> new Web("the operator", access).get(URI.create("http://no-such-host.invalid/"), Map.of()))
                .isInstanceOf(GridException.class)
                .hasMessageStartingWith("the operator ");
    }

    @Test
    void get_endlessAnswer_isCutOff() {
        operator.answer("/x", "[" + "0,".repeat(1 << 21) + "0]");
        assertThatThrownBy(() -> ask(Duration.ofSeconds(10)))
                .hasMessage("the operator answered with more than 4 MiB, which is no intensity.");
    }
}
