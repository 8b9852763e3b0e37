package io.powermeter.workloads;

import io.powermeter.workloads.data.LabeledImages;
import io.powermeter.workloads.mcmc.Chain;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The loop of the workloads that learn by a chain: steps in ten rounds, a test after each, over all images or batch after
 * batch.
 *
 * <p>The listener hears the phases {@code chain} and {@code test} for each round, at the end of {@code chain} the metric
 * {@code samples}, images times proposals, after {@code test} the metrics {@code loss} (of the images of the last
 * proposal), {@code accuracy}, and {@code accepted.1}, {@code accepted.2}..., the share of the round's proposals in each
 * layer that was accepted; and progress by the step.
 */
final class ChainRun {

    private static final int ROUNDS = 10;
    private static final int TEST_BATCH = 256;

    private final ChainSettings settings;
    private final LabeledImages images;
    private final Chain chain;
    private final AfterStep afterStep;
    private final Random random;
    private final Telemetry telemetry;
    private final int[] order;
    private int shown;

    /** Something to do after a step, numbered from 1. */
    interface AfterStep {
        /** Nothing. */
        AfterStep NOTHING = (chain, step) -> {};

        void done(Chain chain, int step);
    }

    /** A chain over some images. */
    interface Start {
        Chain on(int[] chosen);
    }

    /** Announces its steps to the telemetry; the order of the images in batches is drawn from {@code random}. */
    ChainRun(
            ChainSettings settings,
            LabeledImages images,
            Start start,
            AfterStep afterStep,
            Random random,
            Telemetry telemetry) {
        this.settings = settings;
        this.images = images;
        this.afterStep = afterStep;
        this.random = random;
        this.telemetry = telemetry;
        this.order = IntStream.range(0, images.count()).toArray();
        this.chain = start.on(next());
        telemetry.expect(settings.iterations());
    }

    Chain chain() {
        return chain;
    }

    /** Goes through all rounds, testing with a classifier of the chain's parameters; tells how it ended. */
    TrainingResult run(Classifier classifier, LabeledImages test, int layers) {
        int rounds = Math.min(ROUNDS, settings.iterations());
        double accuracy = Double.NaN;
        for (int round = 0; round < rounds; round++) {
            int from = part(round, rounds);
            int to = part(round + 1, rounds);
            telemetry.phase("chain", () -> steps(from, to));
            accuracy = telemetry.phase("test", () -> classifier.accuracy(test, TEST_BATCH));
            tell(accuracy, layers);
        }
        return new TrainingResult(chain.loss(), accuracy, (long) settings.iterations() * batch());
    }

    private int part(int round, int rounds) {
        return (int) ((long) settings.iterations() * round / rounds);
    }

    private void steps(int from, int to) {
        for (int step = from + 1; step <= to; step++) {
            if (settings.batch() > 0 && step > 1 && (step - 1) % settings.proposals() == 0) {
                chain.show(images, next());
            }
            chain.step();
            afterStep.done(chain, step);
            telemetry.step();
        }
        telemetry.metric("samples", (double) (to - from) * batch());
    }

    private void tell(double accuracy, int layers) {
        telemetry.metric("loss", chain.loss());
        telemetry.metric("accuracy", accuracy);
        for (int l = 0; l < layers; l++) {
            double accepted = chain.acceptance(l);
            if (!Double.isNaN(accepted)) {
                telemetry.metric("accepted." + (l + 1), accepted);
            }
        }
    }

    private int batch() {
        return settings.batch() == 0 ? order.length : Math.min(settings.batch(), order.length);
    }

    /** The next batch; the images are shuffled whenever the rest of them is too few for one. */
    private int[] next() {
        if (settings.batch() == 0) {
            return order;
        }
        if (shown == 0 || shown + batch() > order.length) {
            Shuffle.shuffle(order, random);
            shown = 0;
        }
        shown += batch();
        return IntStream.range(shown - batch(), shown).map(i -> order[i]).toArray();
    }
}
