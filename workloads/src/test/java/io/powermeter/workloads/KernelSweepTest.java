package io.powermeter.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelSweepTest {

    private long now;

    /** Each look at the clock is a tenth of a second after the one before. */
    private long tick() {
        return now += 100_000_000L;
    }

    @Test
    void run_twoSizes_tellsThePhasesAndTheMultiplicationsOfEach() {
        Log log = new Log();

        new KernelSweep(new KernelSweep.Settings(List.of(65), List.of(16), 0.5, 0.3, 1), Warmups.once(), this::tick)
                .run(log);

        List<String> expected = new ArrayList<>();
        List<String> phases = List.of(
                "dot-float-65",
                "dot-binary-65",
                "product-dense-16",
                "product-csr-16",
                "product-bsr-16",
                "product-binary-16");
        for (int i = 0; i < phases.size(); i++) {
            expected.addAll(List.of("+warmup", "-warmup", "+warmup", "-warmup", "+" + phases.get(i)));
            expected.add("samples " + 3 * (i < 2 ? 65.0 : 16 * 16 * 16.0));
            expected.addAll(List.of("-" + phases.get(i), i + 1 + "/6"));
        }
        assertThat(log.lines).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 16 | 0.5 | 1 | dots is 0, allowed is 1 to 10000000.",
                "1 | 20 | 0.5 | 1 | products is 20, allowed is multiples of 16 up to 4096.",
                "1 | 0 | 0.5 | 1 | products is 0, allowed is multiples of 16 up to 4096.",
                "1 | 16 | 1 | 1 | sparsity is 1.0, allowed is 0 or more, below 1.",
                "1 | 16 | 0.5 | NaN | seconds is NaN, allowed is 0.01 to 60.",
            })
    void settings_outOfRange_nameTheRange(int dot, int product, double sparsity, double seconds, String message) {
        assertThatThrownBy(() -> new KernelSweep.Settings(List.of(dot), List.of(product), sparsity, seconds, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
