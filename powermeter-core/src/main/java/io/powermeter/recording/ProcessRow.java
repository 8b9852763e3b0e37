package io.powermeter.recording;

import java.util.regex.Pattern;

/**
 * One process of the job at an instant: a line of {@code processes.csv}.
 *
 * @param elapsedNanos when, in nanoseconds since the run's start
 * @param pid process id
 * @param parentPid process id of the parent
 * @param name the kernel's short name of it, which a process chooses itself; its control characters are kept as {@code ?},
 *     so that a row is a line, and one that a spreadsheet would calculate begins with an apostrophe
 * @param cpuSeconds CPU time of it since its start, with that of its children that ended
 * @param pssBytes memory, shared pages divided among their users; NaN if not measured at this instant
 * @param ussBytes memory that nobody shares; NaN if not measured at this instant
 * @param gpuUse share of the accelerators' time, 1 for each one fully used; NaN if not known
 * @param gpuBytes memory on the accelerators; NaN if not known
 */
public record ProcessRow(
        long elapsedNanos,
        long pid,
        long parentPid,
        String name,
        double cpuSeconds,
        double pssBytes,
        double ussBytes,
        double gpuUse,
        double gpuBytes) {
    /** What a spreadsheet takes for a formula (<a href="https://owasp.org/www-community/attacks/CSV_Injection">OWASP</a>). */
    private static final Pattern FORMULA = Pattern.compile("^[=+@-]");

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    public ProcessRow {
        name = FORMULA.matcher(CONTROL.matcher(name).replaceAll("?")).replaceFirst("'$0");
    }

    /** Returns this row without the name. */
    public ProcessRow redacted() {
        return new ProcessRow(
                elapsedNanos, pid, parentPid, RunInfo.HIDDEN, cpuSeconds, pssBytes, ussBytes, gpuUse, gpuBytes);
    }

    /** Returns this row as of another instant. */
    ProcessRow at(long nanos) {
        return new ProcessRow(nanos, pid, parentPid, name, cpuSeconds, pssBytes, ussBytes, gpuUse, gpuBytes);
    }
}
