package io.powermeter.cli;

import io.powermeter.reports.Reports;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine;

/** Reads which reports are wanted: {@code html,png,json}, {@code all} or {@code none}. */
record ReportFormats(Set<Reports.Format> formats) {
    /** Reads the words. */
    static final class Text implements CommandLine.ITypeConverter<ReportFormats> {
        @Override
        public ReportFormats convert(String text) {
            Set<Reports.Format> formats = EnumSet.noneOf(Reports.Format.class);
            for (String word : text.toLowerCase(Locale.ROOT).split(",")) {
                switch (word.strip()) {
                    case "all" -> formats.addAll(Reports.all());
                    case "none" -> formats.clear();
                    case "html" -> formats.add(Reports.Format.HTML);
                    case "png" -> formats.add(Reports.Format.PNG);
                    case "json" -> formats.add(Reports.Format.JSON);
                    default ->
                        throw new CommandLine.TypeConversionException(
                                "\"" + word + "\" is not a report; choose of html, png, json, all, none");
                }
            }
            return new ReportFormats(formats);
        }
    }
}
