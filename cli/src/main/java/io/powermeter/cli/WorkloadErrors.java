package io.powermeter.cli;

import io.powermeter.workloads.kernel.Backends;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Passes on what a workload's JVM says on standard error, all but one line: that it uses the incubating module that it was
 * told to use. No option of the JVM turns that off, and it says it before anything of the workload runs.
 */
final class WorkloadErrors {
    private static final String WARNING = "WARNING: Using incubator modules: " + Backends.VECTOR_MODULE;

    private static final long LAST_WORDS_MILLIS = 1000;

    private final Thread thread;

    private WorkloadErrors(Thread thread) {
        this.thread = thread;
    }

    /** Starts to pass on, until there is nothing more to come. */
    static WorkloadErrors passOn(InputStream from, OutputStream to) {
        Thread thread = new Thread(() -> pump(from, to), "stderr of the workload");
        thread.setDaemon(true);
        thread.start();
        return new WorkloadErrors(thread);
    }

    /** Waits for the last of it, which the ended job left in the pipe. */
    void awaitEnd() {
        try {
            thread.join(LAST_WORDS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pump(InputStream from, OutputStream to) {
        try (BufferedInputStream in = new BufferedInputStream(from)) {
            byte[] line = line(in);
            while (line.length > 0 && !isWarning(line)) {
                to.write(line);
                to.flush();
                line = line(in);
            }
            in.transferTo(to);
            to.flush();
        } catch (IOException e) {
            // nobody listens any more
        }
    }

    private static byte[] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next;
        do {
            next = in.read();
            if (next >= 0) {
                line.write(next);
            }
        } while (next >= 0 && next != '\n');
        return line.toByteArray();
    }

    private static boolean isWarning(byte[] line) {
        return new String(line, StandardCharsets.UTF_8).strip().equals(WARNING);
    }
}
