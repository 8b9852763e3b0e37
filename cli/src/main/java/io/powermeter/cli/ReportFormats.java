package io.powermeter.cli;

import io.powermeter.reports.ComparisonReports;
import io.powermeter.reports.Reports;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** Which reports are wanted: their names with commas between, {@code all} or {@code none}. */
record ReportFormats<F extends Enum<F>>(Set<F> formats) {
    /** The names of all formats, of a run as of a comparison, for the help. */
    static final String KINDS = "html,png,svg,json,md,csv,tex,card";

    private static <F extends Enum<F>> ReportFormats<F> parse(String text, Class<F> kind) {
        EnumSet<F> formats = EnumSet.noneOf(kind);
        for (String word : text.toLowerCase(Locale.ROOT).split(",")) {
            switch (word.strip()) {
                case "all" -> formats.addAll(EnumSet.allOf(kind));
                case "none" -> formats.clear();
                default -> formats.add(one(word.strip(), kind));
            }
        }
        return new ReportFormats<>(formats);
    }

    private static <F extends Enum<F>> F one(String word, Class<F> kind) {
        return Arrays.stream(kind.getEnumConstants())
                .filter(format -> name(format).equals(word))
                .findFirst()
                .orElseThrow(() -> new CommandLine.TypeConversionException("\"" + word
                        + "\" is not a report; choose of "
                        + Arrays.stream(kind.getEnumConstants())
                                .map(ReportFormats::name)
                                .collect(Collectors.joining(", "))
                        + ", all, none"));
    }

    private static String name(Enum<?> format) {
        return format.name().toLowerCase(Locale.ROOT);
    }

    /** Returns those of them that a comparison has too. */
    Set<ComparisonReports.Format> ofComparison() {
        Set<ComparisonReports.Format> both = EnumSet.noneOf(ComparisonReports.Format.class);
        for (ComparisonReports.Format format : ComparisonReports.Format.values()) {
            if (formats.stream().anyMatch(mine -> mine.name().equals(format.name()))) {
                both.add(format);
            }
        }
        return both;
    }

    /** All words there are, for completion. */
    static final class Words implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of((KINDS + ",all,none").split(",")).iterator();
        }
    }

    /** Reads the words for a run. */
    static final class OfRun implements CommandLine.ITypeConverter<ReportFormats<Reports.Format>> {
        @Override
        public ReportFormats<Reports.Format> convert(String text) {
            return parse(text, Reports.Format.class);
        }
    }

    /** Reads the words for a comparison. */
    static final class OfComparison implements CommandLine.ITypeConverter<ReportFormats<ComparisonReports.Format>> {
        @Override
        public ReportFormats<ComparisonReports.Format> convert(String text) {
            return parse(text, ComparisonReports.Format.class);
        }
    }
}
