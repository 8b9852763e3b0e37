package io.powermeter.wattmeter;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a meter is in the network: {@code //USER@HOST:PORT/PATH}. Host names of plugs may hold underscores, which {@link
 * java.net.URI} refuses.
 *
 * @param user empty if none is given
 * @param host a name or an address; of IPv6 without its brackets
 * @param port -1 if none is given
 * @param path without the slash before it and behind it
 */
record Address(String user, String host, int port, String path) {
    private static final Pattern PLACE = Pattern.compile(
            "//(?:([A-Za-z0-9._-]+)@)?(?:([A-Za-z0-9._-]+)|\\[([0-9A-Fa-f:.]+)])(?::([0-9]{1,5}))?(?:/([A-Za-z0-9._~/-]*))?");

    /**
     * Reads the place of a line.
     *
     * @throws IllegalArgumentException if it is no address; the message does not repeat it
     */
    static Address of(MeterLine line) {
        if (line.place().matches("//[^/@]*:[^/]*@.*")) {
            throw line.wrong("a password never stands in a line; give password-file=FILE or password-env=VARIABLE");
        }
        Matcher parts = PLACE.matcher(line.place());
        if (!parts.matches()) {
            throw line.wrong("//HOST is expected behind the colon, with [USER@] before and [:PORT][/PATH] behind it");
        }
        String port = parts.group(4);
        if (port != null && (Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65535)) {
            throw line.wrong("a port is a number from 1 to 65535");
        }
        return new Address(
                text(parts.group(1)),
                parts.group(2) == null ? parts.group(3) : parts.group(2),
                port == null ? -1 : Integer.parseInt(port),
                text(parts.group(5)).replaceAll("/+$", ""));
    }

    private static String text(@Nullable String group) {
        return group == null ? "" : group;
    }
}
