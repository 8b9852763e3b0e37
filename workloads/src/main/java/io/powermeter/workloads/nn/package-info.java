/**
 * The models: layers that own their memory and call the kernels on it, and the networks made of them.
 *
 * <p>All arithmetic that takes time is in {@code kernel}; what is left here is which kernel runs on what, and how weights begin. Knows
 * nothing of epochs, listeners or files. The entry is {@link io.powermeter.workloads.nn.Model}.
 */
@NullMarked
package io.powermeter.workloads.nn;

import org.jspecify.annotations.NullMarked;
