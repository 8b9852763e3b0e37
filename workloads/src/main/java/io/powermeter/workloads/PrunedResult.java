package io.powermeter.workloads;

import java.util.Map;

/**
 * How training a pruned network ended.
 *
 * @param training of the network with the weights that are kept in the end
 * @param kept number of weights kept
 * @param multiplications products of a kept weight and a value for one image
 * @param accuracy share of the test images classified rightly, 0 to 1, by inference phase
 */
public record PrunedResult(TrainingResult training, int kept, long multiplications, Map<String, Double> accuracy) {}
