package io.powermeter.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.powermeter.workloads.data.DataSource;
import io.powermeter.workloads.data.Dataset;
import io.powermeter.workloads.data.FewImages;
import io.powermeter.workloads.nn.Architecture;
import io.powermeter.workloads.nn.Model;
import io.powermeter.workloads.nn.Weights;
import io.powermeter.workloads.nn.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EdgePopupTest {

    @TempDir
    private static Path folder;

    private static DataSource few = DataSource.BUNDLED;

    @BeforeAll
    static void writeImages() throws IOException {
        few = FewImages.in(folder);
    }

    /** 784 * 32 + 32 * 10 weights. */
    private static final Architecture MLP =
            Model.MLP.architecture(DataSource.BUNDLED.format().shape(), List.of(32));

    private static final TrainingSettings ONE_EPOCH = new TrainingSettings(3, 32, 0.1, Schedule.COSINE, 0.9, 1, 1);

    @Test
    void run_half_findsANetworkAmongRandomWeights() {
        PrunedResult result = new EdgePopup(new EdgePopup.Settings(MLP, few, ONE_EPOCH, 0.5, 500), Warmups.once())
                .run(TrainingListener.NONE);

        assertThat(result.kept()).isEqualTo(25_408 / 2);
        assertThat(result.accuracy().get("infer-dense")).isLessThan(0.4);
        assertThat(result.accuracy().get("infer-csr")).isGreaterThan(0.6);
    }

    @Test
    void train_steps_leavesTheWeightsAsTheyAreAndChangesWhichAreUsed() {
        Dataset images = few.load();
        try (Workers workers = new Workers(1)) {
            ScoreLearner learner = new ScoreLearner(MLP, ONE_EPOCH, 0.3, new Random(1), workers);
            List<Weights> before = learner.weights();
            boolean[] used = learner.masks().layers().get(0).keep();
            int[] order = new int[ONE_EPOCH.batch()];

            for (int step = 0; step < 3; step++) {
                learner.train(images.train(), order, 0, order.length, 0.1);
            }

            for (int l = 0; l < before.size(); l++) {
                assertThat(learner.weights().get(l).parameters().weight)
                        .isEqualTo(before.get(l).parameters().weight);
                assertThat(learner.weights().get(l).parameters().bias).containsOnly(0f);
            }
            assertThat(learner.masks().layers().get(0).keep()).isNotEqualTo(used);
            assertThat(learner.masks().layers().get(0).kept()).isEqualTo(7526);
            assertThat(learner.masks().layers().get(1).kept()).isEqualTo(96);
        }
    }

    @Test
    void settings_impossibleOnes_areRefused() {
        assertThatThrownBy(() -> new EdgePopup.Settings(MLP, DataSource.BUNDLED, ONE_EPOCH, 1, 2000))
                .hasMessage("keep is 1.0, allowed is above 0, below 1.");
        assertThatThrownBy(() -> new EdgePopup.Settings(MLP, DataSource.BUNDLED, ONE_EPOCH, 0.5, 0))
                .hasMessage("inferences is 0, allowed is 1 to 100000000.");
    }
}
