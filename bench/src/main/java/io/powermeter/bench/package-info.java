/**
 * Measures the kernels of the workloads beside OpenBLAS, and writes the ratios into {@code docs/kernels.md}.
 *
 * <p>The entry is {@link io.powermeter.bench.KernelPage}; what is measured against what, and the targets, are in {@link
 * io.powermeter.bench.Rows}.
 */
@NullMarked
package io.powermeter.bench;

import org.jspecify.annotations.NullMarked;
