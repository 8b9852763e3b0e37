package io.powermeter.cli;

import io.powermeter.workloads.KernelSweep;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The workload {@code kernels}. */
@Command(
        name = "kernels",
        description =
                "Dot and matrix products, dense, sparse and binary, over sizes, each kind and size a phase. About 30 s.")
final class KernelsCommand extends TrainingCommand {
    @Option(
            names = "--dots",
            split = ",",
            paramLabel = "N",
            description = "Lengths of the dot products (default 1000,10000).")
    private List<Integer> dots = KernelSweep.Settings.DEFAULT.dots();

    @Option(
            names = "--products",
            split = ",",
            paramLabel = "N",
            description = "Sides of the matrices, multiples of 16 (default 256,1024).")
    private List<Integer> products = KernelSweep.Settings.DEFAULT.products();

    @Option(names = "--sparsity", description = "Share of zeros in the sparse products (default ${DEFAULT-VALUE}).")
    private double sparsity = KernelSweep.Settings.DEFAULT.sparsity();

    @Option(names = "--seconds", description = "How long each phase lasts, about (default ${DEFAULT-VALUE}).")
    private double seconds = KernelSweep.Settings.DEFAULT.seconds();

    @Option(names = "--seed", description = "Of all numbers (default ${DEFAULT-VALUE}).")
    private long seed = KernelSweep.Settings.DEFAULT.seed();

    @Override
    Task task() {
        return new KernelSweep(new KernelSweep.Settings(dots, products, sparsity, seconds, seed))::run;
    }
}
