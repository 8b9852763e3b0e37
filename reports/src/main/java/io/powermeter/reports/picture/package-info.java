/**
 * Pictures: those of a comparison, and what every picture of a report shares, which are colours, fonts, axes and files.
 *
 * <p>The entry is {@link io.powermeter.reports.picture.Picture}. Each is drawn once, by JFreeChart onto any
 * {@link java.awt.Graphics2D}, and becomes pixels or SVG. It shows what a comparison says and computes nothing of it.
 */
@NullMarked
package io.powermeter.reports.picture;

import org.jspecify.annotations.NullMarked;
