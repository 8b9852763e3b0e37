package io.powermeter.summary;

import io.powermeter.measurement.Origin;

/**
 * The machine's energy while the job ran: the sum of the counted channels.
 *
 * @param joules measured and estimated together
 * @param measuredJoules the part that sensors told
 * @param origin MEASURED only if no part is estimated
 * @param coverage the lowest coverage among the counted channels, 0 to 1; 0 if there is none
 * @param meanWatts joules by the job's duration
 * @param peakWatts the highest mean power over {@link Summary#PEAK_NANOS}
 */
public record Total(
        double joules, double measuredJoules, Origin origin, double coverage, double meanWatts, double peakWatts) {}
