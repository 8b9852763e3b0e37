package io.powermeter.exporters;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What the figures of one run or watch go to, while it lasts. */
final class Exporters implements AutoCloseable {
    /** The libraries log to the terminal, which is the job's; held here, since a logger that nobody holds forgets its level. */
    private static final List<Logger> LOGGERS =
            List.of(Logger.getLogger("io.opentelemetry"), Logger.getLogger("io.prometheus"));

    private final @Nullable PrometheusEndpoint prometheus;
    private final @Nullable OtlpPush otlp;

    /**
     * Begins to tell {@code figures}.
     *
     * @param complaints told at most twice, in a sentence, that a collector is not reached
     * @throws ExportException if an address cannot be had, or the environment is not understood
     */
    Exporters(Targets targets, Supplier<List<Figure>> figures, Consumer<String> complaints) throws ExportException {
        LOGGERS.forEach(logger -> logger.setLevel(Level.OFF));
        this.prometheus = targets.prometheus().isPresent()
                ? new PrometheusEndpoint(targets.prometheus().get(), () -> withDropped(figures.get()))
                : null;
        try {
            this.otlp = targets.otlp().isPresent()
                    ? new OtlpPush(targets.otlp().get(), () -> withDropped(figures.get()), complaints)
                    : null;
        } catch (ExportException e) {
            if (prometheus != null) {
                prometheus.close();
            }
            throw e;
        }
    }

    /** Returns where Prometheus may ask, if it may. */
    Optional<String> url() {
        return Optional.ofNullable(prometheus).map(PrometheusEndpoint::url);
    }

    /** Sends a last batch, and listens no more. */
    @Override
    public void close() {
        if (otlp != null) {
            otlp.close();
        }
        if (prometheus != null) {
            prometheus.close();
        }
    }

    private List<Figure> withDropped(List<Figure> figures) {
        if (otlp == null) {
            return figures;
        }
        List<Figure> all = new ArrayList<>(figures);
        all.add(new Figure(Metric.DROPPED, Map.of(), otlp.dropped()));
        return all;
    }
}
