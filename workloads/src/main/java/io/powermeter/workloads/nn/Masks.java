package io.powermeter.workloads.nn;

import io.powermeter.workloads.kernel.LinearShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which weights of a network are kept: a mask for each layer with weights. Biases are all kept.
 *
 * @param layers in order
 */
public record Masks(List<Mask> layers) {

    /** Copies the list, not the masks. */
    public Masks {
        layers = List.copyOf(layers);
    }

    /**
     * All weights, kept.
     *
     * @param block side of the blocks of all layers but the last, whose 10 rows few blocks would divide: there weights are
     *     kept one by one
     * @throws IllegalArgumentException if the blocks do not divide a layer; the message names it
     */
    public static Masks all(Architecture architecture, int block) {
        List<LinearShape> shapes = architecture.shapes();
        List<Mask> layers = new ArrayList<>();
        for (LinearShape shape : shapes) {
            boolean last = layers.size() == shapes.size() - 1;
            if (!last && (shape.filters() % block != 0 || shape.taps() % block != 0)) {
                throw new IllegalArgumentException("block is " + block + ", but blocks of " + block + " x " + block
                        + " do not divide the layer of " + shape.filters() + " x " + shape.taps()
                        + " weights: take another --block, or --execution csr.");
            }
            layers.add(Mask.all(shape, last ? 1 : block));
        }
        return new Masks(layers);
    }

    /**
     * Those blocks of this mask's kind that have the largest mean scores in the whole network, kept or not kept here.
     *
     * <p>Exactly {@code count} weights are kept, unless the next block is too large for what is left and there are no single
     * weights to fill it; then less than a block's number fewer. Of equal scores the first is kept.
     *
     * @param scores per layer and weight, 0 or more
     */
    public Masks best(List<float[]> scores, int count) {
        List<float[]> means = new ArrayList<>();
        int blocks = 0;
        for (int l = 0; l < layers.size(); l++) {
            means.add(blockMeans(layers.get(l), scores.get(l)));
            blocks += means.get(l).length;
        }
        return choose(means, ranked(means, blocks), count);
    }

    private static float[] blockMeans(Mask layer, float[] scores) {
        float[] means = new float[layer.keep().length];
        float share = 1f / (layer.block() * layer.block());
        for (int w = 0; w < scores.length; w++) {
            means[layer.blockOf(w)] += share * scores[w];
        }
        return means;
    }

    /** Numbers of blocks, counted through all layers, the one with the largest mean first. */
    private static int[] ranked(List<float[]> means, int blocks) {
        long[] keys = new long[blocks];
        int number = 0;
        for (float[] layer : means) {
            for (float mean : layer) {
                // the bits of floats that are not negative are in the floats' order
                keys[number] = ((long) ~Float.floatToIntBits(mean) << 32) | number;
                number++;
            }
        }
        Arrays.sort(keys);
        return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
    }

    private Masks choose(List<float[]> means, int[] ranked, int count) {
        List<Mask> chosen = layers.stream()
                .map(layer -> new Mask(layer.shape(), layer.block(), new boolean[layer.keep().length]))
                .toList();
        int left = count;
        for (int i = 0; i < ranked.length && left > 0; i++) {
            int l = 0;
            int number = ranked[i];
            while (number >= means.get(l).length) {
                number -= means.get(l++).length;
            }
            int size = layers.get(l).block() * layers.get(l).block();
            if (size <= left) {
                chosen.get(l).keep()[number] = true;
                left -= size;
            }
        }
        return new Masks(chosen);
    }

    /** How many weights are kept. */
    public int kept() {
        return layers.stream().mapToInt(Mask::kept).sum();
    }

    /** Whether some layer is kept by blocks. */
    public boolean ofBlocks() {
        return layers.stream().anyMatch(layer -> layer.block() > 1);
    }

    /** Products of a kept weight and a value that one image takes from its pixels to the logits, borders included. */
    public long multiplications() {
        return layers.stream()
                .mapToLong(layer -> (long) layer.kept() * layer.shape().places())
                .sum();
    }

    /** Sets to 0 the weights that are not kept; the weights have the form {@link Form#DENSE}. */
    public void apply(List<Weights> weights) {
        for (int l = 0; l < layers.size(); l++) {
            layers.get(l).apply(weights.get(l).parameters().weight);
        }
    }

    /** The weights of a network in the form of an execution, copied from those of all layers in {@link Form#DENSE}. */
    public List<Weights> of(List<Weights> dense, Execution execution) {
        return IntStream.range(0, layers.size())
                .mapToObj(l -> layers.get(l).of(dense.get(l).parameters(), execution))
                .toList();
    }

    /** All weights again, 0 where not kept, copied from what {@link #of} made for that execution. */
    public List<Weights> dense(List<Weights> stored, Execution execution) {
        return IntStream.range(0, layers.size())
                .mapToObj(l -> layers.get(l).dense(stored.get(l).parameters(), execution))
                .map(parameters -> new Weights(parameters, Form.DENSE))
                .toList();
    }
}
