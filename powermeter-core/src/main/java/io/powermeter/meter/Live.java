package io.powermeter.meter;

import java.util.Optional;

/**
 * A glance at a run that goes on; the summary is more exact.
 *
 * @param seconds since the job started
 * @param joules since the job started
 * @param watts over the last second or so, NaN before the first one is over
 * @param progress what the job said of itself, if it did
 */
public record Live(double seconds, double joules, double watts, Optional<Progress> progress) {}
