package io.powermeter.exporters;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;

/**
 * Where figures go.
 *
 * @param prometheus where to listen for Prometheus
 * @param otlp the collector to send to, by HTTP
 */
public record Targets(Optional<InetSocketAddress> prometheus, Optional<URI> otlp) {}
