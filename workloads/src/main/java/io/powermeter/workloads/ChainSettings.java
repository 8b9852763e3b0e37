package io.powermeter.workloads;

import io.powermeter.workloads.mcmc.Neighbourhood;
import io.powermeter.workloads.nn.Architecture;
import java.util.Collections;
import java.util.List;

/**
 * How long a chain goes on, over what, and which moves it proposes. Lists have a value for each layer, or one for all.
 *
 * @param images the first so many training images; all there are, if fewer
 * @param iterations proposals in all
 * @param layerProbabilities how likely a proposal is in each layer, to sum 1; empty for uniform
 * @param lambda what a difference of the mean loss is multiplied by, 0 or more; infinite takes any lower loss and no other
 * @param batch images over which a proposal's loss is taken; 0 for all
 * @param proposals that are made for a batch, before the next
 * @param seed of all that is drawn
 * @param threads that share out the images, 1 to 64; makes no difference to the result
 */
public record ChainSettings(
        int images,
        int iterations,
        List<Double> layerProbabilities,
        List<Neighbourhood> neighbourhood,
        double lambda,
        int batch,
        int proposals,
        long seed,
        int threads) {

    private static final int MOST_IMAGES = 1_000_000;
    private static final int MOST_ITERATIONS = 1_000_000_000;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range; the message names it and the range
     */
    public ChainSettings {
        layerProbabilities = List.copyOf(layerProbabilities);
        neighbourhood = List.copyOf(neighbourhood);
        Allowed.require(images >= 1 && images <= MOST_IMAGES, "images", images, "1 to 1000000");
        Allowed.require(iterations >= 1 && iterations <= MOST_ITERATIONS, "iterations", iterations, "1 to 1000000000");
        Allowed.require(
                layerProbabilities.isEmpty() || isDistribution(layerProbabilities),
                "layer-probabilities",
                layerProbabilities,
                "numbers from 0 to 1 whose sum is 1");
        Allowed.require(lambda >= 0, "lambda", lambda, "0 or more, or Infinity");
        Allowed.require(batch >= 0 && batch <= MOST_IMAGES, "batch", batch, "0 for all images, to 1000000");
        Allowed.require(proposals >= 1, "proposals", proposals, "1 or more");
        Allowed.require(threads >= 1 && threads <= 64, "threads", threads, "1 to 64");
    }

    private static boolean isDistribution(List<Double> shares) {
        return shares.stream().allMatch(share -> share >= 0 && share <= 1) && Math.abs(sum(shares) - 1) < 1e-9;
    }

    private static double sum(List<Double> shares) {
        return shares.stream().mapToDouble(Double::doubleValue).sum();
    }

    /**
     * The same for a network: the lists have a value for each of its layers.
     *
     * @throws IllegalArgumentException if they do not fit
     */
    ChainSettings fitted(Architecture architecture) {
        int count = architecture.shapes().size();
        Allowed.require(
                layerProbabilities.isEmpty() || layerProbabilities.size() == count,
                "layer-probabilities",
                layerProbabilities,
                "one for each of the " + count + " layers");
        return new ChainSettings(
                images,
                iterations,
                layerProbabilities.isEmpty() ? Collections.nCopies(count, 1.0 / count) : layerProbabilities,
                perLayer("neighbourhood", neighbourhood, count),
                lambda,
                batch,
                proposals,
                seed,
                threads);
    }

    /** A value for each layer, of a list that has one for each or one for all. */
    static <T> List<T> perLayer(String what, List<T> values, int count) {
        Allowed.require(
                values.size() == 1 || values.size() == count,
                what,
                values,
                "one value" + (count == 1 ? "" : ", or one for each of the " + count + " layers"));
        return values.size() == count ? values : Collections.nCopies(count, values.get(0));
    }
}
