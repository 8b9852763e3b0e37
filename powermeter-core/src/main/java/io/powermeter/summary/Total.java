package io.powermeter.summary;

import io.powermeter.estimate.LoadModel;
import io.powermeter.measurement.Origin;

/**
 * The machine's energy while the job ran: the sum of the counted channels.
 *
 * @param joules measured and estimated together
 * @param measuredJoules the part that sensors told
 * @param origin MEASURED only if no part is estimated
 * @param coverage the lowest coverage among the counted channels, 0 to 1; 0 if there is none
 * @param meanWatts joules by the job's duration
 */
public record Total(double joules, double measuredJoules, Origin origin, double coverage, double meanWatts) {
    /** Returns the lower end of where the truth may lie: the measured part, and the estimated one at its lowest, in joules. */
    public double lowJoules() {
        return measuredJoules + (joules - measuredJoules) * LoadModel.LOWER_FACTOR;
    }

    /** Returns the upper end of where the truth may lie: the measured part, and the estimated one at its highest, in joules. */
    public double highJoules() {
        return measuredJoules + (joules - measuredJoules) * LoadModel.UPPER_FACTOR;
    }
}
