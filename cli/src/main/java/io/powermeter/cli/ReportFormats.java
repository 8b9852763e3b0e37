package io.powermeter.cli;

import io.powermeter.reports.Reports;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Reads which reports are wanted: the names of formats such as {@code html,png}, {@code all} or {@code none}. */
record ReportFormats(Set<Reports.Format> formats) {
    /** The names of all formats, for the help. */
    static final String KINDS = "html,png,svg,json,md,csv,tex,card";

    /** Reads the words. */
    static final class Text implements CommandLine.ITypeConverter<ReportFormats> {
        @Override
        public ReportFormats convert(String text) {
            Set<Reports.Format> formats = EnumSet.noneOf(Reports.Format.class);
            for (String word : text.toLowerCase(Locale.ROOT).split(",")) {
                switch (word.strip()) {
                    case "all" -> formats.addAll(Reports.all());
                    case "none" -> formats.clear();
                    default -> formats.add(format(word));
                }
            }
            return new ReportFormats(formats);
        }

        private static Reports.Format format(String word) {
            return Stream.of(Reports.Format.values())
                    .filter(format -> format.toString().equals(word.strip()))
                    .findFirst()
                    .orElseThrow(() -> new CommandLine.TypeConversionException(
                            "\"" + word + "\" is not a report; choose of " + KINDS.replace(",", ", ") + ", all, none"));
        }
    }
}
