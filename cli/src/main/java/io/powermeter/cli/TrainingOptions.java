package io.powermeter.cli;

import io.powermeter.workloads.Schedule;
import io.powermeter.workloads.TrainingSettings;
import picocli.CommandLine.Option;

/** How a workload trains by gradient descent. */
final class TrainingOptions {
    @Option(names = "--epochs", description = "Passes over the training images (default ${DEFAULT-VALUE}).")
    private int epochs;

    @Option(names = "--batch", description = "Images per step (default ${DEFAULT-VALUE}).")
    private int batch;

    @Option(names = "--lr", description = "Learning rate of the first epoch (default ${DEFAULT-VALUE}).")
    private double learningRate;

    @Option(
            names = "--schedule",
            description = "What becomes of it later: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private Schedule schedule;

    @Option(names = "--momentum", description = "Share of the last step that is kept (default ${DEFAULT-VALUE}).")
    private double momentum;

    @Option(names = "--seed", description = "Of all that is drawn at random (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--threads", description = "Threads that share out each batch (default ${DEFAULT-VALUE}).")
    private int threads;

    TrainingOptions(TrainingSettings standard) {
        epochs = standard.epochs();
        batch = standard.batch();
        learningRate = standard.lr();
        schedule = standard.schedule();
        momentum = standard.momentum();
        seed = standard.seed();
        threads = standard.threads();
    }

    TrainingSettings settings() {
        return new TrainingSettings(epochs, batch, learningRate, schedule, momentum, seed, threads);
    }
}
