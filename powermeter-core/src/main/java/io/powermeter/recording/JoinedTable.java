package io.powermeter.recording;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Joins the readings of one sampler over segments, so that any stretch has the energy that it has in its own segment.
 *
 * <p>Counters go on from where the segment before left them. At each edge there is a row for the end of the one segment and
 * one for the begin of the next, at the same instant, made from the readings around it: a counter's value lies on the line
 * between them; a gauge takes the reading on the far side, so that the trapezoid over the part that is kept has the mean power
 * of the whole interval. What is not known at an edge is missing there, and if it is energy, a gap says so.
 */
final class JoinedTable {
    private static final String UNREAD = "not read at the edge of two segments";

    private static final double ROUNDING = 1e-12;

    private final RunInfo.SamplerInfo sampler;
    private final JoinedMarks marks;
    private final int channels;
    private final Instants.Builder nanos = new Instants.Builder();
    private final List<Values.Builder> columns = new ArrayList<>();

    /** What is added to the counters of the piece at hand. */
    private final double[] offset;

    /** What the counters had reached at the end of the piece before. */
    private final double[] reached;

    /** The last instant at which each channel is known, -1 if none is. */
    private final long[] lastKnown;

    /** Whether the growth since that instant is not known. */
    private final boolean[] unknown;

    JoinedTable(RunInfo.SamplerInfo sampler, JoinedMarks marks) {
        this.sampler = sampler;
        this.marks = marks;
        this.channels = sampler.channels().size();
        this.offset = new double[channels];
        this.reached = new double[channels];
        this.lastKnown = new long[channels];
        this.unknown = new boolean[channels];
        Arrays.fill(lastKnown, -1);
        for (int c = 0; c < channels; c++) {
            columns.add(new Values.Builder());
        }
    }

    void add(Piece piece, SampleTable table) {
        double[] row = new double[channels];
        if (!piece.first()) {
            begin(piece, table, row);
        }
        for (int i = 0; i < table.rows(); i++) {
            long at = table.elapsedNanos().get(i);
            if ((piece.first() || at > piece.fromNanos()) && (piece.last() || at < piece.toNanos())) {
                for (int c = 0; c < channels; c++) {
                    row[c] = shifted(c, table.column(c).get(i));
                }
                add(piece.shifted(at), row);
            }
        }
        if (!piece.last()) {
            end(piece, table, row);
        }
    }

    /** Rounding must not make a counter fall below what it had reached, which would be taken for damage. */
    private double shifted(int c, double value) {
        double sum = value + offset[c];
        boolean rounded = reached[c] > sum && reached[c] - sum <= ROUNDING * reached[c];
        return rounded ? reached[c] : sum;
    }

    SampleTable table() {
        return new SampleTable(
                sampler,
                nanos.build(),
                columns.stream().map(Values.Builder::build).toList());
    }

    private void begin(Piece piece, SampleTable table, double[] row) {
        for (int c = 0; c < channels; c++) {
            Neighbours around = Neighbours.of(table, c, piece.fromNanos());
            Quantity quantity = sampler.channels().get(c).quantity();
            if (quantity.isCounter()) {
                offset[c] = reached[c] - (around.known(true) ? around.onLine() : around.next());
                row[c] = around.known(true) ? reached[c] : Double.NaN;
            } else if (quantity == Quantity.MEMORY) { // read seldom, and holds until it is read again
                row[c] = Double.isNaN(around.previous()) ? around.next() : around.previous();
            } else {
                row[c] = around.known(false) ? around.previous() : Double.NaN;
            }
            unknown[c] |= Double.isNaN(row[c]);
        }
        add(piece.baseNanos(), row);
    }

    private void end(Piece piece, SampleTable table, double[] row) {
        for (int c = 0; c < channels; c++) {
            Neighbours around = Neighbours.of(table, c, piece.toNanos());
            if (sampler.channels().get(c).quantity().isCounter()) {
                double end = shifted(c, around.known(true) ? around.onLine() : around.previous());
                reached[c] = Double.isNaN(end) ? reached[c] : end;
                row[c] = around.known(true) ? reached[c] : Double.NaN;
            } else {
                row[c] = around.known(false) ? around.next() : Double.NaN;
            }
            unknown[c] |= Double.isNaN(row[c]);
        }
        add(piece.endNanos(), row);
    }

    private void add(long instant, double[] row) {
        nanos.add(instant);
        for (int c = 0; c < channels; c++) {
            columns.get(c).add(row[c]);
            if (!Double.isNaN(row[c])) {
                known(c, instant);
            }
        }
    }

    private void known(int c, long instant) {
        Channel channel = sampler.channels().get(c);
        if (unknown[c] && channel.tellsEnergy() && lastKnown[c] >= 0 && lastKnown[c] < instant) {
            marks.add(new Mark.Gap(instant, lastKnown[c], channel.id(), UNREAD));
        }
        unknown[c] = false;
        lastKnown[c] = instant;
    }
}
