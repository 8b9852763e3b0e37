package io.powermeter.nvsmi;

import java.util.ArrayList;
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
    /** Products with the chip GA100. */
    private static final Pattern GA100 = Pattern.compile("\\b(A100X?|A800|A30X?)\\b");

    /** Products with the chip GH100. */
    private static final Pattern GH100 = Pattern.compile("\\b(H100|H800|H200|H20|GH200)\\b");

    /** Products from before Ampere, as far as their names tell. */
    private static final Pattern OLDER = Pattern.compile("\\bGTX?\\b|\\bRTX 20[5-8]0\\b|\\bQuadro\\b|\\bTITAN\\b"
            + "|\\bTesla\\b|\\b(K80|M40|M60|P4|P40|P100|V100S?|T4)\\b|\\bMX[1-4]\\d\\d\\b");

    private CardLimits() {}

    /** Returns what to know of the power that a product tells, in sentences; none for a card that tells it as it is. */
    static List<String> notes(String productName) {
        List<String> notes = new ArrayList<>();
        boolean ga100 = GA100.matcher(productName).find();
        if (ga100 || GH100.matcher(productName).find()) {
            notes.add(productName
                    + ": power is sampled during 25 % of the time only, as was found on the A100 and the H100"
                    + " (arXiv 2312.02741). Work that comes in bursts of less than a second may be told far too high or too low:"
                    + " repeat it with pauses that shift it.");
        }
        if (!ga100 && !OLDER.matcher(productName).find()) {
            notes.add(productName
                    + ": the driver's power draw is the mean of the last second (NVML's documentation of Ampere"
                    + " and newer), so it lags, and what is shorter than some seconds is blurred.");
        }
        return List.copyOf(notes);
    }
}
