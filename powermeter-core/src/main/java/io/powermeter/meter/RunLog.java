package io.powermeter.meter;

import io.powermeter.recording.Mark;
import io.powermeter.recording.ProcessRow;
import io.powermeter.recording.RecordingWriter;
import io.powermeter.recording.RunInfo;
import io.powermeter.recording.SampleLog;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The recording of a run that must not stand in the job's way: once a write fails (the disk is full), nothing more is
 * written, the reason is kept, and the job goes on. Listeners hear what is recorded, and go on hearing it then.
 */
final class RunLog {
    private final RecordingWriter writer;
    private final List<RunListener> all;
    private final List<RunListener> listeners;
    private volatile @Nullable String failure;
    private volatile boolean closed;

    RunLog(RecordingWriter writer, List<RunListener> listeners) {
        this.writer = writer;
        this.all = List.copyOf(listeners);
        this.listeners = new CopyOnWriteArrayList<>(listeners);
    }

    /** Tells the listeners that the run begins. */
    void begin(RunInfo info) {
        tell(0, listener -> listener.began(info));
    }

    /** Returns the log of one sampler. */
    ReadingLog of(RunInfo.SamplerInfo sampler) {
        SampleLog samples = writer.samples(sampler.name());
        return new ReadingLog() {
            @Override
            public void row(long elapsedNanos, double[] values) {
                RunLog.this.row(samples, elapsedNanos, values);
                if (!listeners.isEmpty()) { // else nothing may be allocated
                    tell(elapsedNanos, listener -> listener.readings(sampler, elapsedNanos, values));
                }
            }

            @Override
            public void mark(Mark mark) {
                RunLog.this.mark(mark);
            }
        };
    }

    /** Adds a row of readings, without allocating. */
    void row(SampleLog samples, long elapsedNanos, double[] values) {
        if (failure == null && !closed) {
            try {
                samples.append(elapsedNanos, values);
            } catch (IOException e) {
                failUnlessClosed(e);
            }
        }
    }

    void mark(Mark mark) {
        attempt(() -> writer.mark(mark));
        tell(mark.elapsedNanos(), listener -> listener.mark(mark));
    }

    void process(ProcessRow row) {
        attempt(() -> writer.process(row));
    }

    void end(RunInfo.End end) {
        attempt(() -> writer.end(end));
        for (RunListener listener : all) { // one that failed has something to let go of too
            tell(listener, end.elapsedNanos(), one -> one.ended(end));
        }
    }

    /** Closes the files; what a late sensor still has to say is dropped, and is no failure. */
    void close() {
        closed = true;
        try {
            writer.close();
        } catch (IOException e) {
            fail(e);
        }
    }

    /** Returns why the recording is not whole, or nothing if it is. */
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    private void tell(long elapsedNanos, Consumer<RunListener> said) {
        for (RunListener listener : listeners) {
            tell(listener, elapsedNanos, said);
        }
    }

    private void tell(RunListener listener, long elapsedNanos, Consumer<RunListener> said) {
        try {
            said.accept(listener);
        } catch (RuntimeException | LinkageError e) {
            if (listeners.remove(listener)) { // several threads may have come to grief with it
                mark(new Mark.Warning(
                        elapsedNanos, listener.getClass().getName() + " failed and hears no more of this run: " + e));
            }
        }
    }

    private void attempt(Write write) {
        if (failure == null && !closed) {
            try {
                write.run();
            } catch (IOException e) {
                failUnlessClosed(e);
            }
        }
    }

    private void failUnlessClosed(IOException e) {
        if (!closed) {
            fail(e);
        }
    }

    private synchronized void fail(IOException e) {
        if (failure == null) {
            String why = e.getMessage() == null ? e.toString() : e.getMessage();
            failure = "Cannot go on recording to " + writer.folder() + ": " + why
                    + ". What was written until then can be read.";
        }
    }

    @FunctionalInterface
    private interface Write {
        void run() throws IOException;
    }
}
