package io.powermeter.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    void run_twoSizes_repeatsAllKindsOfASizeAsOften() {
        Log log = new Log();

        new KernelSweep(new KernelSweep.Settings(List.of(65), List.of(16), 0.5, 0.3, 1), Warmups.once(), this::tick)
                .run(log);

        assertThat(log.lines)
                .containsExactly(
                        "+warmup",
                        "-warmup",
                        "+warmup",
                        "-warmup",
                        "+dot-float-65",
                        "-dot-float-65",
                        "1/6",
                        "+dot-binary-65",
                        "-dot-binary-65",
                        "2/6",
                        "multiplications-dot-65 " + 3 * 65.0,
                        "+warmup",
                        "-warmup",
                        "+warmup",
                        "-warmup",
                        "+product-dense-16",
                        "-product-dense-16",
                        "3/6",
                        "+product-csr-16",
                        "-product-csr-16",
                        "4/6",
                        "+product-bsr-16",
                        "-product-bsr-16",
                        "5/6",
                        "+product-binary-16",
                        "-product-binary-16",
                        "6/6",
                        "multiplications-product-16 " + 3 * 16 * 16 * 16.0);
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
