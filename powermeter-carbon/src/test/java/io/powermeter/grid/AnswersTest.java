package io.powermeter.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {
    private static final String PATH = "/x?key=hidden";

    @TempDir
    Path folder;

    private Operator operator;

    @BeforeEach
    void open() throws IOException {
        operator = new Operator("2026-01-20T12:02:00Z");
        operator.answer(PATH, "{\"grams\":1}");
    }

    @AfterEach
    void close() {
        operator.close();
    }

    /** Asks anew, as another process would. */
    private int ask(String fresh) throws GridException {
        return new Answers("the operator", operator.access(folder.resolve("cache")))
                .get(operator.uri().resolve(PATH), Map.of("auth-token", "s3cret"), Instant.parse(fresh))
                .body()
                .get("grams")
                .asInt();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
            return files.toList();
        }
    }

    @Test
    void get_freshAnswer_isNotAskedForAgain() throws Exception {
        assertThat(ask("2026-01-20T12:00:00Z")).isEqualTo(1);
        operator.answer(PATH, "{\"grams\":2}");
        operator.setNow("2026-01-20T12:04:00Z");
        assertThat(ask("2026-01-20T12:02:00Z")).as("kept").isEqualTo(1);
        assertThat(ask("2026-01-20T12:02:01Z")).as("expired").isEqualTo(2);
        assertThat(operator.questions()).hasSize(2);
        assertThat(files()).hasSize(1);
    }

    @Test
    void keep_anything_holdsNoSecret() throws Exception {
        ask("2026-01-20T12:00:00Z");
        assertThat(files().get(0).toString()).doesNotContain("hidden", "s3cret");
        assertThat(Files.readString(files().get(0))).doesNotContain("hidden", "s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"at\":\"yesterday\",\"body\":{\"grams\":7}}",
                "{\"at\":\"2026-01-20T12:01:00Z\"}",
                "{\"at\":\"2036-01-20T12:01:00Z\",\"body\":{\"grams\":7}}"
            })
    void get_fileIsDamagedOrOfTheFuture_isAskedForAgain(String text) throws Exception {
        ask("2026-01-20T12:00:00Z");
        Files.writeString(files().get(0), text);
        assertThat(ask("2026-01-20T12:00:00Z")).isEqualTo(1);
        assertThat(operator.questions()).hasSize(2);
    }

    @Test
    void get_folderCannotBeMade_asksEachTime() throws Exception {
        Files.writeString(folder.resolve("cache"), "a file");
        assertThat(ask("2026-01-20T12:00:00Z")).isEqualTo(1);
        assertThat(ask("2026-01-20T12:00:00Z")).isEqualTo(1);
        assertThat(operator.questions()).hasSize(2);
    }

    @Test
    void get_refusal_isNotKept() {
        operator.refuse(PATH, 429, "", Map.of());
        assertThatThrownBy(() -> ask("2026-01-20T12:00:00Z")).isInstanceOf(GridException.class);
        assertThat(folder.resolve("cache")).doesNotExist();
    }
}
