package io.powermeter.watch;

/**
 * The power of something while it is watched.
 *
 * @param watts over the last interval, NaN if it is not known
 * @param lowestWatts of all intervals so far, NaN before the first
 * @param meanWatts so far, NaN before the first interval
 * @param highestWatts of all intervals so far, NaN before the first
 * @param joules so far, as far as they are known
 */
public record PowerFigures(double watts, double lowestWatts, double meanWatts, double highestWatts, double joules) {}
