package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobNamesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sgd ; snip | sgd ; snip",
                "snip --epochs 3 --execution csr ; snip --epochs 3 --execution dense-masked | snip csr ; snip dense-masked",
                "snip --execution=csr ; snip --execution bsr | snip csr ; snip bsr",
                "snip --execution csr ; sgd ; snip --execution bsr | snip csr ; sgd ; snip bsr",
                "snip --epochs 2 --block 4 ; snip --epochs 4 --block 2 | snip epochs 2 block 4 ; snip epochs 4 block 2",
                "snip ; snip --block 4 | snip ; snip block 4",
                "snip --verbose ; snip | snip verbose ; snip",
                "python3 train.py ; python3 prune.py | python3 train.py ; python3 prune.py",
                "sgd ; sgd | sgd ; sgd 2",
            })
    void names_ofJobs_tellWhatDiffers(String jobs, String names) {
        assertThat(of(jobs, false)).containsExactlyElementsOf(Arrays.asList(names.split(" ; ")));
    }

    @Test
    void names_hidden_areNumbered() {
        assertThat(of("login --password x ; login --password y", true)).containsExactly("login", "login 2");
    }

    @Test
    void names_longAndEqualAtTheirBeginning_areCutAndStillTwo() {
        String script = "echo " + "x".repeat(100);
        assertThat(JobNames.of(
                        List.of("sh", "sh"),
                        List.of(List.of("sh", "-c", script + "1"), List.of("sh", "-c", script + "2")),
                        false))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.length() < 65 && name.startsWith("sh echo xxx"));
    }

    private static List<String> of(String jobs, boolean hidden) {
        List<List<String>> words = Arrays.stream(jobs.split(" ; "))
                .map(job -> List.of(job.split(" ")))
                .toList();
        return JobNames.of(words.stream().map(job -> job.get(0)).toList(), words, hidden);
    }
}
