package io.powermeter.workloads.mcmc;

import io.powermeter.workloads.kernel.LinearShape;
import io.powermeter.workloads.kernel.Relu;
import io.powermeter.workloads.kernel.WeightedSum;
import io.powermeter.workloads.nn.Parameters;
import java.util.Arrays;
import java.util.List;

/**
 * All values of a network for some samples, from the pixels to the loss, of which only what depends on a proposal is
 * computed anew.
 *
 * <p>A changed weight of output f adds a multiple of one input row to the row of f; a changed hidden row adds multiples of
 * its change to all rows of the next layer. The first layer may be a convolution; those after it are dense.
 */
final class Tile {

    private final List<MovableLayer> layers;
    private final float[][] pixels;
    private final float[] ones;
    private final float[] zeros;
    private final Rows[] sums;
    private final ClassLoss loss;
    private final Scratch scratch;

    /**
     * Rows that the tiles of one thread share.
     *
     * @param inputs (CHUNK, samples)
     * @param pointers (CHUNK): the rows to be added, of inputs or of others
     * @param factors (CHUNK): what they are multiplied by
     * @param row (samples)
     */
    record Scratch(float[][] inputs, float[][] pointers, float[] factors, float[] row) {
        /** Rows that are added in one go: few enough to stay in the cache until they are used. */
        static final int CHUNK = 64;

        Scratch(int samples) {
            this(new float[CHUNK][samples], new float[CHUNK][samples], new float[CHUNK], new float[samples]);
        }
    }

    /**
     * @param pixels (image values, samples)
     * @param loss made of the last of the sums
     */
    Tile(List<MovableLayer> layers, float[][] pixels, Rows[] sums, ClassLoss loss, Scratch scratch) {
        this.layers = layers;
        this.pixels = pixels;
        this.sums = sums;
        this.loss = loss;
        this.scratch = scratch;
        this.zeros = new float[pixels[0].length];
        this.ones = zeros.clone();
        Arrays.fill(ones, 1f);
    }

    /** The rows of all layers, zeros. */
    static Rows[] rows(List<MovableLayer> layers, int samples) {
        return layers.stream()
                .map(layer -> new Rows(layer.shape().outputs(), samples))
                .toArray(Rows[]::new);
    }

    /** Sum of the losses that the samples would have. */
    double propose(Move move) {
        change(move, true);
        return propagate(move.layer() + 1);
    }

    /**
     * Computes everything anew from the parameters, as a proposal to be settled.
     *
     * @param all for each layer the move from zeros to its parameters
     */
    double refresh(List<Move> all) {
        for (Move layer : all) {
            boolean last = layer.layer() == sums.length - 1;
            for (int r = 0; r < sums[layer.layer()].current.length; r++) {
                Arrays.fill(row(layer.layer(), r, last), 0f);
            }
            change(layer, last);
        }
        return loss.propose();
    }

    /** Hidden rows are refreshed in place: a second copy of all of them would double the memory. */
    private float[] row(int l, int r, boolean touched) {
        return touched ? sums[l].touch(r) : sums[l].current[r];
    }

    private void change(Move move, boolean touched) {
        int width = layers.get(move.layer()).width();
        for (int from = 0, to; from < move.count(); from = to) {
            int output = move.index(from) / width;
            to = from + 1;
            while (to < move.count() && move.index(to) / width == output) {
                to++;
            }
            change(move, output, from, to, touched);
        }
    }

    /** Adds to an output's rows what its parameters from..to - 1 of the move change. */
    private void change(Move move, int output, int from, int to, boolean touched) {
        int l = move.layer();
        int places = layers.get(l).shape().places();
        for (int place = 0; place < places; place++) {
            float[] row = row(l, output * places + place, touched);
            for (int at = from; at < to; at += Scratch.CHUNK) {
                int count = Math.min(Scratch.CHUNK, to - at);
                gather(move, output, place, at, count);
                WeightedSum.add(row, scratch.factors, 0, scratch.pointers, count, row.length);
            }
        }
    }

    private void gather(Move move, int output, int place, int at, int count) {
        int width = layers.get(move.layer()).width();
        for (int i = 0; i < count; i++) {
            int tap = move.index(at + i) - output * width;
            scratch.pointers[i] = input(move.layer(), tap, place, scratch.inputs[i]);
            scratch.factors[i] = move.after(at + i) - move.before(at + i);
        }
    }

    /** The row that a tap sees at a place; a hidden one is computed into the row given. */
    private float[] input(int l, int tap, int place, float[] into) {
        LinearShape shape = layers.get(l).shape();
        if (tap == shape.taps()) {
            return ones;
        }
        if (l > 0) {
            Relu.forward(sums[l - 1].current[tap], into, into.length);
            return into;
        }
        int k = shape.kernel();
        int iy = place / shape.outWidth() * shape.stride() - shape.padding() + tap / k % k;
        int ix = place % shape.outWidth() * shape.stride() - shape.padding() + tap % k;
        boolean inside = iy >= 0 && iy < shape.height() && ix >= 0 && ix < shape.width();
        return inside ? pixels[(tap / (k * k) * shape.height() + iy) * shape.width() + ix] : zeros;
    }

    /** Carries the rows touched in the layer below through this layer and those after it. */
    private double propagate(int l) {
        if (l == layers.size()) {
            return loss.propose();
        }
        Rows below = sums[l - 1];
        for (int at = 0; at < below.touchedCount(); at += Scratch.CHUNK) {
            int count = Math.min(Scratch.CHUNK, below.touchedCount() - at);
            for (int i = 0; i < count; i++) {
                change(below, below.touched(at + i), scratch.inputs[i]);
            }
            add(l, below, at, count);
        }
        return propagate(l + 1);
    }

    /** What the next layer sees change in a row. */
    private void change(Rows below, int r, float[] into) {
        Relu.forward(below.proposed[r], into, into.length);
        Relu.forward(below.current[r], scratch.row, into.length);
        for (int j = 0; j < into.length; j++) {
            into[j] -= scratch.row[j];
        }
    }

    /** Adds to all rows of a layer what the changes of count rows below mean to them. */
    private void add(int l, Rows below, int at, int count) {
        LinearShape shape = layers.get(l).shape();
        Parameters parameters = layers.get(l).parameters();
        for (int f = 0; f < shape.filters(); f++) {
            for (int i = 0; i < count; i++) {
                scratch.factors[i] = parameters.weight[f * shape.taps() + below.touched(at + i)];
            }
            float[] row = sums[l].touch(f);
            WeightedSum.add(row, scratch.factors, 0, scratch.inputs, count, row.length);
        }
    }

    /** Makes the proposal current, or forgets it. */
    void settle(boolean accepted) {
        for (Rows rows : sums) {
            rows.settle(accepted);
        }
        loss.settle(accepted);
    }
}
