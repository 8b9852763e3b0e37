package io.powermeter.nvsmi;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.powermeter.nvsmi.NvmlFunctions.ProcessUse;
import io.powermeter.nvsmi.NvmlFunctions.Processes;

/** Asks NVML for the processes of a card, into a table. Its buffer grows to what the fullest card needs. */
final class NvmlProcesses {
    /** {@code nvmlProcessUtilizationSample_t}: pid at 0, microseconds at 8, percent of the multiprocessors at 16. */
    private static final int SAMPLE_BYTES = 32;

    /** The driver keeps 100 samples, whoever runs. */
    private static final int FIRST_ENTRIES = 128;

    /** More processes than this on one card are nonsense. */
    private static final int MOST_ENTRIES = 1 << 16;

    /** The list may grow between the answer that it does not fit and the next question. */
    private static final int TRIES = 3;

    private static final int SLACK = 16;

    private final NvmlFunctions.Bound functions;
    private final Memory length = new Memory(Integer.BYTES);
    private Memory entries = new Memory((long) SAMPLE_BYTES * FIRST_ENTRIES);
    private long newestMicros;

    NvmlProcesses(Nvml nvml) {
        functions = nvml.functions();
    }

    /** One of the library's ways to fill the buffer. */
    private enum Question {
        COMPUTE,
        GRAPHICS,
        USE
    }

    /** Adds who has a context on the card, and how much memory; returns the code. */
    int list(long card, ProcessTable table) {
        if (functions.processBytes() == 0) {
            return NvmlCode.FUNCTION_NOT_FOUND;
        }
        int code = list(Question.COMPUTE, card, table);
        int drawing = list(Question.GRAPHICS, card, table);
        // cards for computing alone do not know of graphics
        return code == NvmlCode.NOT_SUPPORTED ? drawing : code;
    }

    private int list(Question question, long card, ProcessTable table) {
        int code = ask(question, card, 0);
        int count = code == NvmlCode.SUCCESS ? length.getInt(0) : 0;
        for (int i = 0; i < count; i++) {
            long entry = (long) functions.processBytes() * i;
            long bytes = entries.getLong(entry + 8);
            // all bits set: not available, as on Windows
            table.holds(Integer.toUnsignedLong(entries.getInt(entry)), bytes < 0 ? Double.NaN : bytes);
        }
        return code;
    }

    /**
     * Adds how the processes in the table used the card's multiprocessors; returns the code.
     *
     * <p>Each entry is a mean since {@code sinceMicros}, told some time between then and now. Known of the function, and left
     * out here: entries older than was asked for, of processes that do not run, and above 100 %
     * (<a href="https://github.com/Syllo/nvtop/issues/110">nvtop 110</a>).
     */
    int use(long card, long sinceMicros, ProcessTable table) {
        newestMicros = sinceMicros;
        if (!functions.processUse()) {
            return NvmlCode.FUNCTION_NOT_FOUND;
        }
        int code = ask(Question.USE, card, sinceMicros);
        int count = code == NvmlCode.SUCCESS ? length.getInt(0) : 0;
        for (int i = 0; i < count; i++) {
            long entry = (long) SAMPLE_BYTES * i;
            long percent = Integer.toUnsignedLong(entries.getInt(entry + 16));
            long micros = entries.getLong(entry + 8);
            if (micros > sinceMicros
                    && percent <= 100
                    && table.uses(Integer.toUnsignedLong(entries.getInt(entry)), percent / 100.0)) {
                newestMicros = Math.max(newestMicros, micros);
            }
        }
        return code;
    }

    /** Returns the instant of the newest entry that {@link #use} took, by the driver's clock. */
    long newestMicros() {
        return newestMicros;
    }

    /** Asks with the buffer as it is, and again with a larger one if NVML says that it needs one. */
    private int ask(Question question, long card, long sinceMicros) {
        int size = question == Question.USE ? SAMPLE_BYTES : functions.processBytes();
        int code = NvmlCode.INSUFFICIENT_SIZE;
        for (int i = 0; i < TRIES && code == NvmlCode.INSUFFICIENT_SIZE; i++) {
            int capacity = (int) (entries.size() / size);
            length.setInt(0, capacity);
            code = call(question, card, sinceMicros);
            if (code != NvmlCode.SUCCESS && code != NvmlCode.INSUFFICIENT_SIZE) {
                return code;
            }
            int count = length.getInt(0);
            if (count < 0 || count > (code == NvmlCode.SUCCESS ? capacity : MOST_ENTRIES)) {
                return NvmlCode.NONSENSE;
            }
            if (code == NvmlCode.INSUFFICIENT_SIZE && count >= capacity) {
                entries = new Memory((long) SAMPLE_BYTES * (count + SLACK));
            }
        }
        return code;
    }

    private int call(Question question, long card, long sinceMicros) {
        long count = Pointer.nativeValue(length);
        long buffer = Pointer.nativeValue(entries);
        return switch (question) {
            case COMPUTE -> Processes.nvmlDeviceGetComputeRunningProcesses(card, count, buffer);
            case GRAPHICS -> Processes.nvmlDeviceGetGraphicsRunningProcesses(card, count, buffer);
            case USE -> ProcessUse.nvmlDeviceGetProcessUtilization(card, buffer, count, sinceMicros);
        };
    }
}
