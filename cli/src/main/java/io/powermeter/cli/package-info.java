/**
 * The command line: the only place that prints or exits.
 *
 * <p>The entry is {@link io.powermeter.cli.Main}. Commands translate words into calls and results into words; nothing is
 * measured, derived or rendered here.
 */
@NullMarked
package io.powermeter.cli;

import org.jspecify.annotations.NullMarked;
