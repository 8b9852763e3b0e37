/**
 * The bundled training tasks: real work of known size and known result, there to be measured.
 *
 * <p>This module must not know the meter: a task tells a {@link io.powermeter.workloads.TrainingListener} what it is
 * doing, and that is all that leaves it. It prints nothing and reads no clock. The entry is
 * {@link io.powermeter.workloads.Sgd}.
 */
@NullMarked
package io.powermeter.workloads;

import org.jspecify.annotations.NullMarked;
