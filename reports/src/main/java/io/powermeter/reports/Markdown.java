package io.powermeter.reports;

import io.powermeter.reports.words.Words;
import java.util.regex.Pattern;

/** Text of others in Markdown: it is shown, and does nothing but that GitHub makes links of web addresses. */
final class Markdown {
    /** What begins or ends emphasis, code, a link, HTML, a heading, a formula, a cell or a mention wherever it stands. */
    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]<>#|~&$!@{}^]");

    /** What begins a list or underlines a heading where it begins a line. */
    private static final Pattern LEADING = Pattern.compile("^(\\d*)([-+=]|[.)](?=\\s|$))");

    private static final Pattern BACKTICKS = Pattern.compile("`+");

    private Markdown() {}

    /** Returns a text in one line in which nothing has a meaning of its own. */
    static String text(String text) {
        String plain = SPECIAL.matcher(Words.oneLine(text)).replaceAll("\\\\$0");
        return LEADING.matcher(plain).replaceFirst("$1\\\\$2");
    }

    /** Returns a text as code, outside of tables. */
    static String code(String text) {
        String line = Words.oneLine(text);
        int longest = BACKTICKS
                .matcher(line)
                .results()
                .mapToInt(run -> run.end() - run.start())
                .max()
                .orElse(0);
        String fence = "`".repeat(longest + 1);
        return longest == 0 ? fence + line + fence : fence + " " + line + " " + fence;
    }
}
