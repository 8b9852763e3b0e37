package io.powermeter.reports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** A page's own styles and scripts, which are the only ones that its browser will run. */
final class PageScripts {
    /** Of the page of one run. */
    static final PageScripts REPORT = new PageScripts("report.js");

    /** Of the page of a comparison. */
    static final PageScripts COMPARISON = new PageScripts("comparison.js");

    private final String style = text("uplot/uPlot.min.css") + text("report.css");
    private final String chart = text("uplot/uPlot.iife.min.js");
    private final String page;

    private PageScripts(String page) {
        this.page = text("tables.js") + text(page);
    }

    String style() {
        return style;
    }

    /** Returns uPlot. */
    String chart() {
        return chart;
    }

    String page() {
        return page;
    }

    /** Returns a content security policy under which nothing is loaded and no script runs but the two above. */
    String policy() {
        return "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src " + hash(chart) + " "
                + hash(page) + "; base-uri 'none'; form-action 'none'";
    }

    private static String hash(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String text(String resource) {
        try (InputStream in = PageScripts.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
