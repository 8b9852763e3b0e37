/**
 * What a recording says, as an HTML page, a picture and a JSON file.
 *
 * <p>The entry is {@link io.powermeter.reports.Reports}. Everything is made from a {@link io.powermeter.summary.Summary}, so a report can be made again at any time. Nothing here
 * measures, prints, or knows of samplers and clocks.
 */
@NullMarked
package io.powermeter.reports;

import org.jspecify.annotations.NullMarked;
