package io.powermeter.pi;

import io.powermeter.estimate.LoadModel;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A straight line from CPU use to the power of a whole board, as somebody measured and published it.
 *
 * <p>Only lines: most of the polynomials that PowerJoular publishes beside them go down as the load goes up, and its one for
 * the Pi 5 tells twice the power idle that it tells under full load.
 *
 * @param board the name of the board it was fitted on
 * @param revision of that board; NaN if it does not matter or is not known
 * @param bits 32 or 64, if there is a model for each; else 0
 * @param idleWatts the power at no CPU use
 * @param slopeWatts what full use of all CPUs adds
 * @param source who published it
 */
record PublishedModel(String board, double revision, int bits, double idleWatts, double slopeWatts, String source) {
    /** One board's figures differ by so much from source to source; docs/samplers/raspberry-pi.md compares them. */
    static final String ERROR =
            "Published figures of one board differ by up to 40 %, and what hangs on USB, HDMI, GPIO and"
                    + " the network is in none of them.";

    private static final String POWERJOULAR = "PowerJoular's linear model (github.com/joular/powerjoular)";

    private static final String POWERPI =
            "PowerPi (Kaup, Gottschling, Hausheer: LCN 2014; stated error below 3.3 %, without Ethernet)";

    private static final String PIDRAMBLE = "the line through idle and full load as pidramble.com measured them";

    private static final List<PublishedModel> ALL = List.of(
            powerJoular("Raspberry Pi 5 Model B", 1.0, 64, 4.4032, 3.4579),
            powerJoular("Raspberry Pi 400", 1.0, 64, 1.8221, 5.0254),
            powerJoular("Raspberry Pi 4 Model B", 1.2, 32, 2.2434, 3.4842),
            powerJoular("Raspberry Pi 4 Model B", 1.2, 64, 2.2857, 4.5344),
            powerJoular("Raspberry Pi 4 Model B", 1.1, 32, 2.2058, 3.7121),
            powerJoular("Raspberry Pi 4 Model B", 1.1, 64, 2.3073, 4.4958),
            powerJoular("Raspberry Pi 3 Model B Plus", 1.3, 0, 2.0022, 3.2983),
            powerJoular("Raspberry Pi 3 Model B", 1.2, 0, 1.0782, 3.4774),
            powerJoular("Raspberry Pi 2 Model B", 1.1, 0, 1.2903, 1.1488),
            powerJoular("Raspberry Pi Model B Plus", 1.2, 0, 1.3143, 0.1220),
            powerJoular("Raspberry Pi Model B", 2.0, 0, 2.9117, 0.1424),
            new PublishedModel("Raspberry Pi Model B", 1.0, 0, 1.5778, 0.181, POWERPI),
            powerJoular("Raspberry Pi Zero W", 1.1, 0, 0.9201, 0.4733),
            new PublishedModel("Raspberry Pi Zero", Double.NaN, 0, 0.4, 0.8, PIDRAMBLE),
            powerJoular(PiBoard.TINKER_BOARD, Double.NaN, 0, 1.6289, 5.3347));

    /** A Pi 2 of this revision has the processor of a Pi 3. */
    private static final double PI_2_OF_BCM2837 = 1.2;

    /** Returns the model of a board, or of the nearest revision of the same board, or nothing if none was published. */
    static Optional<PublishedModel> of(PiBoard board) {
        if (board.name().equals("Raspberry Pi 2 Model B") && board.revision() >= PI_2_OF_BCM2837) {
            return Optional.empty();
        }
        int bits = board.bits() == 0 ? 64 : board.bits();
        return ALL.stream()
                .filter(model -> model.board.equals(board.name()))
                .min(Comparator.<PublishedModel>comparingInt(model -> model.bits == 0 || model.bits == bits ? 0 : 1)
                        .thenComparingDouble(model -> model.distance(board)));
    }

    /** Returns the model with its ends. */
    LoadModel line() {
        return new LoadModel(idleWatts, idleWatts + slopeWatts);
    }

    /** Returns the formula and whose it is, and on which board it was fitted. */
    String note(PiBoard on) {
        String fitted = new PiBoard(board, revision, bits, false).describe();
        String here = on.describe();
        String elsewhere = fitted.equals(here) ? "" : "; this is a " + here;
        return String.format(
                Locale.ROOT,
                "Power of the whole board from the CPU use u, 0 to 1: %.4f + %.4f u W. It is %s, for %s%s.",
                idleWatts,
                slopeWatts,
                source,
                fitted,
                elsewhere);
    }

    private double distance(PiBoard from) {
        // a board that does not say is taken for the newest
        double wanted = Double.isNaN(from.revision()) ? 9 : from.revision();
        return Double.isNaN(revision) ? 0 : Math.abs(revision - wanted);
    }

    private static PublishedModel powerJoular(String board, double revision, int bits, double idle, double slope) {
        return new PublishedModel(board, revision, bits, idle, slope, POWERJOULAR);
    }
}
