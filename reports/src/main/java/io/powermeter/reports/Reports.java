package io.powermeter.reports;

import io.powermeter.summary.Summary;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Writes the reports of one run. */
public final class Reports {
    /** What can be written of a run. */
    public enum Format {
        /** {@code report.html}: everything, for people; one file that needs no network. */
        HTML("report.html"),
        /** {@code power.png}: power over time. */
        PNG("power.png"),
        /** {@code power.svg}: the same picture, at any size. */
        SVG("power.svg"),
        /** {@code summary.json}: every number, for programs. */
        JSON("summary.json"),
        /** {@code report.md}: the same figures and tables as the page, in Markdown. */
        MD("report.md"),
        /** {@code report.csv}: energy by phase and component, a row for each. */
        CSV("report.csv"),
        /** {@code report.tex}: a table of energy by phase and component for a paper. */
        TEX("report.tex"),
        /** {@code model-card.md}: a paragraph and metadata for the card of a model. */
        CARD("model-card.md");

        private final String fileName;

        Format(String fileName) {
            this.fileName = fileName;
        }

        /** Returns the name of the file that it is written to. */
        public String fileName() {
            return fileName;
        }

        /** Returns the name by which it is asked for, such as {@code html}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How many pixels a picture gets. */
    public enum Resolution {
        /** Sharp on a screen: 1440 pixels wide. */
        SCREEN(192),
        /** Sharp in print: 300 pixels to the inch at its full width of 7.5 inches. */
        PRINT(300);

        private final int dotsPerInch;

        Resolution(int dotsPerInch) {
            this.dotsPerInch = dotsPerInch;
        }

        int dotsPerInch() {
            return dotsPerInch;
        }
    }

    private Reports() {}

    /** Returns the folder in which the reports of a run have their place: {@code reports} in the run's folder. */
    public static Path folder(Summary summary) {
        return summary.recording().folder().resolve("reports");
    }

    /**
     * Writes reports with pictures for the screen; see {@link #write(Summary, Path, Set, Resolution)}.
     *
     * @throws ReportException if a report cannot be made or written
     */
    public static List<Path> write(Summary summary, Path folder, Set<Format> formats) throws ReportException {
        return write(summary, folder, formats, Resolution.SCREEN);
    }

    /**
     * Writes reports into a folder, which is made if it is not there. A report of an earlier time is replaced, in one step: a
     * write that fails leaves it as it was.
     *
     * @param summary what to report
     * @param folder where to, in general {@link #folder}
     * @param formats which reports
     * @param resolution of pictures
     * @return the files written, in the order of {@link Format}
     * @throws ReportException if a report cannot be made or written
     */
    public static List<Path> write(Summary summary, Path folder, Set<Format> formats, Resolution resolution)
            throws ReportException {
        List<Path> written = new ArrayList<>();
        for (Format format : Format.values()) {
            if (formats.contains(format)) {
                written.add(write(summary, folder, format, resolution));
            }
        }
        return List.copyOf(written);
    }

    /** Returns every format. */
    public static Set<Format> all() {
        return EnumSet.allOf(Format.class);
    }

    private static Path write(Summary summary, Path folder, Format format, Resolution resolution)
            throws ReportException {
        return ReportFile.write(folder.resolve(format.fileName()), out -> render(summary, format, resolution, out));
    }

    private static void render(Summary summary, Format format, Resolution resolution, OutputStream out)
            throws IOException {
        switch (format) {
            case HTML -> HtmlReport.write(summary, out);
            case PNG -> PowerPng.write(summary, resolution.dotsPerInch(), out);
            case SVG -> PowerSvg.write(summary, out);
            case JSON -> SummaryJson.write(summary, out);
            case MD -> MarkdownReport.write(summary, out);
            case CSV -> CsvReport.write(summary, out);
            case TEX -> LatexReport.write(summary, out);
            case CARD -> ModelCard.write(summary, out);
        }
    }
}
