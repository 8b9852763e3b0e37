package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The pages that list commands and settings list those that there are. */
class ReferencePagesTest {
    @Test
    void page_eachOfTheReference_isWhatTheCommandsSay() throws IOException {
        for (Map.Entry<String, String> text : ReferencePages.texts().entrySet()) {
            String page =
                    Files.readString(DocPage.PROJECT.resolve("docs/reference").resolve(text.getKey()));

            assertThat(page)
                    .as("docs/reference/%s; CONTRIBUTING.md says how ReferencePages writes it anew", text.getKey())
                    .isEqualTo(ReferencePages.filled(page, text.getValue()));
        }
    }

    @Test
    void texts_hiddenCommand_isNotListedButItsWorkloadsAre() {
        String commands = ReferencePages.texts().get("commands.md");

        assertThat(commands)
                .contains("## run\n", "### sgd\n", "--country=PLACE")
                .doesNotContain("## workload\n");
        assertThat(ReferencePages.texts().get("configuration.md"))
                .contains("| `country` | `POWERMETER_COUNTRY` | ")
                .doesNotContain("`help`");
    }
}
