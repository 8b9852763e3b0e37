/**
 * Trainings of the Deep Java Library, epoch by epoch. The entry is {@link io.powermeter.djl.EnergyTrainingListener}.
 *
 * <p>This package tells a run of the meter what DJL tells its listeners; it uses no engine.
 */
@NullMarked
package io.powermeter.djl;

import org.jspecify.annotations.NullMarked;
