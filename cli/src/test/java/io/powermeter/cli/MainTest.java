package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
    @ParameterizedTest
    @CsvSource({"--version, 0", "-V, 0", "run, 1", "--help, 14", "nonsense, 14"})
    void commands_ofAFirstWord_areNoMoreThanItNeeds(String word, int commands) {
        assertThat(Main.commands(new String[] {word}, true)).hasSize(commands);
    }

    @Test
    void commands_whereTheUsersFileHasKeys_areAllToKnowThem() {
        assertThat(Main.commands(new String[] {"--version"}, false)).hasSize(14);
    }
}
