/**
 * The arithmetic, all of it and nothing else: one file per kernel, static methods on plain arrays.
 *
 * <p>A kernel knows no layers, models, files or random numbers, allocates nothing, and trusts its shapes, which its
 * first comment gives. Everything is stored <em>feature-major with the batch innermost</em>: features (F) of a batch are
 * {@code float[F][B]}, maps are {@code float[C*H][W*B]} with the value of channel c, line y, column x and sample b at
 * {@code [c*H + y][x*B + b]}. Where the batch is smaller than the arrays were made for, B is the batch's own size and the
 * rest of each row is not touched. Nearly all time is spent in {@link io.powermeter.workloads.kernel.WeightedSum}.
 *
 * <p>NaN and infinities are never hidden: what goes in as NaN comes out as NaN, down to the loss, unless a comment says
 * otherwise.
 */
@NullMarked
package io.powermeter.workloads.kernel;

import org.jspecify.annotations.NullMarked;
