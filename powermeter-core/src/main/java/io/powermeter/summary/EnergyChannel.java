package io.powermeter.summary;

import io.powermeter.measurement.Channel;

/**
 * A channel that tells energy, with its joules over time.
 *
 * @param channel which
 * @param joules the energy as a curve
 * @param periodNanos the intended time between two readings
 */
record EnergyChannel(Channel channel, Curve joules, long periodNanos) {}
