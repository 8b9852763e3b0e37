package io.powermeter.workloads;

import io.powermeter.workloads.data.DataSource;
import io.powermeter.workloads.nn.Architecture;
import io.powermeter.workloads.nn.Execution;
import io.powermeter.workloads.nn.Model;
import java.util.List;

/** The workloads of {@link AccuracyCase}, ready to run: with the settings of the references and no warm-up to speak of. */
final class AccuracyRuns {

    /** A multiple of how many test images there are, bundled or not. */
    private static final int TEST_IMAGES = 10_000;

    private static final Architecture LENET300 =
            Model.LENET300.architecture(DataSource.BUNDLED.format().shape());

    private AccuracyRuns() {}

    static Sgd sgd(Model model, DataSource data, int epochs, double rate, long seed) {
        TrainingSettings training = new TrainingSettings(epochs, 64, rate, Schedule.CONSTANT, 0.9, seed, 1);
        return new Sgd(new Sgd.Settings(model.architecture(data.format().shape()), data, training), Warmups.once());
    }

    static McmcSparse mcmcSparse(Model model, DataSource data, long seed) {
        McmcSparse.Settings settings =
                McmcSparse.Settings.recommended(model.architecture(data.format().shape()), data);
        return new McmcSparse(
                new McmcSparse.Settings(
                        settings.architecture(),
                        data,
                        seeded(settings.chain(), seed),
                        settings.steps(),
                        settings.pruning(),
                        settings.sgdEpochs(),
                        TEST_IMAGES),
                Warmups.once());
    }

    static McmcBinary mcmcBinary(Model model, DataSource data, long seed) {
        McmcBinary.Settings settings =
                McmcBinary.Settings.recommended(model.architecture(data.format().shape()), data);
        return new McmcBinary(
                new McmcBinary.Settings(
                        settings.architecture(),
                        data,
                        seeded(settings.chain(), seed),
                        settings.flip(),
                        settings.scale(),
                        TEST_IMAGES),
                Warmups.once());
    }

    private static ChainSettings seeded(ChainSettings chain, long seed) {
        return new ChainSettings(
                chain.images(),
                chain.iterations(),
                chain.layerProbabilities(),
                chain.neighbourhood(),
                chain.lambda(),
                chain.batch(),
                chain.proposals(),
                seed,
                chain.threads());
    }

    static Snip snip(Criterion criterion, double sparsity, DataSource data, long seed) {
        return new Snip(
                new Snip.Settings(
                        LENET300,
                        data,
                        epochs(2, Snip.Settings.TRAINING, data, seed),
                        criterion,
                        new SparsitySettings(sparsity, 1, Execution.DENSE_MASKED, TEST_IMAGES)),
                Warmups.once());
    }

    static Magnitude magnitude(DataSource data, long seed) {
        Magnitude.Settings settings = Magnitude.Settings.DEFAULT;
        return new Magnitude(
                new Magnitude.Settings(
                        LENET300,
                        data,
                        epochs(2, settings.training(), data, seed),
                        settings.rounds(),
                        isBundled(data) ? settings.roundEpochs() : 1,
                        settings.rewind(),
                        new SparsitySettings(0.98, 1, Execution.DENSE_MASKED, TEST_IMAGES)),
                Warmups.once());
    }

    static EdgePopup edgePopup(DataSource data, long seed) {
        return new EdgePopup(
                new EdgePopup.Settings(
                        LENET300, data, epochs(2, EdgePopup.Settings.TRAINING, data, seed), 0.5, TEST_IMAGES),
                Warmups.once());
    }

    static EarlyExit earlyExit(DataSource data, long seed) {
        EarlyExit.Settings settings = EarlyExit.Settings.DEFAULT;
        return new EarlyExit(
                new EarlyExit.Settings(
                        data, epochs(2, settings.training(), data, seed), settings.thresholds(), TEST_IMAGES),
                Warmups.once());
    }

    static BinaryMlp binary(BinaryMlp.Activation hidden, DataSource data, long seed) {
        TrainingSettings training = epochs(3, BinaryMlp.Settings.TRAINING, data, seed);
        return new BinaryMlp(new BinaryMlp.Settings(hidden, List.of(), data, training, TEST_IMAGES), Warmups.once());
    }

    /** The epochs of the reference on MNIST, and those of the defaults on the bundled images. */
    private static TrainingSettings epochs(int ofReference, TrainingSettings standard, DataSource data, long seed) {
        return new TrainingSettings(
                isBundled(data) ? standard.epochs() : ofReference,
                standard.batch(),
                standard.lr(),
                standard.schedule(),
                standard.momentum(),
                seed,
                standard.threads());
    }

    private static boolean isBundled(DataSource data) {
        return data.folder().isEmpty();
    }
}
