/**
 * The arithmetic, all of it and nothing else: one file per kernel, on plain flat arrays.
 *
 * <p>A kernel knows no layers, models, files or random numbers, allocates nothing, and trusts its shapes, which its
 * first comment gives. Everything is stored <em>feature-major with the batch innermost</em>: features (F) of a batch are
 * {@code float[F*B]}, maps (C, H, W) are {@code float[C*H*W*B]} with the value of channel c, line y, column x and sample b at
 * {@code ((c*H + y)*W + x)*B + b}, so that features are maps of height and width 1. B is fixed, a multiple of
 * {@link io.powermeter.workloads.kernel.Backend#BATCH_MULTIPLE}; where fewer samples are used, the rest are zeros.
 *
 * <p>What is worth more than a simple loop is behind {@link io.powermeter.workloads.kernel.Backend}, in plain Java and in
 * Java's vector API (package {@code vector}).
 *
 * <p>NaN and infinities are never hidden: what goes in as NaN comes out as NaN, down to the loss, unless a comment says
 * otherwise.
 */
@NullMarked
package io.powermeter.workloads.kernel;

import org.jspecify.annotations.NullMarked;
