package io.powermeter.workloads.mcmc;

import io.powermeter.workloads.data.LabeledImages;
import io.powermeter.workloads.kernel.Backend;
import io.powermeter.workloads.nn.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The mean softmax cross-entropy of a network over a set of images, and what it would be after a proposal, at the cost of
 * what depends on the proposal and not of the whole network.
 *
 * <p>The images lie in tiles of {@link #TILE}, sorted by label, so that the logits at the label are stretches of rows. A
 * tile is one thread's at a time, and the tiles' losses are added in their order, so the result does not depend on the
 * number of threads.
 */
final class EmpiricalRisk {

    /** Samples of a tile: a row is 2 KB, and what a proposal touches stays in the cache. */
    static final int TILE = 512;

    private final List<MovableLayer> layers;
    private final Workers workers;
    private final List<Tile> tiles = new ArrayList<>();
    private final double[] losses;
    private final int samples;
    private double loss;
    private double proposed;

    /**
     * Computes everything once.
     *
     * @param scale factor of the logits before the softmax
     * @param chosen indices of the images
     */
    EmpiricalRisk(
            Backend backend,
            List<MovableLayer> layers,
            float scale,
            LabeledImages images,
            int[] chosen,
            Workers workers) {
        this.layers = layers;
        this.workers = workers;
        this.samples = chosen.length;
        int[] sorted = Arrays.stream(chosen)
                .boxed()
                .sorted((a, b) -> images.labels()[a] - images.labels()[b])
                .mapToInt(i -> i)
                .toArray();
        int count = (samples + TILE - 1) / TILE;
        Tile.Scratch[] scratch = new Tile.Scratch[workers.count()];
        Arrays.setAll(scratch, i -> new Tile.Scratch(TILE));
        for (int t = 0; t < count; t++) {
            int used = Math.min(TILE, samples - t * TILE);
            tiles.add(tile(backend, layers, scale, images, sorted, t * TILE, used, scratch[owner(t, count)]));
        }
        this.losses = new double[count];
        refresh();
    }

    private static Tile tile(
            Backend backend,
            List<MovableLayer> layers,
            float scale,
            LabeledImages images,
            int[] sorted,
            int from,
            int used,
            Tile.Scratch scratch) {
        int[] classStart = new int[LabeledImages.CLASSES + 1];
        for (int n = 0; n < used; n++) {
            classStart[images.labels()[sorted[from + n]] + 1]++;
        }
        Arrays.parallelPrefix(classStart, Integer::sum);
        float[] flat = new float[images.shape().values() * TILE];
        images.show(sorted, from, used, flat, TILE);
        float[][] pixels = new float[images.shape().values()][];
        Arrays.setAll(pixels, i -> Arrays.copyOfRange(flat, i * TILE, (i + 1) * TILE));
        Rows[] sums = Tile.rows(layers, TILE);
        ClassLoss loss = new ClassLoss(backend, sums[sums.length - 1], scale, classStart, TILE);
        return new Tile(layers, pixels, sums, loss, scratch);
    }

    private int owner(int tile, int count) {
        return (int) ((long) tile * workers.count() / count);
    }

    /** The mean loss as it is, in nats. */
    double loss() {
        return loss;
    }

    /** The mean loss that a proposal would lead to; NaN or infinite if a logit would be. */
    double propose(Move move) {
        proposed = mean(tile -> tile.propose(move));
        return proposed;
    }

    /** Makes the last proposal current, or forgets it; its parameters are set by whom they belong to. */
    void settle(boolean accepted) {
        if (accepted) {
            loss = proposed;
        }
        for (Tile tile : tiles) {
            tile.settle(accepted);
        }
    }

    /** Computes everything anew, which takes away what rounding has added up, and returns the loss. */
    double refresh() {
        List<Move> all = new ArrayList<>();
        for (MovableLayer layer : layers) {
            Move move = new Move();
            move.begin(all.size());
            for (int i = 0; i < layer.size(); i++) {
                move.add(i, 0f, layer.get(i));
            }
            all.add(move);
        }
        proposed = mean(tile -> tile.refresh(all));
        settle(true);
        return loss;
    }

    private interface TileLoss {
        double of(Tile tile);
    }

    private double mean(TileLoss tileLoss) {
        workers.run(workers.count(), worker -> {
            for (int t = 0; t < losses.length; t++) {
                if (owner(t, losses.length) == worker) {
                    losses[t] = tileLoss.of(tiles.get(t));
                }
            }
        });
        double sum = 0;
        for (double part : losses) {
            sum += part;
        }
        return sum / samples;
    }
}
