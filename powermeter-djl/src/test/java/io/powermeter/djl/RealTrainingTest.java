package io.powermeter.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Model;
import ai.djl.engine.EngineProvider;
import ai.djl.engine.rpc.RpcEngineProvider;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.evaluator.Accuracy;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.powermeter.host.Host;
import io.powermeter.meter.PowerMeter;
import io.powermeter.meter.Run;
import io.powermeter.rapl.SimulatedRapl;
import io.powermeter.summary.PhaseEnergy;
import io.powermeter.summary.Summary;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class RealTrainingTest {
    private static final int POINTS = 1_600;
    private static final int EPOCHS = 3;

    @TempDir
    Path root;

    @Test
    void listener_ofARealTraining_tellsItsEpochsLossesAndJoules() throws Exception {
        assumeTrue(hasEngine(), "no engine of DJL is on the class path: mvn -Pdjl brings one");
        SimulatedRapl rapl = SimulatedRapl.under(root.resolve("machine")).start();
        Run run = PowerMeter.builder()
                .host(Host.local().withSys(root.resolve("machine")))
                .recordTo(root.resolve("runs"))
                .build()
                .start("mlp");
        try (rapl;
                run) {
            train(run);
        }
        Summary summary = run.summary();
        List<PhaseEnergy> phases = summary.phasesByName();
        assertThat(phases).extracting(PhaseEnergy::name).containsExactly("epoch", "train", "validate");
        assertThat(phases).extracting(PhaseEnergy::count).containsOnly(EPOCHS);
        assertThat(phases.get(1).samples()).isEqualTo(1.0 * EPOCHS * POINTS);
        assertThat(phases.get(1).joulesPerSample()).isPositive();
        assertThat(summary.metrics().get("validate_Accuracy")).isGreaterThan(0.9);
        assertThat(summary.metrics()).containsKeys("train_loss", "validate_loss", "train_Accuracy");
        System.out.println(phases.stream()
                .map(phase -> phase.name() + " " + phase.seconds() + " s " + phase.joules() + " J")
                .collect(Collectors.joining(", ", "trained by DJL: ", "; " + summary.metrics())));
    }

    /** DJL itself has one that computes elsewhere. */
    private static boolean hasEngine() {
        return ServiceLoader.load(EngineProvider.class).stream()
                .anyMatch(engine -> engine.type() != RpcEngineProvider.class);
    }

    /** Learns on which side of a plane random points lie. */
    private static void train(Run run) throws Exception {
        try (Model model = Model.newInstance("mlp");
                NDManager manager = NDManager.newBaseManager()) {
            model.setBlock(new SequentialBlock()
                    .add(Linear.builder().setUnits(16).build())
                    .add(Activation::relu)
                    .add(Linear.builder().setUnits(2).build()));
            NDArray points = manager.randomUniform(-1, 1, new Shape(POINTS, 4));
            NDArray sides = points.sum(new int[] {1}).gt(0).toType(DataType.FLOAT32, false);
            ArrayDataset data = new ArrayDataset.Builder()
                    .setData(points)
                    .optLabels(sides)
                    .setSampling(32, true)
                    .build();
            DefaultTrainingConfig config = new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                    .addEvaluator(new Accuracy())
                    .optOptimizer(Optimizer.sgd()
                            .setLearningRateTracker(Tracker.fixed(0.5f))
                            .build())
                    .addTrainingListeners(TrainingListener.Defaults.basic())
                    .addTrainingListeners(new EnergyTrainingListener(run, EPOCHS));
            try (Trainer trainer = model.newTrainer(config)) {
                trainer.initialize(new Shape(1, 4));
                EasyTrain.fit(trainer, EPOCHS, data, data);
            }
        }
    }
}
