/**
 * What an estimate is told and made of: the user's word on the chip, and a straight line from CPU load to watts.
 *
 * <p>The entry is {@link io.powermeter.estimate.Estimator}, which a module implements that knows chips. Whatever is made of
 * this is {@link io.powermeter.measurement.Origin#ESTIMATED}; this package knows no sensor and no chip.
 */
@NullMarked
package io.powermeter.estimate;

import org.jspecify.annotations.NullMarked;
