package io.powermeter.reports;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.powermeter.reports.comparison.Comparison;
import io.powermeter.summary.Summary;
import java.io.IOException;
import java.io.OutputStream;

/** Writes pages for people: one file with its styles, scripts and data inside, that asks for nothing from outside. */
final class HtmlReport {
    private static final TemplateEngine TEMPLATES =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, HtmlReport.class.getPackageName());

    private HtmlReport() {}

    /** Writes {@code report.html}. */
    static void write(Summary summary, OutputStream out) throws IOException {
        render("report.jte", new Page(summary), out);
    }

    /** Writes {@code comparison.html}. */
    static void write(Comparison comparison, OutputStream out) throws IOException {
        render("comparison.jte", new ComparisonPage(comparison), out);
    }

    private static void render(String template, Object page, OutputStream out) throws IOException {
        Utf8ByteOutput html = new Utf8ByteOutput();
        TEMPLATES.render(template, page, html);
        html.writeTo(out);
    }
}
