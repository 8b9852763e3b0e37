package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MainTest {
    @ParameterizedTest
    @CsvSource({"--version, 0", "-V, 0", "run, 1", "--help, 14", "nonsense, 14"})
    void commands_ofAFirstWord_areNoMoreThanItNeeds(String word, int commands) {
        assertThat(Main.commands(new String[] {word}, true)).hasSize(commands);
    }

    @Test
    void commands_ofAWorkload_areThatOne() {
        Object workload = Main.commands(new String[] {"workload", "snip"}, true).get("workload");

        assertThat(((CommandLine) workload).getSubcommands()).containsOnlyKeys("snip");
        assertThat(WorkloadCommand.all()).containsOnlyKeys(WorkloadCommand.names());
    }

    @Test
    void commands_whereTheUsersFileHasKeys_areAllToKnowThem() {
        assertThat(Main.commands(new String[] {"--version"}, false)).hasSize(14);
    }
}
