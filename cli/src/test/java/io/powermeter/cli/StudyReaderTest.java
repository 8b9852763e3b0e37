package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.powermeter.reports.comparison.Part;
import io.powermeter.reports.comparison.Study;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudyReaderTest {
    private static final String HEAD = """
            title = "Fast or slow?"
            question = "Which one? And why?"
            """;

    private static final String GOOD = HEAD + """
            baseline = "fast"
            quality = "score"
            repeat = 7
            warmup = 1
            cooldown = "2s"
            quick = { repeat = 3, takes = "1 min" }

            [[run]]
            name = "job"
            command = "train  --seed {repeat}"
            quick = ["train", "--short", "a b", "--seed", "{repeat}"]

            [[group]]
            name = "fast"
            run = "job"
            phases = { work = "fast-work" }

            [[group]]
            name = "slow"
            run = "job"
            phases = { work = "slow-work" }
            quality = "slow.score"

            [[published]]
            what = "speed"
            value = "twice"
            source = "a book"
            url = "https://example.org/book"
            look = "half"
            ours = { group = "fast", phase = "work", figure = "time" }
            """;

    private static StudyFile read(String text) throws UsageException {
        return StudyReader.read(text, "x.toml");
    }

    @Test
    void read_allThatCanBeWritten_isThere() throws UsageException {
        StudyFile file = read(GOOD);

        assertThat(file.study().title()).isEqualTo("Fast or slow?");
        assertThat(file.baseline()).isEqualTo("fast");
        assertThat(file.quality()).isEqualTo("score");
        assertThat(file.full().repeats()).isEqualTo(new Repeats(7, 1, Duration.ofSeconds(2)));
        assertThat(file.quick().repeats()).isEqualTo(new Repeats(3, 0, Duration.ofSeconds(2)));
        assertThat(file.quick().takes()).isEqualTo("1 min");
        StudyFile.Entry job = file.runs().get(0);
        assertThat(job.words(false, 4)).containsExactly("train", "--seed", "4");
        assertThat(job.words(true, 4)).containsExactly("train", "--short", "a b", "--seed", "4");
        assertThat(file.parts(job, false))
                .containsExactly(
                        new Part(
                                "fast",
                                List.of("train", "--seed", "{repeat}"),
                                Map.of("work", "fast-work"),
                                "score",
                                true,
                                false),
                        new Part(
                                "slow",
                                List.of("train", "--seed", "{repeat}"),
                                Map.of("work", "slow-work"),
                                "slow.score",
                                true,
                                false));
        assertThat(file.study().published())
                .containsExactly(new Study.Published(
                        "speed",
                        "twice",
                        "a book",
                        "https://example.org/book",
                        "half",
                        new Study.Ours("fast", "work", "time")));
    }

    @Test
    void read_onlyWhatMustBeThere_comparesWholeRunsFiveTimes() throws UsageException {
        StudyFile file = read(HEAD + "[[run]]\nname = 'a'\ncommand = 'true'\n[[run]]\nname = 'b'\ncommand = 'false'");

        assertThat(file.full().repeats()).isEqualTo(new Repeats(5, 0, Duration.ZERO));
        assertThat(file.quick().repeats()).isEqualTo(new Repeats(2, 0, Duration.ZERO));
        assertThat(file.quality()).isEqualTo("accuracy");
        assertThat(file.runs().get(1).words(true, 1)).containsExactly("false");
        assertThat(file.parts(file.runs().get(0), false))
                .containsExactly(new Part("a", List.of("true"), Map.of(), "accuracy", true, false));
    }

    @Test
    void read_groupsOfUnlikePhases_areNotAddedUp() throws UsageException {
        StudyFile file = read(GOOD.replace("{ work = \"slow-work\" }", "{ work = \"slow-work\", more = \"more\" }"));

        assertThat(file.parts(file.runs().get(0), false)).noneMatch(Part::additive);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`repeat = 7`|`colour = 7`|`Unknown key \"colour\" in x.toml. Allowed: title, question, takes, baseline,`",
                "`value = \"twice\"`|`worth = \"twice\"`|`Unknown key \"worth\" in [[published]] 1 of x.toml. Allowed: what, value, source, url, look, ours.`",
                "`repeat = 3,`|`often = 3,`|`Unknown key \"often\" in quick of x.toml. Allowed: takes, repeat, warmup, cooldown.`",
                "`title = \"Fast or slow?\"`|``|`No \"title\" in x.toml. Write title = \"...\".`",
                "`name = \"job\"`|``|`No \"name\" in [[run]] 1 of x.toml. Write name = \"...\".`",
                "`name = \"slow\"`|`name = \"fast\"`|`The name \"fast\" in [[group]] 2 of x.toml is given twice, and then nothing tells the two apart. Give each its own.`",
                "`baseline = \"fast\"`|`baseline = \"none\"`|`\"baseline\" in x.toml is \"none\", allowed is one of: fast, slow.`",
                "`group = \"fast\", phase`|`group = \"quick\", phase`|`\"group\" in ours of [[published]] 1 of x.toml is \"quick\", allowed is one of: fast, slow.`",
                "`phase = \"work\", figure`|`phase = \"rest\", figure`|`\"phase\" in ours of [[published]] 1 of x.toml is \"rest\", allowed is one of: work.`",
                "`figure = \"time\"`|`figure = \"speed\"`|`\"figure\" in ours of [[published]] 1 of x.toml is \"speed\", allowed is one of: energy, energy by sample, time,`",
                "`run = \"job\"`|`run = \"jobs\"`|`\"run\" in [[group]] 1 of x.toml is \"jobs\", allowed is one of: job.`",
                "`repeat = 7`|`repeat = 0`|`\"repeat\" in x.toml is 0, allowed is a whole number, 1 or more.`",
                "`repeat = 7`|`repeat = \"often\"`|`\"repeat\" in x.toml is \"often\", allowed is a whole number, 1 or more.`",
                "`cooldown = \"2s\"`|`cooldown = \"long\"`|`\"cooldown\" in x.toml is \"long\", allowed is a duration such as \"2s\".`",
                "`https://example.org/book`|`javascript:alert(1)`|`\"url\" in [[published]] 1 of x.toml is \"javascript:alert(1)\", allowed is an address that begins with https://.`",
                "`command = \"train  --seed {repeat}\"`|`command = []`|`\"command\" in [[run]] 1 of x.toml is [], allowed is a text such as \"sgd --epochs 5\", or a list of words.`",
                "`quality = \"score\"`|`quality = `|`x.toml is no TOML: `"
            })
    void read_whatIsWrong_saysWhereAndWhatIsAllowed(String right, String wrong, String message) {
        assertThat(GOOD).contains(right);
        assertThatThrownBy(() -> read(GOOD.replaceFirst(java.util.regex.Pattern.quote(right), wrong)))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void read_empty_asksForARun() {
        assertThatThrownBy(() -> read(""))
                .hasMessage("No [[run]] in x.toml. Write at least one, with name and command.");
    }
}
