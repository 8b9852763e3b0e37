/**
 * Joules and watts for others to collect while they are measured: Prometheus asks for them, an OpenTelemetry collector is
 * sent them.
 *
 * <p>The entries are {@link io.powermeter.exporters.RunExporter}, which listens to a run, and
 * {@link io.powermeter.exporters.WatchExporter}; what is told stands in {@link io.powermeter.exporters.Metric}. Only this
 * package knows the libraries of Prometheus and OpenTelemetry; it knows no command line and no recording.
 */
@NullMarked
package io.powermeter.exporters;

import org.jspecify.annotations.NullMarked;
