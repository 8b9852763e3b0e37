/**
 * The bundled training tasks: real work of known size and known result, there to be measured.
 *
 * <p>This module must not know the meter: a task tells a {@link io.powermeter.workloads.TrainingListener} what it is
 * doing, and that is all that leaves it. It prints nothing, and no result depends on a clock: only how long
 * to warm up does. Each public class with a {@code run} is a task.
 */
@NullMarked
package io.powermeter.workloads;

import org.jspecify.annotations.NullMarked;
