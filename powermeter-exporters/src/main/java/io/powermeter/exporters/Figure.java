package io.powermeter.exporters;

import java.util.Map;

/**
 * One number that is told.
 *
 * @param attributes by their names in OpenTelemetry
 * @param value in the metric's unit; one that is not known is not told at all
 */
record Figure(Metric metric, Map<String, String> attributes, double value) {
    /** The name of the attribute that is the run's name. */
    static final String RUN = "powermeter.run";

    /** The name of the attribute that says whether a number was measured or estimated. */
    static final String ORIGIN = "powermeter.origin";
}
