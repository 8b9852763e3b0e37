package io.powermeter.aipowermeter;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A line of {@code power_metrics.json}.
 *
 * @param date the end of the window that its powers are the mean of
 * @param windowSeconds the length of that window, NaN if it is not told
 * @param cpu figures of the CPU, the memory and the processes
 * @param gpu figures of the cards, missing if there are none
 */
record PowerLine(Instant date, double windowSeconds, JsonNode cpu, JsonNode gpu) {}
