package io.powermeter.nvsmi;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What is known of how cards sample their own power.
 *
 * <p>Sources: Z. Yang, K. Adamek and W. Armour, "Part-time Power Measurements: nvidia-smi's Lack of Attention" (arXiv
 * 2312.02741, SC24), who held more than 70 cards against external meters; and the documentation of NVML's
 * {@code nvmlDeviceGetPowerUsage}.
 */
final class CardLimits {
    /** Products with the chips GA100 and GH100. */
    private static final Pattern PART_TIME = Pattern.compile("\\b(A100|A800|A30|H100|H800|H200|H20|GH200)\\b");

    private CardLimits() {}

    /** Returns what to know of the power that a product tells, in sentences. */
    static List<String> notes(String productName) {
        if (PART_TIME.matcher(productName).find()) {
            return List.of(productName
                    + ": power is sampled during 25 % of the time only, as was found on the A100 and the H100"
                    + " (arXiv 2312.02741). Work that comes in bursts of less than a second may be told far too high or too low:"
                    + " repeat it with pauses that shift it.");
        }
        return List.of(
                productName + ": on Ampere and newer the driver's power draw is the mean of the last second (NVML's"
                        + " documentation), so it lags, and what is shorter than some seconds is blurred.");
    }
}
