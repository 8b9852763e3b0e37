package io.powermeter.summary;

/**
 * What a wattmeter would have told, ESTIMATED by the machine's {@link Calibration}.
 *
 * @param joules the estimate
 * @param errorJoules twice the calibration's residual, over the whole run: the truth lies within it in 19 of 20 runs like the
 *     one that it was fitted to
 * @param calibration where it comes from
 */
public record WallEstimate(double joules, double errorJoules, Calibration calibration) {}
