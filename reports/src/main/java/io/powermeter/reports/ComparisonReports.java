package io.powermeter.reports;

import io.powermeter.reports.comparison.Comparison;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the reports of a comparison. */
public final class ComparisonReports {
    /** What can be written of a comparison; formats that a run has too have the same names. */
    public enum Format {
        /** {@code comparison.html}: a page for people. */
        HTML,
        /** {@code comparison.json}: every number, for programs. */
        JSON
    }

    private ComparisonReports() {}

    /** Returns every format. */
    public static Set<Format> all() {
        return EnumSet.allOf(Format.class);
    }

    /**
     * Writes reports into a folder, which is made if it is not there. A report of an earlier time is replaced, in one step: a
     * write that fails leaves it as it was.
     *
     * @param formats which reports
     * @return the files written, in the order of {@link Format}
     * @throws ReportException if a report cannot be made or written
     */
    public static List<Path> write(Comparison comparison, Path folder, Set<Format> formats) throws ReportException {
        List<Path> written = new ArrayList<>();
        for (Format format : Format.values()) {
            if (formats.contains(format)) {
                for (Map.Entry<String, ReportFile.Content> file :
                        files(comparison, format).entrySet()) {
                    written.add(ReportFile.write(folder.resolve(file.getKey()), file.getValue()));
                }
            }
        }
        return List.copyOf(written);
    }

    /** Returns what to write by the name of its file: of pictures there are several. */
    private static Map<String, ReportFile.Content> files(Comparison comparison, Format format) {
        return switch (format) {
            case HTML -> Map.of("comparison.html", out -> HtmlReport.write(comparison, out));
            case JSON -> Map.of("comparison.json", out -> ComparisonJson.write(comparison, out));
        };
    }
}
