package io.powermeter.djl;

import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.listener.TrainingListener;
import io.powermeter.meter.Phase;
import io.powermeter.meter.Run;
import io.powermeter.summary.PhaseEnergy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells a run of the meter of a training: each epoch is a phase {@code epoch}, and in it {@code train} and {@code validate},
 * each with its number of samples, of which an epoch has those of the training; losses and accuracies are metrics.
 *
 * <pre>{@code
 * config.addTrainingListeners(TrainingListener.Defaults.basic())
 *     .addTrainingListeners(new EnergyTrainingListener(run, epochs)); // last: the others tell its metrics
 * }</pre>
 *
 * <p>DJL tells the end of things and not their begin. So the first epoch begins with the trainer, and each other one with the
 * end of the one before it. {@code validate} begins with the end of {@code train}; in the first epoch, in which it is not known
 * yet whether there is a validation, and with data sets that do not tell their size, it begins after its first batch. DJL tells a batch before the optimizer's step of it, so the last step of an epoch is no
 * part of {@code train}. With a sampler that leaves out a short last batch no epoch knows where its training ends.
 */
public final class EnergyTrainingListener implements TrainingListener {
    private static final String VALIDATE = "validate";

    private final Run run;
    private int epochsToBegin;
    private @Nullable Phase epoch;
    private @Nullable Phase part;
    private boolean validating;
    private boolean validates;
    private long samples;
    private long trainedSamples;

    /**
     * Listens for one training.
     *
     * @param run that goes on
     * @param epochs as given to {@code EasyTrain.fit}: what follows the last one belongs to none
     */
    public EnergyTrainingListener(Run run, int epochs) {
        this.run = run;
        this.epochsToBegin = epochs;
    }

    @Override
    public void onTrainingBegin(Trainer trainer) {
        beginEpoch();
    }

    @Override
    public void onTrainingBatch(Trainer trainer, BatchData data) {
        Batch batch = data.getBatch();
        samples += batch.getSize();
        trainedSamples = samples;
        if (samples == batch.getProgressTotal()) {
            endPart();
            if (validates) {
                beginPart(VALIDATE);
            }
        }
    }

    @Override
    public void onValidationBatch(Trainer trainer, BatchData data) {
        validates = true;
        if (validating) {
            samples += data.getBatch().getSize();
        } else {
            endPart();
            beginPart(VALIDATE);
        }
    }

    @Override
    public void onEpoch(Trainer trainer) {
        endEpoch(trainer.getTrainingResult().getEvaluations());
    }

    @Override
    public void onTrainingEnd(Trainer trainer) {
        epochsToBegin = 0;
        endEpoch(Map.of());
    }

    /**
     * Ends the epoch, if one goes on.
     *
     * @param evaluations what it reached, by DJL's names, such as {@code train_loss}
     */
    void endEpoch(@Nullable Map<String, Float> evaluations) {
        endPart();
        if (evaluations != null) {
            evaluations.forEach(run::metric);
        }
        if (epoch != null) {
            run.metric(PhaseEnergy.SAMPLES, trainedSamples);
            epoch.close();
            epoch = null;
        }
        beginEpoch();
    }

    private void beginEpoch() {
        if (epochsToBegin > 0) {
            epochsToBegin--;
            epoch = run.phase("epoch");
            trainedSamples = 0;
            beginPart("train");
        }
    }

    private void beginPart(String name) {
        part = run.phase(name);
        validating = name.equals(VALIDATE);
        samples = 0;
    }

    private void endPart() {
        if (part != null) {
            run.metric(PhaseEnergy.SAMPLES, samples);
            part.close();
            part = null;
        }
    }
}
