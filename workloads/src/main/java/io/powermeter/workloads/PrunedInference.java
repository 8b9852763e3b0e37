package io.powermeter.workloads;

import io.powermeter.workloads.data.LabeledImages;
import io.powermeter.workloads.nn.Architecture;
import io.powermeter.workloads.nn.Execution;
import io.powermeter.workloads.nn.Masks;
import io.powermeter.workloads.nn.Network;
import io.powermeter.workloads.nn.Weights;
import io.powermeter.workloads.nn.Workers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Classifies the same images with a network as it was before pruning ({@code infer-dense}) and after, in all executions
 * that apply: {@code infer-masked}, {@code infer-csr}, {@code infer-bsr}.
 *
 * <p>Each tells the metric {@code PHASE.multiplications}: those it makes for an image.
 */
final class PrunedInference {

    private final Architecture architecture;
    private final int batch;
    private final Workers workers;
    private final Telemetry telemetry;
    private final Inference inference;

    /**
     * Announces its batches to the telemetry.
     *
     * @param ofBlocks whether weights are kept by blocks
     * @param count images to classify in each execution
     */
    PrunedInference(
            Architecture architecture,
            boolean ofBlocks,
            int batch,
            int count,
            LabeledImages images,
            Workers workers,
            Warmup warmup,
            Telemetry telemetry) {
        this.architecture = architecture;
        this.batch = batch;
        this.workers = workers;
        this.telemetry = telemetry;
        this.inference = new Inference(telemetry, warmup, images, count, batch, ofBlocks ? 4 : 3);
    }

    /**
     * Infers with {@code unpruned} weights, and with those that the masks keep of {@code trained}.
     *
     * @param training how they were trained, to be told on
     */
    PrunedResult run(TrainingResult training, List<Weights> unpruned, Masks masks, List<Weights> trained) {
        telemetry.metric("kept", masks.kept());
        Map<String, Double> accuracy = new LinkedHashMap<>();
        long all = architecture.multiplications();
        long kept = masks.multiplications();
        accuracy.put("infer-dense", measure("infer-dense", unpruned, all));
        accuracy.put("infer-masked", measure("infer-masked", masks.of(trained, Execution.DENSE_MASKED), all));
        accuracy.put("infer-csr", measure("infer-csr", masks.of(trained, Execution.CSR), kept));
        if (masks.ofBlocks()) {
            accuracy.put("infer-bsr", measure("infer-bsr", masks.of(trained, Execution.BSR), kept));
        }
        return new PrunedResult(training, masks.kept(), kept, accuracy);
    }

    private double measure(String phase, List<Weights> weights, long multiplications) {
        Network network = new Network(architecture, weights, batch, workers);
        double accuracy = inference.run(phase, network::correct);
        telemetry.metric(phase + ".multiplications", multiplications);
        return accuracy;
    }
}
