package io.powermeter.workloads;

import io.powermeter.workloads.data.Dataset;
import io.powermeter.workloads.nn.Architecture;
import io.powermeter.workloads.nn.Network;
import io.powermeter.workloads.nn.Weights;
import io.powermeter.workloads.nn.Workers;
import java.util.List;
import java.util.Random;

/** Gradient descent, for comparison with a chain on the same network and images: tells what {@link Training} does with {@code sgd.} before it. */
final class Descent {

    private final Architecture architecture;
    private final TrainingSettings settings;
    private final Dataset data;
    private final Workers workers;
    private final Telemetry telemetry;
    private final List<Weights> weights;
    private final Training training;

    /** Announces its batches to the telemetry. */
    Descent(Architecture architecture, int epochs, long seed, Dataset data, Workers workers, Telemetry telemetry) {
        this.architecture = architecture;
        this.settings = TrainingSettings.DEFAULT.withEpochs(epochs);
        this.data = data;
        this.workers = workers;
        this.telemetry = telemetry;
        Random random = new Random(seed);
        this.weights = Weights.uniform(architecture, random);
        this.training = new Training(settings, data, learner(weights), random, telemetry.prefixed("sgd."));
    }

    /** Warms up on a copy and trains; returns what was learned. */
    List<Weights> run(Warmup warmup) {
        Training.warmUp(warmup, telemetry, data, settings.batch(), learner(Weights.scaled(weights, 1)));
        training.run();
        return weights;
    }

    private Learner learner(List<Weights> learned) {
        return Learner.of(new Network(architecture, learned, settings.batch(), workers), settings.momentum());
    }
}
