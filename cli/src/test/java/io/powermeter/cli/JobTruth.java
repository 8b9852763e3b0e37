package io.powermeter.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a shell says itself of the CPU time that it, its children and the machine used.
 *
 * @param cpuSeconds by its {@code times}, with the children that it waited for
 * @param busySeconds by {@code /proc/stat}, from its first line to its last
 */
record JobTruth(double cpuSeconds, double busySeconds) {
    private static final double TICKS_PER_SECOND = 100;
    private static final Pattern STAT = Pattern.compile("(?m)^cpu +(.*)$");
    private static final Pattern TIME = Pattern.compile("(\\d+)m([\\d.]+)s");

    /** Returns a script that runs a command some times and then tells; reading the kernel's file starts no process. */
    static String script(String command, int times) {
        return "read a </proc/stat; i=0; while [ $i -lt " + times + " ]; do " + command
                + "; i=$((i+1)); done; read b </proc/stat; echo \"$a\"; echo \"$b\"; times";
    }

    /** Reads what the script wrote. */
    static JobTruth of(String output) {
        Matcher stat = STAT.matcher(output);
        double before = stat.find() ? busySeconds(stat.group(1)) : Double.NaN;
        double after = stat.find() ? busySeconds(stat.group(1)) : Double.NaN;
        return new JobTruth(cpuSeconds(output), after - before);
    }

    /** Returns the job's share of what the machine's CPUs did meanwhile. */
    double share() {
        return cpuSeconds / busySeconds;
    }

    /** Adds up the four times that the shell's {@code times} prints: user and system, of the shell and of its children. */
    static double cpuSeconds(String times) {
        Matcher time = TIME.matcher(times);
        double seconds = 0;
        while (time.find()) {
            seconds += 60 * Double.parseDouble(time.group(1)) + Double.parseDouble(time.group(2));
        }
        return seconds;
    }

    /** Adds up user, nice, system, irq and softirq (proc_stat(5)). */
    private static double busySeconds(String fields) {
        String[] ticks = fields.split(" ");
        double sum = 0;
        for (int field : new int[] {0, 1, 2, 5, 6}) {
            sum += Double.parseDouble(ticks[field]);
        }
        return sum / TICKS_PER_SECOND;
    }
}
