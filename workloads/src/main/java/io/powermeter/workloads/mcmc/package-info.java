/**
 * Learning without gradients: a chain proposes a small change of a network's parameters, and accepts or rejects it by what
 * it does to the loss.
 *
 * <p>The cost of a proposal is that of what depends on it. Must not know where images come from or who listens. The entry
 * is {@link io.powermeter.workloads.mcmc.Chain}.
 */
@NullMarked
package io.powermeter.workloads.mcmc;

import org.jspecify.annotations.NullMarked;
