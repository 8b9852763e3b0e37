/**
 * NVIDIA Jetson boards: the power of their supply rails, as the INA3221 and INA238 monitors on the board measure it.
 *
 * <p>The entry is {@link io.powermeter.jetson.JetsonProvider}. This package knows where the drivers of each JetPack put
 * their files and which rail feeds which; it knows nothing of time and makes no energy of the power that it reads.
 */
@NullMarked
package io.powermeter.jetson;

import org.jspecify.annotations.NullMarked;
