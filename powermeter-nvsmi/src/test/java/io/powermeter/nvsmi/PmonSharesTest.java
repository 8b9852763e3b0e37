package io.powermeter.nvsmi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.powermeter.host.UnreadableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PmonSharesTest {
    private static final String ROWS = "# gpu  pid  type  sm  mem  enc  dec  command\\n"
            + "0  21  C  40  1  -  -  python\\n0  22  C  -  1  -  -  idle\\n1  -  -  -  -  -  -  -\\n";

    @TempDir
    Path root;

    @Test
    void utilization_wholeRound_tellsTheCardsProcesses() throws UnreadableException {
        SmiMachine machine = SmiMachine.empty(root)
                .program("echo \"$*\" > " + root + "/command; while :; do printf '" + ROWS + "'; sleep 1; done");
        Map<Long, Double> told = new HashMap<>();
        try (PmonShares shares = new PmonShares(machine.host, machine::nanos)) {
            SmiMachine.await(() -> shares.utilization(0, told::put));
            assertThat(told).isEqualTo(Map.of(21L, 0.4, 22L, Double.NaN));
            told.clear();
            assertThat(shares.utilization(1, told::put))
                    .as("a card without processes")
                    .isTrue();
            assertThat(told).isEmpty();
            assertThat(shares.utilization(2, told::put))
                    .as("a card that is not told")
                    .isFalse();
        }
        assertThat(machine.host.text("/command")).contains("pmon -s u -d 1");
    }

    @Test
    void utilization_noRoundForLong_isFalse() throws UnreadableException {
        SmiMachine machine = SmiMachine.empty(root).program("printf '" + ROWS + "'; sleep 60");
        try (PmonShares shares = new PmonShares(machine.host, machine::nanos)) {
            SmiMachine.await(() -> shares.utilization(0, (pid, sm) -> {}));
            machine.passes(Duration.ofSeconds(6));
            assertThat(shares.utilization(0, (pid, sm) -> {})).isFalse();
        }
    }

    @Test
    void utilization_pmonIsNotSupported_isFalse() throws UnreadableException {
        SmiMachine machine = SmiMachine.empty(root).program("echo 'Not supported on the device(s)'; exit 3");
        try (PmonShares shares = new PmonShares(machine.host, machine::nanos)) {
            assertThat(shares.utilization(0, (pid, sm) -> {})).isFalse();
        }
    }

    @Test
    void pmonShares_noProgram_throws() {
        assertThatThrownBy(() -> new PmonShares(SmiMachine.empty(root).host))
                .isInstanceOf(UnreadableException.class)
                .hasMessage("Cannot read nvidia-smi: no program of this name on the PATH.");
    }
}
