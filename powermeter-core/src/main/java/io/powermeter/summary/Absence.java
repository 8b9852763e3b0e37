package io.powermeter.summary;

/**
 * A provider that could measure nothing.
 *
 * @param provider its name
 * @param reason one sentence: what is missing, and where
 * @param remedy what to do about it; empty if nothing can be done
 */
public record Absence(String provider, String reason, String remedy) {}
