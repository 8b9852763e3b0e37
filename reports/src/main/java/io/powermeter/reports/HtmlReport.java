package io.powermeter.reports;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.powermeter.summary.Summary;
import java.io.IOException;
import java.io.OutputStream;

/** Writes {@code report.html}: one file with its styles, scripts and data inside, that asks for nothing from outside. */
final class HtmlReport {
    private static final TemplateEngine TEMPLATES =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, HtmlReport.class.getPackageName());

    private HtmlReport() {}

    static void write(Summary summary, OutputStream out) throws IOException {
        Utf8ByteOutput html = new Utf8ByteOutput();
        TEMPLATES.render("report.jte", new Page(summary), html);
        html.writeTo(out);
    }
}
