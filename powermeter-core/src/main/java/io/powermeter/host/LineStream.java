package io.powermeter.host;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A child program that goes on writing lines. One that ends is started again after a pause, which grows from 1 s to 60 s while
 * it lives no longer than the pause before it; it is ended when the stream is closed.
 */
public final class LineStream implements Closeable {
    /** A line of a report by a program is short; what is longer is cut off, so that memory stays bounded. */
    private static final int LONGEST_LINE = 1 << 16;

    private static final long FIRST_PAUSE_MILLIS = 1_000;
    private static final long LONGEST_PAUSE_MILLIS = 60_000;

    /** A program that is told to end may tidy up for this long before it is killed. */
    private static final long LAST_MILLIS = 300;

    private final Program program;
    private final Sink sink;
    private final Thread thread;
    private final String stopSignal;
    private volatile @Nullable Process process;
    private volatile @Nullable String trouble;
    private volatile boolean closed;

    LineStream(Program program, Sink sink) {
        this(program, sink, "TERM");
    }

    private LineStream(Program program, Sink sink, String stopSignal) {
        this.program = program;
        this.sink = sink;
        this.stopSignal = stopSignal;
        this.thread =
                new Thread(this::keepRunning, "powermeter-" + program.name().replaceAll(".*/", ""));
        thread.setDaemon(true);
    }

    /** Returns this stream with another signal that ends its program than {@code TERM}; before it is started. */
    public LineStream endedBy(String signal) {
        return new LineStream(program, sink, signal);
    }

    /** Starts the program. */
    public LineStream start() {
        thread.start();
        return this;
    }

    /** Writes an empty line to the program's input; returns false if there is no program to read it. */
    boolean ask() {
        Process asked = process;
        if (asked == null || !asked.isAlive()) {
            return false;
        }
        try {
            OutputStream in = asked.getOutputStream();
            in.write('\n');
            in.flush();
            return true;
        } catch (IOException e) {
            return false; // it ended just now: its own thread says why
        }
    }

    /** Ends the program that runs now; it is started again. */
    void endProgram() {
        Process running = process;
        if (running != null) {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly();
        }
    }

    /** Returns why the program does not run, or nothing if it does. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            notifyAll();
        }
        Process running = process;
        if (running == null) {
            return;
        }
        try {
            signal(running);
            if (!running.waitFor(LAST_MILLIS, TimeUnit.MILLISECONDS)) {
                endProgram();
            }
        } catch (InterruptedException e) {
            endProgram();
            Thread.currentThread().interrupt();
        }
    }

    /** Java can only send TERM and KILL by itself. */
    private void signal(Process running) {
        if (!stopSignal.equals("TERM")) {
            try {
                new ProcessBuilder("/bin/sh", "-c", "kill -" + stopSignal + " " + running.pid())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                return;
            } catch (IOException e) {
                // without a shell, the usual signal
            }
        }
        running.descendants().forEach(ProcessHandle::destroy);
        running.destroy();
    }

    private void keepRunning() {
        long pause = 0;
        while (!closed) {
            long startNanos = System.nanoTime();
            try {
                Process started = program.start();
                process = started;
                trouble = null;
                if (closed) {
                    endProgram(); // it was closed just before there was something to end
                }
                Complaints complaints = new Complaints(started.getErrorStream());
                readLines(started.getInputStream());
                trouble = Program.ending(started.waitFor(), complaints.last());
            } catch (UnreadableException e) {
                trouble = e.getMessage();
            } catch (InterruptedException e) {
                return;
            }
            pause = nextPause(pause, (System.nanoTime() - startNanos) / 1_000_000);
            if (!awaitClose(pause)) {
                return;
            }
        }
    }

    /** One that says at once that it cannot work and ends would otherwise be the job's constant companion. */
    static long nextPause(long lastMillis, long livedMillis) {
        return livedMillis > lastMillis || lastMillis == 0
                ? FIRST_PAUSE_MILLIS
                : Math.min(LONGEST_PAUSE_MILLIS, 2 * lastMillis);
    }

    /** Waits for {@code millis}; returns whether the stream is still open then. */
    private synchronized boolean awaitClose(long millis) {
        long until = System.nanoTime() + millis * 1_000_000;
        try {
            for (long left = millis; !closed && left > 0; left = (until - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            return false;
        }
        return !closed;
    }

    private void readLines(InputStream output) {
        byte[] line = new byte[LONGEST_LINE];
        int length = 0;
        try (InputStream in = new BufferedInputStream(output)) {
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next == '\n') {
                    sink.line(new String(line, 0, length, StandardCharsets.UTF_8));
                    length = 0;
                } else if (length < line.length) {
                    line[length++] = (byte) next;
                }
            }
        } catch (IOException e) {
            // the program was ended
        }
    }

    /** Takes the lines, on the stream's own thread; must not throw. */
    @FunctionalInterface
    public interface Sink {
        /** Takes a line without its end; at most 64 KiB of it. */
        void line(String line);
    }

    /** Reads what the program writes to its standard error, so that it can go on, and keeps the last line. */
    private static final class Complaints {
        private volatile String last = "";
        private final Thread reader;

        Complaints(InputStream errors) {
            reader = new Thread(() -> read(errors), "powermeter-errors");
            reader.setDaemon(true);
            reader.start();
        }

        String last() throws InterruptedException {
            reader.join(LAST_MILLIS);
            return last;
        }

        private void read(InputStream errors) {
            StringBuilder line = new StringBuilder();
            try (InputStream in = new BufferedInputStream(errors)) {
                for (int next = in.read(); next >= 0; next = in.read()) {
                    if (next != '\n') {
                        line.append(line.length() < 300 ? (char) next : "");
                    } else {
                        last = line.toString().isBlank() ? last : line.toString();
                        line.setLength(0);
                    }
                }
            } catch (IOException e) {
                // the program was ended
            }
            last = line.toString().isBlank() ? last : line.toString();
        }
    }
}
