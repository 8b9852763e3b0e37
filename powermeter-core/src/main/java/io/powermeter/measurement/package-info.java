/**
 * The words of the meter: what is measured ({@link io.powermeter.measurement.Channel}) and in which quantity.
 *
 * <p>Physical quantities are records here and carry every conversion of units; elsewhere they are primitives with the
 * unit in the name. This package knows nothing of files, time or processes.
 */
@NullMarked
package io.powermeter.measurement;

import org.jspecify.annotations.NullMarked;
