package io.powermeter.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table of LaTeX in the style of the package booktabs, which is all that it needs; its cells stay the text they are. */
final class LatexTable {
    private final StringBuilder columns = new StringBuilder();
    private final List<String> heads = new ArrayList<>();
    private final StringBuilder rows = new StringBuilder();

    /** Adds a column of text. */
    LatexTable text(String head) {
        return column(head, "l");
    }

    /** Adds a column of numbers. */
    LatexTable number(String head) {
        return column(head, "r");
    }

    /** Adds a narrow column for marks on the numbers before it, which stay aligned so. */
    LatexTable mark() {
        return column("", "@{}l");
    }

    private LatexTable column(String head, String side) {
        columns.append(side);
        heads.add(head);
        return this;
    }

    /** Adds a row: a cell for each column. */
    void row(List<String> cells) {
        rows.append(line(cells));
    }

    /** Draws a line between the rows before and those after it. */
    void rule() {
        rows.append("\\midrule\n");
    }

    /**
     * Returns the table as a float with its caption above.
     *
     * @param caption in plain text
     * @param label for {@code \ref}: letters, digits, colons and hyphens
     */
    String text(String caption, String label) {
        return """
                \\begin{table}[htbp]
                \\centering
                \\setlength{\\belowcaptionskip}{\\smallskipamount}
                \\caption{%s}
                \\label{%s}
                \\footnotesize
                \\setlength{\\tabcolsep}{4pt}
                \\begin{tabular}{@{}%s@{}}
                \\toprule
                %s\\midrule
                %s\\bottomrule
                \\end{tabular}
                \\end{table}
                """.formatted(Latex.text(caption), label, columns, line(heads), rows);
    }

    private static String line(List<String> cells) {
        return cells.stream().map(Latex::text).collect(Collectors.joining(" & ", "", " \\\\\n"));
    }
}
