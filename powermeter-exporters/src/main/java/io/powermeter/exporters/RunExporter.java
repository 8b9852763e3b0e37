package io.powermeter.exporters;

import io.powermeter.meter.RunListener;
import io.powermeter.recording.Mark;
import io.powermeter.recording.RunInfo;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells the figures of one run from its begin to its end, those of the last second. A last batch is sent when the run ends,
 * which waits for it for two seconds at most. A run that could not be started ends nothing: then this must be closed.
 */
public final class RunExporter implements RunListener, AutoCloseable {
    private static final long EVERY_MILLIS = 1000;

    private final Exporters exporters;
    private final Consumer<String> complaints;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "powermeter-exporter");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable RunFigures run;
    private volatile List<Figure> figures = List.of();

    private RunExporter(Targets targets, Consumer<String> complaints) throws ExportException {
        this.complaints = complaints;
        this.exporters = new Exporters(targets, () -> figures, complaints);
    }

    /**
     * Listens for Prometheus from now on, and can send; there is something to tell when the run, to which this is given as
     * a listener, begins.
     *
     * @param complaints told at most twice, in a sentence, that a collector is not reached
     * @throws ExportException if an address cannot be had, or the environment is not understood
     */
    public static RunExporter open(Targets targets, Consumer<String> complaints) throws ExportException {
        return new RunExporter(targets, complaints);
    }

    /** Returns where Prometheus may ask, if it may. */
    public Optional<String> url() {
        return exporters.url();
    }

    @Override
    public void began(RunInfo info) {
        run = new RunFigures(info);
        thread.scheduleAtFixedRate(this::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void readings(RunInfo.SamplerInfo sampler, long elapsedNanos, double[] values) {
        RunFigures told = run;
        if (told != null) {
            told.readings(sampler, elapsedNanos, values);
        }
    }

    @Override
    public void mark(Mark mark) {
        RunFigures told = run;
        if (told != null) {
            told.mark(mark);
        }
    }

    @Override
    public void ended(RunInfo.End end) {
        close();
    }

    /** Sends a last batch, in two seconds or not at all, and listens no more. A second call does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            thread.shutdown();
            look();
            exporters.close();
        }
    }

    /** Takes what the figures are now. */
    synchronized void look() {
        RunFigures told = run;
        try {
            if (told != null) {
                figures = told.figures();
            }
        } catch (RuntimeException e) { // the thread would end without a word, and old figures be told for ever
            run = null;
            figures = List.of();
            complaints.accept("Nothing more is told of this run: " + e + ".");
        }
    }
}
