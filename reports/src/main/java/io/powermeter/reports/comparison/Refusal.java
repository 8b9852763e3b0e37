package io.powermeter.reports.comparison;

import java.nio.file.Path;

/**
 * A run that was not compared.
 *
 * @param folder where it is
 * @param reason why, for people
 */
public record Refusal(Path folder, String reason) {}
