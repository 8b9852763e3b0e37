package io.powermeter.cli;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The characters that a terminal can show: blocks and the micro sign, or ASCII only. */
enum Glyphs {
    UNICODE("▁▂▃▄▅▆▇█", '█'),
    ASCII("_.:-=+*#", '#');

    private final String levels;
    private final char full;

    Glyphs(String levels, char full) {
        this.levels = levels;
        this.full = full;
    }

    /** Returns those that the user's own locale has; the launcher runs the meter itself in UTF-8. */
    static Glyphs ofSystem() {
        String own = System.getenv(Job.LOCALE_VARIABLE);
        return own == null
                ? ofCharset(System.getProperty("native.encoding", "US-ASCII"))
                : ofLocale(own, System.getenv());
    }

    /**
     * Returns those of a locale as POSIX finds it: LC_ALL, else LC_CTYPE, else LANG.
     *
     * @param all {@code =} and what LC_ALL was, or nothing if it was not set
     */
    static Glyphs ofLocale(String all, Map<String, String> environment) {
        String locale = Stream.of(
                        all.replaceFirst("^=", ""),
                        environment.getOrDefault("LC_CTYPE", ""),
                        environment.getOrDefault("LANG", ""))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("C");
        return locale.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8") ? UNICODE : ASCII;
    }

    private static Glyphs ofCharset(String name) {
        try {
            Charset charset = Charset.forName(name);
            return charset.canEncode() && charset.newEncoder().canEncode(UNICODE.levels) ? UNICODE : ASCII;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return ASCII;
        }
    }

    /** Returns a bar that fills a share, 0 to 1, of {@code width}. */
    String bar(double share, int width) {
        int filled = Double.isFinite(share) ? (int) Math.round(Math.max(0, Math.min(1, share)) * width) : 0;
        return String.valueOf(full).repeat(filled) + " ".repeat(width - filled);
    }

    /** Returns the sign of a share, 0 to 1, in a row of them; a blank if it is not known. */
    char level(double share) {
        if (!Double.isFinite(share)) {
            return ' ';
        }
        int level = (int) (share * levels.length());
        return levels.charAt(Math.max(0, Math.min(levels.length() - 1, level)));
    }

    /** Returns a text with nothing in it that steers a terminal or that this one cannot show. */
    String plain(String text) {
        String shown = text.replaceAll("\\p{Cntrl}", "?");
        return this == UNICODE
                ? shown
                : shown.replace('µ', 'u').replace('–', '-').replace('±', '~').replaceAll("[^\\x20-\\x7E]", "?");
    }

    /** Returns the name of a process, which it chose itself: nothing that steers, hides, or is wider than it counts. */
    static String name(String name) {
        return name.replaceAll("[^\\x20-\\x7E]", "?");
    }
}
