/**
 * The energy of a machine without sensors: a straight line from CPU load to watts, scaled by the chip's thermal design
 * power, and a constant for each gigabyte of memory.
 *
 * <p>The entry is {@link io.powermeter.tdp.TdpEstimator}. Everything made here is
 * {@link io.powermeter.measurement.Origin#ESTIMATED}; this package knows no sensor and does not ask the machine what it is.
 */
@NullMarked
package io.powermeter.tdp;

import org.jspecify.annotations.NullMarked;
