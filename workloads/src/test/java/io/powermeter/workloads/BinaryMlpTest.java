package io.powermeter.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.powermeter.workloads.BinaryMlp.Activation;
import io.powermeter.workloads.data.DataSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BinaryMlpTest {

    private static BinaryMlp.Settings settings(Activation hidden, List<Integer> sizes, double rate, int inferences) {
        TrainingSettings training = new TrainingSettings(1, 64, rate, Schedule.CONSTANT, 0.9, 1, 1);
        return new BinaryMlp.Settings(hidden, sizes, DataSource.BUNDLED, training, inferences);
    }

    @ParameterizedTest
    @CsvSource({"RELU, 0.6", "SIGN, 0.6"})
    void run_oneEpochOfTheBundledImages_learnsAndInfersAlike(Activation hidden, double atLeast) {
        Log log = new Log();

        BinaryMlp.Result result = new BinaryMlp(settings(hidden, List.of(32), 0.1, 2000), Warmups.once()).run(log);

        assertThat(result.training().accuracy()).isGreaterThan(atLeast);
        assertThat(result.floats()).isEqualTo(result.training().accuracy());
        assertThat(result.packed()).isEqualTo(result.floats());
        assertThat(log.lines)
                .containsSubsequence("+load", "-load", "+warmup", "-warmup", "+train", "-train", "+test", "-test")
                .containsSubsequence("+infer-float", "samples 2000.0", "-infer-float")
                .containsSubsequence("+infer-binary", "samples 2000.0", "-infer-binary")
                .endsWith("infer-binary.accuracy " + result.packed());
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void run_rateFarTooHigh_saysThatItDiverged(Activation hidden) {
        BinaryMlp workload = new BinaryMlp(settings(hidden, List.of(4), 1e38, 1), Warmups.once());

        assertThatThrownBy(() -> workload.run(TrainingListener.NONE))
                .isInstanceOf(DivergedException.class)
                .hasMessageContaining("Try a lower --lr.");
    }

    @Test
    void settings_outOfRange_sayWhatIsAllowed() {
        assertThatThrownBy(() -> settings(Activation.SIGN, List.of(0), 0.1, 1))
                .hasMessage("hidden is 0, allowed is up to 8 sizes from 1 to 4096.");
        assertThatThrownBy(() -> settings(Activation.SIGN, List.of(), 0.1, 0))
                .hasMessage("inferences is 0, allowed is 1 to 100000000.");
    }
}
