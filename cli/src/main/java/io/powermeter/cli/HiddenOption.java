package io.powermeter.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** The sizes of an MLP. */
final class HiddenOption {
    @Option(
            names = "--hidden",
            paramLabel = "SIZE",
            split = ",",
            description = "Sizes of the hidden layers of an mlp, for instance 300,100 (default 100).")
    private List<Integer> sizes = List.of();

    List<Integer> sizes() {
        return sizes;
    }
}
