/**
 * What a recording says, as a page, a picture, tables, a paragraph, and a file for programs.
 *
 * <p>The entry is {@link io.powermeter.reports.Reports}. Everything is made from a {@link io.powermeter.summary.Summary}, so a report can be made again at any time. Nothing here
 * measures, prints, or knows of samplers and clocks.
 */
@NullMarked
package io.powermeter.reports;

import org.jspecify.annotations.NullMarked;
