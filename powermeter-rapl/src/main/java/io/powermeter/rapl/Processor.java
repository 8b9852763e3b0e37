package io.powermeter.rapl;

import io.powermeter.host.Host;
import io.powermeter.host.KeptFile;
import io.powermeter.host.UnreadableException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who made the processor, as far as RAPL depends on it. */
enum Processor {
    INTEL,
    /** AMD, and Hygon, whose processors are AMD's design. */
    AMD,
    /** Neither, or not x86 at all: no RAPL. */
    OTHER,
    UNKNOWN;

    private static final String CPU_INFO = "/proc/cpuinfo";

    private static final Pattern VENDOR = Pattern.compile("^vendor_id\\s*:\\s*(\\S+)", Pattern.MULTILINE);

    /** The vendor stands in the second line; on large servers the whole file is larger than 1 MiB. */
    private static final int FIRST_BYTES = 4096;

    static Processor of(Host host) {
        String text;
        try {
            text = firstBytes(host);
        } catch (UnreadableException e) {
            return UNKNOWN;
        }
        Matcher vendor = VENDOR.matcher(text);
        if (!vendor.find()) {
            return text.isBlank() ? UNKNOWN : OTHER;
        }
        return switch (vendor.group(1)) {
            case "GenuineIntel" -> INTEL;
            case "AuthenticAMD", "HygonGenuine" -> AMD;
            default -> OTHER;
        };
    }

    private static String firstBytes(Host host) throws UnreadableException {
        try (KeptFile file = host.keep(CPU_INFO)) {
            byte[] bytes = new byte[FIRST_BYTES];
            return new String(bytes, 0, file.read(bytes), StandardCharsets.ISO_8859_1);
        }
    }
}
