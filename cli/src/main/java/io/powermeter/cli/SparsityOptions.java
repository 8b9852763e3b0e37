package io.powermeter.cli;

import io.powermeter.workloads.SparsitySettings;
import io.powermeter.workloads.nn.Execution;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much of a network a workload prunes, and how it computes with the rest. */
final class SparsityOptions {
    private static final int BLOCK_FOR_BSR = 4;

    @Option(
            names = "--sparsity",
            description = "Share of the weights that is removed, 0 or more, below 1 (default ${DEFAULT-VALUE}).")
    private double sparsity = SparsitySettings.DEFAULT.sparsity();

    @Option(
            names = "--execution",
            paramLabel = "NAME",
            description = "What training multiplies with: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private Execution execution = SparsitySettings.DEFAULT.execution();

    @Option(
            names = "--block",
            description = "Side of the blocks by which weights are removed: 1, 4 or 8 (default 4 for bsr, else 1).")
    private @Nullable Integer block;

    @Option(
            names = "--inferences",
            description = "Images to classify in each execution after training (default ${DEFAULT-VALUE}).")
    private int inferences = SparsitySettings.DEFAULT.inferences();

    SparsitySettings settings() {
        return new SparsitySettings(sparsity, side(), execution, inferences);
    }

    private int side() {
        if (block != null) {
            return block;
        }
        return execution == Execution.BSR ? BLOCK_FOR_BSR : SparsitySettings.DEFAULT.block();
    }
}
