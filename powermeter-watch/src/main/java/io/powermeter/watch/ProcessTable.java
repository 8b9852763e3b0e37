package io.powermeter.watch;

import io.powermeter.host.Host;
import io.powermeter.sampler.Job;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * All processes of the machine, and what each used since the last look. A look reads one file for each process, which takes
 * some 10 us; what a process used between the last look and its end is not known.
 *
 * <p>To samplers of accelerators it is a job that holds every process.
 */
final class ProcessTable implements Job {
    /** proc_pid_stat(5): utime, stime and starttime, counted from the field behind the name. */
    private static final int UTIME = 11;

    private static final int STIME = 12;
    private static final int STARTTIME = 19;

    /** USER_HZ: the unit of CPU times under {@code /proc} on every Linux that Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    /** Samplers tell the use of accelerators about once a second, some less regularly. */
    private static final long HOLD_NANOS = 3_000_000_000L;

    private final Host host;
    private final LongSupplier nanoClock;
    private final Map<Long, Told> accelerators = new ConcurrentHashMap<>();
    private Map<Long, Seen> last = new HashMap<>();
    private boolean looked;

    /**
     * Looks at nothing yet.
     *
     * @param nanoClock a steady clock in nanoseconds
     */
    ProcessTable(Host host, LongSupplier nanoClock) {
        this.host = host;
        this.nanoClock = nanoClock;
    }

    /** Returns what every living process used since the last look: nothing, at the first. */
    List<Use> look() {
        long now = nanoClock.getAsLong();
        accelerators.values().removeIf(told -> now - told.nanos() > HOLD_NANOS);
        Map<Long, Seen> seen = new HashMap<>();
        List<Use> uses = new ArrayList<>();
        for (String entry : host.list("/proc")) {
            if (isNumber(entry)) {
                Optional<String> stat = host.text("/proc/" + entry + "/stat");
                stat.flatMap(text -> use(Long.parseLong(entry), text, seen)).ifPresent(uses::add);
            }
        }
        last = seen;
        looked = true;
        return uses;
    }

    @Override
    public boolean holds(long pid) {
        return true;
    }

    @Override
    public void usesAccelerators(long pid, double utilization, double bytes) {
        accelerators.put(pid, new Told(nanoClock.getAsLong(), utilization));
    }

    private Optional<Use> use(long pid, String stat, Map<Long, Seen> seen) {
        int open = stat.indexOf('(');
        int close = stat.lastIndexOf(')'); // the name may hold anything, also this
        if (open < 0 || close < open) {
            return Optional.empty();
        }
        String[] fields = stat.substring(close + 1).strip().split(" ", STARTTIME + 2);
        if (fields.length <= STARTTIME || !isNumber(fields[UTIME]) || !isNumber(fields[STIME])) {
            return Optional.empty();
        }
        long ticks = Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME]);
        Seen before = last.get(pid);
        long since = before != null && before.start().equals(fields[STARTTIME]) ? before.ticks() : looked ? 0 : ticks;
        seen.put(pid, new Seen(fields[STARTTIME], ticks));
        double seconds = Math.max(0, ticks - since) / TICKS_PER_SECOND;
        return Optional.of(new Use(pid, stat.substring(open + 1, close), seconds, acceleratorShare(pid)));
    }

    private double acceleratorShare(long pid) {
        Told told = accelerators.get(pid);
        return told == null ? Double.NaN : told.share();
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() < 19 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** When a process started, in ticks since the machine did, and its CPU time as of the last look. */
    private record Seen(String start, long ticks) {}

    /** What a sampler told of a process's use of accelerators, and when. */
    private record Told(long nanos, double share) {}

    /**
     * What a process used since the last look.
     *
     * @param name as the kernel knows it, which the process may choose freely
     * @param cpuSeconds of itself, without its children
     * @param acceleratorShare of the accelerators' time lately; NaN if not known
     */
    record Use(long pid, String name, double cpuSeconds, double acceleratorShare) {}
}
