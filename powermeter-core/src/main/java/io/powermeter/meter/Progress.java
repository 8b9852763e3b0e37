package io.powermeter.meter;

/**
 * How far the job says it is.
 *
 * @param done steps done
 * @param total steps in all
 */
public record Progress(double done, double total) {}
