package io.powermeter.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.listener.TrainingListener.BatchData;
import io.powermeter.host.FakeHost;
import io.powermeter.meter.PowerMeter;
import io.powermeter.meter.Run;
import io.powermeter.recording.Mark;
import io.powermeter.recording.RecordingException;
import io.powermeter.summary.PhaseEnergy;
import io.powermeter.summary.Summary;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EnergyTrainingListenerTest {
    /** The listener asks a trainer for its results only, at the end of an epoch, which these tests tell it themselves. */
    @SuppressWarnings("NullAway")
    private static final Trainer NO_TRAINER = null;

    private static final int BATCH = 32;

    @TempDir
    Path root;

    private Summary listen(int epochs, Consumer<EnergyTrainingListener> training) throws RecordingException {
        PowerMeter meter = PowerMeter.builder()
                .host(FakeHost.empty(root.resolve("machine")))
                .recordTo(root.resolve("runs"))
                .build();
        Run run = meter.start("training");
        try (run) {
            EnergyTrainingListener listener = new EnergyTrainingListener(run, epochs);
            listener.onTrainingBegin(NO_TRAINER);
            training.accept(listener);
            listener.onTrainingEnd(NO_TRAINER);
        }
        return run.summary();
    }

    private static BatchData batch(long total) {
        NDManager manager = (NDManager) Proxy.newProxyInstance(
                NDManager.class.getClassLoader(), new Class<?>[] {NDManager.class}, (proxy, method, arguments) -> null);
        Batch batch = new Batch(manager, new NDList(), new NDList(), BATCH, null, null, 0, total);
        return new BatchData(batch, Map.of(), Map.of());
    }

    private static void epoch(EnergyTrainingListener listener, int batches, int validations, long total) {
        for (int i = 0; i < batches; i++) {
            listener.onTrainingBatch(NO_TRAINER, batch(total));
        }
        for (int i = 0; i < validations; i++) {
            listener.onValidationBatch(NO_TRAINER, batch(total));
        }
        listener.endEpoch(Map.of("train_loss", 0.5f, "validate_loss", Float.NaN));
    }

    @Test
    void training_withAValidation_isEpochsOfTwoPhases() throws RecordingException {
        Summary summary = listen(2, listener -> {
            epoch(listener, 3, 2, 3 * BATCH);
            epoch(listener, 3, 2, 3 * BATCH);
            epoch(listener, 1, 0, BATCH); // one more than was told
        });
        assertThat(summary.phasesByName())
                .extracting(PhaseEnergy::name, PhaseEnergy::count, PhaseEnergy::depth, PhaseEnergy::samples)
                .containsExactly(
                        tuple("epoch", 2, 0, 2.0 * 3 * BATCH),
                        tuple("train", 2, 1, 2.0 * 3 * BATCH),
                        tuple("validate", 2, 1, 1.0 * BATCH + 2 * BATCH)); // the first batch lies before the phase
        assertThat(summary.metrics()).containsOnlyKeys("samples", "train_loss").containsEntry("train_loss", 0.5);
    }

    @Test
    void training_withoutAValidation_hasNoPhaseForIt() throws RecordingException {
        Summary summary = listen(1, listener -> epoch(listener, 2, 0, 2 * BATCH));
        assertThat(summary.phasesByName()).extracting(PhaseEnergy::name).containsExactly("epoch", "train");
    }

    @Test
    void training_dataThatDoesNotTellItsSize_isValidatedFromTheSecondBatchOn() throws RecordingException {
        Summary summary = listen(2, listener -> {
            epoch(listener, 2, 2, 0);
            epoch(listener, 2, 2, 0);
        });
        assertThat(summary.phasesByName())
                .extracting(PhaseEnergy::name, PhaseEnergy::count, PhaseEnergy::samples)
                .contains(tuple("train", 2, 4.0 * BATCH), tuple("validate", 2, 2.0 * BATCH));
    }

    @Test
    void training_stoppedInAnEpoch_leavesNothingOpen() throws RecordingException {
        Summary summary = listen(5, listener -> listener.onTrainingBatch(NO_TRAINER, batch(2 * BATCH)));
        assertThat(summary.recording().marks())
                .filteredOn(mark -> mark instanceof Mark.PhaseBegin || mark instanceof Mark.PhaseEnd)
                .extracting(mark -> mark.getClass().getSimpleName())
                .containsExactly("PhaseBegin", "PhaseBegin", "PhaseEnd", "PhaseEnd");
    }

    @Test
    void page_example_isTheRealTraining() throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/powermeter/djl/RealTrainingTest.java"));
        int example = source.indexOf("    /** Learns on");
        String method =
                source.substring(example, source.indexOf("\n    }\n", example)).replaceAll("(?m)^    ", "");
        assertThat(Files.readString(Path.of("../docs/djl.md"))).contains("```java\n" + method + "\n}\n```");
    }
}
