package io.powermeter.reports;

import io.powermeter.reports.Reports.Resolution;
import io.powermeter.reports.comparison.Comparison;
import io.powermeter.reports.picture.Picture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Writes the reports of a comparison. */
public final class ComparisonReports {
    /** What can be written of a comparison; formats that a run has too have the same names. */
    public enum Format {
        /** {@code comparison.html}: everything, for people; one file that needs no network. */
        HTML,
        /** {@code energy.png}, {@code pareto.png}...: the pictures that have something to show. */
        PNG,
        /** {@code energy.svg}, {@code pareto.svg}...: the same pictures, at any size. */
        SVG,
        /** {@code comparison.json}: every number, for programs. */
        JSON,
        /** {@code comparison.md}: the answer, what to know of it and the tables, in Markdown. */
        MD,
        /** {@code comparison.csv}, a row for each figure of each group, and {@code runs.csv}, rows for each run. */
        CSV,
        /** {@code comparison.tex}: a table of the groups for a paper. */
        TEX,
        /** {@code model-card.md}: a paragraph for the card of a model. */
        CARD;

        /** Returns the name by which it is asked for, such as {@code html}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private ComparisonReports() {}

    /** Returns every format. */
    public static Set<Format> all() {
        return EnumSet.allOf(Format.class);
    }

    /**
     * Writes reports with pictures for the screen; see {@link #write(Comparison, Path, Set, Resolution)}.
     *
     * @throws ReportException if a report cannot be made or written
     */
    public static List<Path> write(Comparison comparison, Path folder, Set<Format> formats) throws ReportException {
        return write(comparison, folder, formats, Resolution.SCREEN);
    }

    /**
     * Writes reports into a folder, which is made if it is not there. A report of an earlier time is replaced, each file in one
     * step: a write that fails leaves it as it was.
     *
     * @param formats which reports
     * @param resolution of pictures that are pixels
     * @return the files written, in the order of {@link Format}
     * @throws ReportException if a report cannot be made or written
     */
    public static List<Path> write(Comparison comparison, Path folder, Set<Format> formats, Resolution resolution)
            throws ReportException {
        List<Path> written = new ArrayList<>();
        for (Format format : Format.values()) {
            if (formats.contains(format)) {
                for (Map.Entry<String, ReportFile.Content> file :
                        files(comparison, format, resolution).entrySet()) {
                    written.add(ReportFile.write(folder.resolve(file.getKey()), file.getValue()));
                }
            }
        }
        return List.copyOf(written);
    }

    /** Returns what to write by the name of its file: of pictures there are several. */
    private static Map<String, ReportFile.Content> files(Comparison comparison, Format format, Resolution resolution) {
        Map<String, ReportFile.Content> files = new LinkedHashMap<>();
        switch (format) {
            case HTML -> files.put("comparison.html", out -> HtmlReport.write(comparison, out));
            case PNG ->
                Picture.of(comparison)
                        .forEach(picture -> files.put(
                                picture.name() + ".png", out -> picture.writePng(resolution.dotsPerInch(), out)));
            case SVG ->
                Picture.of(comparison).forEach(picture -> files.put(picture.name() + ".svg", picture::writeSvg));
            case JSON -> files.put("comparison.json", out -> ComparisonJson.write(comparison, out));
            case MD -> files.put("comparison.md", out -> ComparisonMarkdown.write(comparison, out));
            case CSV -> {
                files.put("comparison.csv", out -> ComparisonCsv.write(comparison, out));
                files.put("runs.csv", out -> RunsCsv.write(comparison, out));
            }
            case TEX -> files.put("comparison.tex", out -> ComparisonLatex.write(comparison, out));
            case CARD -> files.put("model-card.md", out -> ComparisonCard.write(comparison, out));
        }
        return files;
    }
}
