package io.powermeter.reports;

import io.powermeter.reports.words.Words;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A table of comma-separated values as of RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180), with lines that end as those of
 * the run folder do. A cell that is not set, or is not known, is empty.
 *
 * <p>A text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, "CSV Injection",
 * https://owasp.org/www-community/attacks/CSV_Injection).
 */
final class CsvTable {
    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20]");
    private static final Pattern QUOTED = Pattern.compile("[\",;]");

    private final List<String> heads;
    private final String[] row;
    private final StringBuilder lines = new StringBuilder();

    CsvTable(String... heads) {
        this.heads = List.of(heads);
        this.row = heads.clone();
        end();
    }

    /** Sets a cell of the row to a text, in one line. */
    CsvTable text(String head, String text) {
        String line = Words.oneLine(text);
        String harmless = FORMULA.matcher(line).find() ? "'" + line : line;
        return set(head, QUOTED.matcher(harmless).find() ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless);
    }

    /** Sets a cell of the row to a number, if it is finite. */
    CsvTable number(String head, double value) {
        return set(head, Double.isFinite(value) ? NineDigits.text(value) : "");
    }

    private CsvTable set(String head, String cell) {
        row[heads.indexOf(head)] = cell;
        return this;
    }

    /** Ends the row. */
    void end() {
        lines.append(String.join(",", row)).append('\n');
        Arrays.fill(row, "");
    }

    /** Returns the line of heads and the rows that ended. */
    @Override
    public String toString() {
        return lines.toString();
    }
}
