package io.powermeter.workloads.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What each value of a sparse product is the sum of: kept weights times values of a source.
 *
 * <p>Forward, the sums are the outputs and the source is the input; backward, the sums are the gradients of the inputs and
 * the source is those of the outputs. Neighbouring places sum over the same terms with the source shifted, except at the
 * borders, where some taps lead outside. So there is a list of terms per <em>kind</em> of place and group of rows, and a
 * convolution multiplies exactly the pairs of a kept weight and a value that exists. A dense layer has one place, one kind.
 *
 * <p>A group is the rows of sums that a row of blocks makes together, 1 without blocks.
 */
public final class SparseTerms {

    /**
     * Places that follow each other in a line and are of one kind, so that their sums run over contiguous values.
     *
     * @param kind which lists of terms
     * @param from the value of the source that offsets are counted from
     * @param to the value of a row of sums where they begin
     * @param length number of values: places times batch
     */
    public record Stretch(int kind, int from, int to, int length) {}

    private record Term(int group, int plane, int ky, int kx, int weight) {}

    /** Rows of sums in a group. */
    public final int groupRows;

    /** Side of the blocks of which all lists are made up, the terms of a block one after another; 0 if some may lack. */
    public final int block;

    /** Number of groups. */
    public final int groups;

    /** Values of a row of sums: places times batch. */
    public final int rowLength;

    /** From a term's weight for one row of the group to that for the next. */
    public final int weightStep;

    /** (kinds*groups + 1): group g in places of kind k has terms start[k*groups + g] to start[k*groups + g + 1] - 1. */
    public final int[] start;

    /** Per term the number of its weight for the group's first row. */
    public final int[] weight;

    /** Whether term q has weight q: forward in a dense layer of single weights. */
    public final boolean inOrder;

    /** Per term where its values of the source are, counted from {@link Stretch#from}. */
    public final int[] offset;

    /** All places. */
    public final List<Stretch> stretches;

    /**
     * The terms of the outputs (F, OH, OW, B).
     *
     * @param groupRows divides the sides of the pattern's blocks
     */
    public static SparseTerms forward(LinearShape s, Pattern pattern, int groupRows, int batch) {
        List<Term> terms = new ArrayList<>();
        pattern.visit((row, column, p) -> {
            if (row % groupRows == 0) {
                terms.add(new Term(row / groupRows, channel(s, column), ky(s, column), kx(s, column), p));
            }
        });
        Taps lines = Taps.forward(s, s.outHeight(), s.height());
        Taps columns = Taps.forward(s, s.outWidth(), s.width());
        int step = side(pattern);
        int block = s.isDense() && groupRows > 1 ? step : 0;
        return new SparseTerms(
                terms, s.filters() / groupRows, groupRows, block, step, lines, columns, s.height(), s.width(), batch);
    }

    /**
     * The terms of the gradients of the inputs (C, H, W, B).
     *
     * @param groupRows divides the sides of the pattern's blocks; 1 if a kernel has several taps, for those of a block then
     *     lead to several places of one channel
     */
    public static SparseTerms backward(LinearShape s, Pattern pattern, int groupRows, int batch) {
        List<Term> terms = new ArrayList<>();
        pattern.visit((row, column, p) -> {
            if (column % groupRows == 0) {
                terms.add(new Term(channel(s, column) / groupRows, row, ky(s, column), kx(s, column), p));
            }
        });
        Taps lines = Taps.backward(s, s.height(), s.outHeight());
        Taps columns = Taps.backward(s, s.width(), s.outWidth());
        int block = s.isDense() && groupRows > 1 ? side(pattern) : 0;
        return new SparseTerms(
                terms,
                s.channels() / groupRows,
                groupRows,
                block,
                1,
                lines,
                columns,
                s.outHeight(),
                s.outWidth(),
                batch);
    }

    private static int side(Pattern pattern) {
        return pattern instanceof Bsr blocks ? blocks.block() : 0;
    }

    private static int channel(LinearShape s, int tap) {
        return tap / (s.kernel() * s.kernel());
    }

    private static int ky(LinearShape s, int tap) {
        return tap / s.kernel() % s.kernel();
    }

    private static int kx(LinearShape s, int tap) {
        return tap % s.kernel();
    }

    private SparseTerms(
            List<Term> terms,
            int groups,
            int groupRows,
            int block,
            int weightStep,
            Taps lines,
            Taps columns,
            int sourceHeight,
            int sourceWidth,
            int batch) {
        terms.sort(Comparator.comparingInt(Term::group));
        this.groups = groups;
        this.groupRows = groupRows;
        this.block = block;
        this.weightStep = weightStep;
        this.rowLength = lines.places() * columns.places() * batch;
        this.stretches = stretches(lines, columns, sourceWidth, batch);
        int kinds = lines.distance().size() * columns.distance().size();
        this.start = new int[kinds * groups + 1];
        int[] weights = new int[kinds * terms.size()];
        int[] offsets = new int[kinds * terms.size()];
        int n = 0;
        int list = 0;
        for (List<Integer> dy : lines.distance()) {
            for (List<Integer> dx : columns.distance()) {
                for (Term term : terms) {
                    int y = dy.get(term.ky);
                    int x = dx.get(term.kx);
                    if (y != Taps.NOWHERE && x != Taps.NOWHERE) {
                        weights[n] = term.weight;
                        offsets[n++] = ((term.plane * sourceHeight + y) * sourceWidth + x) * batch;
                        start[list + term.group + 1]++;
                    }
                }
                list += groups;
            }
        }
        Arrays.parallelPrefix(start, Integer::sum);
        this.weight = Arrays.copyOf(weights, n);
        this.inOrder = IntStream.range(0, n).allMatch(q -> weight[q] == q);
        this.offset = Arrays.copyOf(offsets, n);
    }

    private static List<Stretch> stretches(Taps lines, Taps columns, int sourceWidth, int batch) {
        List<Stretch> stretches = new ArrayList<>();
        for (int line = 0; line < lines.places(); line++) {
            for (int column = 0, end; column < columns.places(); column = end) {
                end = columns.endOfStretch(column);
                stretches.add(new Stretch(
                        lines.kind()[line] * columns.distance().size() + columns.kind()[column],
                        (lines.base()[line] * sourceWidth + columns.base()[column]) * batch,
                        (line * columns.places() + column) * batch,
                        (end - column) * batch));
            }
        }
        return List.copyOf(stretches);
    }
}
