package io.powermeter.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.workloads.data.ImageShape;
import io.powermeter.workloads.data.LabeledImages;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InferenceTest {

    private static final LabeledImages FIVE = new LabeledImages(new ImageShape(1, 1, 1), new byte[5], new byte[5]);

    @Test
    void run_moreImagesThanThereAre_beginsAgainAndCountsAll() {
        Log log = new Log();
        List<Integer> shown = new ArrayList<>();
        Inference inference = new Inference(new Telemetry(log), Warmups.once(), FIVE, 7, 4, 1);

        double accuracy = inference.run("infer-full", (images, order, from, batch) -> {
            for (int i = from; i < from + batch; i++) {
                shown.add(order[i]);
            }
            return batch - 1;
        });

        assertThat(shown).containsExactly(0, 1, 2, 3, 0, 1, 2, 3, 4, 0, 1);
        assertThat(accuracy).isEqualTo(5 / 7.0);
        assertThat(log.lines)
                .containsExactly(
                        "+warmup",
                        "-warmup",
                        "+infer-full",
                        "1/2",
                        "2/2",
                        "samples 7.0",
                        "-infer-full",
                        "infer-full.accuracy " + accuracy);
    }
}
