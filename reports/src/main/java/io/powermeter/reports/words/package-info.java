/**
 * How reports say a number or a name to people: the wording that pages, tables, pictures and the terminal share.
 *
 * <p>{@link io.powermeter.reports.words.Figures} writes numbers with their units, {@link io.powermeter.reports.words.Words} all
 * else. Nothing here knows what is reported.
 */
@NullMarked
package io.powermeter.reports.words;

import org.jspecify.annotations.NullMarked;
