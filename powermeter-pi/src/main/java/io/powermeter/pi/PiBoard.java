package io.powermeter.pi;

import io.powermeter.host.Host;
import io.powermeter.host.UnreadableException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which board this is.
 *
 * @param name without the revision, as device trees write it: {@code Raspberry Pi 4 Model B}
 * @param revision such as 1.2; NaN if the board does not say
 * @param bits 32 or 64, of the kernel; 0 if unknown
 * @param hasPmic whether its processor is a BCM2712, which comes with a power controller that measures
 */
record PiBoard(String name, double revision, int bits, boolean hasPmic) {
    static final String TINKER_BOARD = "ASUS Tinker Board S";

    private static final Duration UNAME_LIMIT = Duration.ofSeconds(2);

    private static final Pattern RASPBERRY = Pattern.compile("(Raspberry Pi.*?)(?: Rev (\\d{1,2}(?:\\.\\d{1,2})?).*)?");

    /** Not the Tinker Boards 2 and 3, which have other processors. */
    private static final Pattern TINKER = Pattern.compile("(?i).*\\bTinker Board(?: ?/? ?\\(?S\\)?)?(?: Rev.*)?");

    private static final Pattern ARCHITECTURE = Pattern.compile("(?m)^CPU architecture\\s*:\\s*(\\w+)");

    /**
     * Returns the board, or nothing if the machine is neither a Raspberry Pi nor a Tinker Board.
     *
     * @param cpuInfo the text of {@code /proc/cpuinfo}
     */
    static Optional<PiBoard> of(Host host, String cpuInfo) {
        Optional<RevisionCode> code = RevisionCode.of(cpuInfo);
        String model = model(host, cpuInfo);
        Matcher raspberry = RASPBERRY.matcher(model);
        if (raspberry.matches()) {
            String name = raspberry.group(1).strip().replace("+", " Plus");
            String revision = raspberry.group(2);
            double number = revision == null
                    ? code.map(RevisionCode::revision).orElse(Double.NaN)
                    : Double.parseDouble(revision);
            return Optional.of(new PiBoard(name, number, bits(host, cpuInfo), hasPmic(host, name, code)));
        }
        if (TINKER.matcher(model).matches()) {
            return Optional.of(new PiBoard(TINKER_BOARD, Double.NaN, bits(host, cpuInfo), false));
        }
        return model.isEmpty()
                ? code.map(c -> new PiBoard(c.name(), c.revision(), bits(host, cpuInfo), hasPmic(host, c.name(), code)))
                : Optional.empty();
    }

    /** Returns the name with its revision and the width of its kernel, as far as they are known. */
    String describe() {
        return name
                + (Double.isNaN(revision) ? "" : " Rev " + String.format(Locale.ROOT, "%.1f", revision))
                + (bits == 0 ? "" : ", " + bits + " bit");
    }

    /** Returns what the machine calls itself; empty if it does not say. */
    static String model(Host host, String cpuInfo) {
        for (String file : new String[] {"/proc/device-tree/model", "/sys/firmware/devicetree/base/model"}) {
            String model =
                    host.text(file).orElse("").replaceAll("\\p{Cntrl}+", " ").strip();
            if (!model.isEmpty()) {
                return model;
            }
        }
        Matcher line = Pattern.compile("(?m)^Model\\s*:\\s*(\\S.*)$").matcher(cpuInfo);
        return line.find() ? line.group(1).strip() : "";
    }

    private static boolean hasPmic(Host host, String name, Optional<RevisionCode> code) {
        return code.map(RevisionCode::isBcm2712).orElse(false)
                || host.text("/proc/device-tree/compatible").orElse("").contains("bcm2712")
                || name.startsWith("Raspberry Pi 5")
                || name.startsWith("Raspberry Pi Compute Module 5");
    }

    private static int bits(Host host, String cpuInfo) {
        Matcher architecture = ARCHITECTURE.matcher(cpuInfo);
        if (architecture.find()) {
            String version = architecture.group(1);
            return version.equals("8") || version.equalsIgnoreCase("AArch64") ? 64 : 32;
        }
        try {
            String machine = host.run(UNAME_LIMIT, "uname", "-m");
            return machine.equals("aarch64") ? 64 : machine.startsWith("arm") ? 32 : 0;
        } catch (UnreadableException e) {
            return 0;
        }
    }
}
