package io.powermeter.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Map;

/** What is true of a method whatever the seed, held against the last metrics of a run. */
final class AccuracyFacts {

    private AccuracyFacts() {}

    /** The prior leaves most weights so near 0 that four of five can go; gradient descent needs them. */
    static void resistsPruning(Map<String, Double> metrics) {
        double drop = metrics.get("accuracy") - metrics.get("pruned-80");
        assertThat(drop).as("drop without 80 % of the weights").isLessThan(0.005);
        assertThat(metrics.get("sgd.accuracy") - metrics.get("sgd.pruned-80")).isGreaterThan(drop + 0.01);
        assertThat(metrics.get("infer-masked.accuracy"))
                .as("accuracy of what was pruned by 90 %, over the test images once or several times")
                .isEqualTo(metrics.get("pruned-90"));
    }

    /** Weights that are left out are left out in all executions, and as many as were asked for. */
    static void keeps(int weights, Map<String, Double> metrics) {
        assertThat(metrics.get("kept")).isEqualTo(weights);
        assertThat(metrics.get("infer-masked.accuracy")).isCloseTo(metrics.get("accuracy"), within(0.0015));
        assertThat(metrics.get("infer-csr.accuracy")).isCloseTo(metrics.get("accuracy"), within(0.0015));
        assertThat(metrics.get("infer-csr.multiplications"))
                .as("dense layers use each weight once")
                .isEqualTo(weights);
    }

    /** Arithmetic on bits gives what floats of 1 and -1 give. */
    static void packsExactly(Map<String, Double> metrics) {
        assertThat(metrics.get("infer-float.accuracy")).isEqualTo(metrics.get("accuracy"));
        assertThat(metrics.get("infer-binary.accuracy")).isCloseTo(metrics.get("accuracy"), within(0.001));
    }

    /** The higher the threshold, the more images leave; at 0.5 most do, for next to no accuracy. */
    static void leavesEarly(Map<String, Double> metrics) {
        double before = 0;
        for (double threshold : EarlyExit.Settings.DEFAULT.thresholds()) {
            double early = metrics.get(early(threshold) + ".early");
            assertThat(early).isGreaterThanOrEqualTo(before);
            before = early;
        }
        assertThat(metrics.get("infer-early-0.early")).isZero();
        assertThat(metrics.get("infer-early-0.5.early")).isBetween(0.75, 0.94);
        assertThat(metrics.get("infer-early-0.5.accuracy")).isGreaterThan(metrics.get("infer-full.accuracy") - 0.005);
    }

    private static String early(double threshold) {
        return "infer-early-"
                + BigDecimal.valueOf(threshold).stripTrailingZeros().toPlainString();
    }
}
