package io.powermeter.reports;

import io.powermeter.reports.words.Words;
import java.text.Normalizer;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Text of others in LaTeX, in ASCII, so that pdfLaTeX, XeLaTeX and LuaLaTeX set the same without any package. Latin letters
 * keep their accents; of other scripts and pictures a question mark is left.
 */
final class Latex {
    /** A character, and what it becomes; a bracket and a star mean something at the begin of a row. */
    private static final Map<Integer, String> SPECIAL = table("""
            # \\#
            $ \\$
            % \\%
            & \\&
            _ \\_
            { \\{
            } \\}
            \\ \\textbackslash{}
            ~ \\textasciitilde{}
            ^ \\textasciicircum{}
            < \\textless{}
            > \\textgreater{}
            | \\textbar{}
            " \\symbol{34}
            ` {`}
            [ {[}
            * {*}
            \u00A0 ~
            – --
            — ---
            … \\ldots{}
            ‘ `{}
            ’ '{}
            “ ``{}
            ” ''{}
            − $-$
            ± $\\pm$
            × $\\times$
            · $\\cdot$
            ≤ $\\leq$
            ≥ $\\geq$
            µ $\\mu$
            μ $\\mu$
            ° $^\\circ$
            ₂ $_2$
            ² $^2$
            ß \\ss{}
            æ \\ae{}
            Æ \\AE{}
            œ \\oe{}
            Œ \\OE{}
            ø \\o{}
            Ø \\O{}
            ł \\l{}
            Ł \\L{}
            ı \\i{}
            """);

    /** The commands that put an accent on the letter after them, by Unicode's combining marks. */
    private static final Map<Integer, String> ACCENTS = Map.ofEntries(
            Map.entry(0x300, "\\`"),
            Map.entry(0x301, "\\'"),
            Map.entry(0x302, "\\^"),
            Map.entry(0x303, "\\~"),
            Map.entry(0x304, "\\="),
            Map.entry(0x306, "\\u"),
            Map.entry(0x307, "\\."),
            Map.entry(0x308, "\\\""),
            Map.entry(0x30A, "\\r"),
            Map.entry(0x30B, "\\H"),
            Map.entry(0x30C, "\\v"),
            Map.entry(0x323, "\\d"),
            Map.entry(0x327, "\\c"),
            Map.entry(0x331, "\\b"));

    private static final String UNKNOWN = "?";

    private Latex() {}

    /** Returns a text in one line in which nothing has a meaning of its own. */
    static String text(String text) {
        String decomposed = Normalizer.normalize(Words.oneLine(text), Normalizer.Form.NFD);
        int[] letters = decomposed.codePoints().filter(c -> !isInvisible(c)).toArray();
        StringBuilder latex = new StringBuilder();
        for (int i = 0; i < letters.length; i++) {
            if (!isMark(letters[i])) {
                boolean marked = i + 1 < letters.length && isMark(letters[i + 1]);
                append(marked ? marked(letters[i], letters[i + 1]) : plain(letters[i]), latex);
            }
        }
        return latex.toString();
    }

    /** Two hyphens, commas or apostrophes would be set as one character. */
    private static void append(String letter, StringBuilder latex) {
        boolean joins =
                "-,'".contains(letter) && latex.length() > 0 && latex.charAt(latex.length() - 1) == letter.charAt(0);
        latex.append(joins ? "{" + letter + "}" : letter);
    }

    /** A letter may lose a mark that LaTeX has not, a sign would become another one. */
    private static String marked(int letter, int mark) {
        if (!Character.isLetter(letter)) {
            return UNKNOWN;
        }
        String accent = ACCENTS.get(mark);
        return accent == null ? plain(letter) : accent + "{" + plain(letter) + "}";
    }

    private static String plain(int letter) {
        boolean ascii = letter >= ' ' && letter <= '~';
        return Objects.requireNonNullElse(SPECIAL.get(letter), ascii ? Character.toString(letter) : UNKNOWN);
    }

    private static boolean isMark(int codePoint) {
        return Character.getType(codePoint) == Character.NON_SPACING_MARK && !isInvisible(codePoint);
    }

    /** Returns whether it is a joiner or a variation selector. */
    private static boolean isInvisible(int codePoint) {
        return Character.getType(codePoint) == Character.FORMAT || codePoint >= 0xFE00 && codePoint <= 0xFE0F;
    }

    private static Map<Integer, String> table(String lines) {
        return lines.lines().collect(Collectors.toMap(line -> line.codePointAt(0), line -> line.substring(2)));
    }
}
