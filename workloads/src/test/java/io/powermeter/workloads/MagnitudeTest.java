package io.powermeter.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.powermeter.workloads.data.DataSource;
import io.powermeter.workloads.data.FewImages;
import io.powermeter.workloads.nn.Execution;
import io.powermeter.workloads.nn.Model;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MagnitudeTest {

    @TempDir
    private static Path folder;

    private static DataSource few = DataSource.BUNDLED;

    @BeforeAll
    static void writeImages() throws IOException {
        few = FewImages.in(folder);
    }

    private static Magnitude.Settings settings(int rounds, boolean rewind) {
        return new Magnitude.Settings(
                Model.SOFTMAX.architecture(DataSource.BUNDLED.format().shape()),
                few,
                new TrainingSettings(1, 64, 0.05, Schedule.CONSTANT, 0.9, 1, 1),
                rounds,
                1,
                rewind,
                new SparsitySettings(0.9, 1, Execution.CSR, 500));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void run_twoRounds_keepTheSameShareEachAndLearn(boolean rewind) {
        Log log = new Log();

        PrunedResult result = new Magnitude(settings(2, rewind), Warmups.once()).run(log);

        assertThat(result.kept()).isEqualTo(784);
        assertThat(result.training().accuracy()).isGreaterThan(0.7);
        assertThat(result.accuracy().get("infer-dense")).isGreaterThan(0.7);
        assertThat(log.lines)
                .containsSubsequence("-train", "-test", "+prune", "-prune", "kept 2479.0", "+train")
                .containsSubsequence("kept 2479.0", "-test", "+prune", "kept 784.0", "-train", "-test", "+infer-dense")
                .contains("1/120", "120/120");
    }

    @Test
    void settings_impossibleOnes_areRefused() {
        assertThatThrownBy(() -> settings(0, false)).hasMessage("rounds is 0, allowed is 1 to 100.");
    }
}
