package io.powermeter.nvsmi;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of {@code nvidia-smi pmon}, one for each process on each card, and gathers them into rounds.
 *
 * <p>Columns are found by their names, as they vary with driver and options. The name of the process comes last and may hold
 * blanks. {@code -} is no value, and a row with {@code -} for the process is a card without any.
 *
 * <p>Nothing marks a round's end, and the header comes again at any time. All rows of a round are written at once, in the order
 * of cards, none twice. So one ends when rows stop for {@value #PAUSE_MILLIS} ms, or before a row of an earlier card, or of a
 * process that it has already.
 */
final class PmonRounds {
    /** Half of the program's period. */
    static final long PAUSE_MILLIS = 500;

    private static final long PAUSE_NANOS = PAUSE_MILLIS * 1_000_000;

    /** More processes than this on all cards is no table of processes. */
    private static final int LARGEST = 1 << 16;

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private static final int NONE = -1;

    private int gpuColumn = NONE;
    private int pidColumn = NONE;
    private int smColumn = NONE;
    private int columns;

    private final TreeMap<Integer, Map<Long, Double>> rows = new TreeMap<>();
    private int size;
    private long lastRowNanos;
    private @Nullable Round last;

    /** Takes a line, as of {@code nanos}. */
    void line(String line, long nanos) {
        String stripped = line.strip();
        if (stripped.startsWith("#")) {
            header(stripped.substring(1).strip());
        } else if (gpuColumn != NONE && !stripped.isEmpty()) {
            String[] fields = BLANKS.split(stripped, columns);
            if (fields.length >= columns - 1) { // a process may hide its name
                row(fields, nanos);
            }
        }
    }

    /** Returns the latest round that is whole, or null if there was none yet. */
    @Nullable
    Round latest(long nanos) {
        if (nanos - lastRowNanos > PAUSE_NANOS) {
            endRound();
        }
        return last;
    }

    /** Only the first line of a header names columns; the second holds units. */
    private void header(String names) {
        List<String> found = Arrays.asList(BLANKS.split(names));
        if (found.contains("gpu")) {
            boolean isWhole = found.contains("pid") && found.contains("sm");
            gpuColumn = isWhole ? found.indexOf("gpu") : NONE;
            pidColumn = found.indexOf("pid");
            smColumn = found.indexOf("sm");
            columns = found.size();
        }
    }

    private void row(String[] fields, long nanos) {
        int gpu = (int) number(fields[gpuColumn], 4);
        long pid = number(fields[pidColumn], 10);
        boolean isEmpty = fields[pidColumn].equals("-");
        if (gpu < 0 || pid <= 0 && !isEmpty) {
            return;
        }
        if (nanos - lastRowNanos > PAUSE_NANOS || !isNext(gpu, pid, isEmpty)) {
            endRound();
        }
        Map<Long, Double> ofCard = rows.computeIfAbsent(gpu, any -> new HashMap<>());
        if (!isEmpty && size < LARGEST) {
            ofCard.put(pid, share(fields[smColumn]));
            size++;
        }
        lastRowNanos = nanos;
    }

    private boolean isNext(int gpu, long pid, boolean isEmpty) {
        if (rows.isEmpty() || gpu > rows.lastKey()) {
            return true;
        }
        Map<Long, Double> ofCard = rows.lastEntry().getValue();
        return gpu == rows.lastKey() && !isEmpty && !ofCard.isEmpty() && !ofCard.containsKey(pid);
    }

    private void endRound() {
        if (!rows.isEmpty()) {
            last = new Round(Map.copyOf(rows), lastRowNanos);
            rows.clear();
            size = 0;
        }
    }

    private static double share(String percent) {
        long number = number(percent, 3);
        return number >= 0 && number <= 100 ? number / 100.0 : Double.NaN;
    }

    /** Returns a number without a sign of at most {@code longest} digits, or -1. */
    private static long number(String digits, int longest) {
        if (digits.isEmpty() || digits.length() > longest) {
            return NONE;
        }
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return NONE;
            }
        }
        return Long.parseLong(digits);
    }

    /**
     * What all cards' processes used during about a second.
     *
     * @param byGpu index of a card to process id to use of its multiprocessors, 0 to 1 or NaN; empty for a card without any
     * @param nanos when its last row came
     */
    record Round(Map<Integer, Map<Long, Double>> byGpu, long nanos) {}
}
