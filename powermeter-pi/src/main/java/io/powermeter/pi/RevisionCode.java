package io.powermeter.pi;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The code by which a Raspberry Pi says what it is, in the line {@code Revision} of {@code /proc/cpuinfo}.
 *
 * <p>Bit 23 marks the new style: 4 bits of revision from bit 0, 8 bits of type from bit 4, 4 bits of processor from bit 12.
 * Without it, it is a number from a list. Source of both: "Raspberry Pi revision codes",
 * raspberrypi.com/documentation/computers/raspberry-pi.html.
 *
 * @param name the board, as device trees write it
 * @param revision such as 1.2
 * @param isBcm2712 whether it is of the generation of the Pi 5
 */
record RevisionCode(String name, double revision, boolean isBcm2712) {
    private static final int NEW_STYLE = 1 << 23;
    private static final int BCM2712 = 4;

    /** Higher bits of an old code say that the board was overvolted. */
    private static final int OLD_CODE = 0xffff;

    private static final Pattern LINE = Pattern.compile("(?m)^Revision\\s*:\\s*([0-9a-fA-F]{4,8})\\s*$");

    private static final Map<Integer, String> TYPES = Map.ofEntries(
            Map.entry(0x00, "Model A"),
            Map.entry(0x01, "Model B"),
            Map.entry(0x02, "Model A Plus"),
            Map.entry(0x03, "Model B Plus"),
            Map.entry(0x04, "2 Model B"),
            Map.entry(0x06, "Compute Module"),
            Map.entry(0x08, "3 Model B"),
            Map.entry(0x09, "Zero"),
            Map.entry(0x0a, "Compute Module 3"),
            Map.entry(0x0c, "Zero W"),
            Map.entry(0x0d, "3 Model B Plus"),
            Map.entry(0x0e, "3 Model A Plus"),
            Map.entry(0x10, "Compute Module 3 Plus"),
            Map.entry(0x11, "4 Model B"),
            Map.entry(0x12, "Zero 2 W"),
            Map.entry(0x13, "400"),
            Map.entry(0x14, "Compute Module 4"),
            Map.entry(0x15, "Compute Module 4S"),
            Map.entry(0x17, "5 Model B"),
            Map.entry(0x18, "Compute Module 5"),
            Map.entry(0x19, "500"),
            Map.entry(0x1a, "Compute Module 5 Lite"));

    /** Returns what the code in {@code cpuInfo} says, or nothing if there is none or it is not of a known board. */
    static Optional<RevisionCode> of(String cpuInfo) {
        Matcher line = LINE.matcher(cpuInfo);
        if (!line.find()) {
            return Optional.empty();
        }
        int code = Integer.parseUnsignedInt(line.group(1), 16);
        return (code & NEW_STYLE) != 0 ? newStyle(code) : oldStyle(code & OLD_CODE);
    }

    private static Optional<RevisionCode> newStyle(int code) {
        int type = (code >> 4) & 0xff;
        int processor = (code >> 12) & 0xf;
        String known = TYPES.get(type);
        if (known == null && processor != BCM2712) {
            return Optional.empty();
        }
        String name = known == null ? "of type 0x" + Integer.toHexString(type) : known;
        return Optional.of(new RevisionCode("Raspberry Pi " + name, 1 + (code & 0xf) / 10.0, processor == BCM2712));
    }

    private static Optional<RevisionCode> oldStyle(int code) {
        return switch (code) {
            case 0x02, 0x03 -> old("Model B", 1.0);
            case 0x04, 0x05, 0x06, 0x0d, 0x0e, 0x0f -> old("Model B", 2.0);
            case 0x07, 0x08, 0x09 -> old("Model A", 2.0);
            case 0x10, 0x13 -> old("Model B Plus", 1.2);
            case 0x11, 0x14 -> old("Compute Module", 1.0);
            case 0x12, 0x15 -> old("Model A Plus", 1.1);
            default -> Optional.empty();
        };
    }

    private static Optional<RevisionCode> old(String name, double revision) {
        return Optional.of(new RevisionCode("Raspberry Pi " + name, revision, false));
    }
}
