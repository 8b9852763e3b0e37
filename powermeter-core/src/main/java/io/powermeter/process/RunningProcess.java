package io.powermeter.process;

import io.powermeter.host.Host;
import java.util.List;
import java.util.Optional;

/** A process that somebody else started, told from a later one of the same number by when it began. */
public final class RunningProcess {
    private static final int STATE = 0;
    private static final int THREADS = 17; // the first one may have ended before the others
    private static final int START_TIME = 19;

    private final Host host;
    private final long pid;
    private final String startTime;

    private RunningProcess(Host host, long pid, String startTime) {
        this.host = host;
        this.pid = pid;
        this.startTime = startTime;
    }

    /** Returns a process of a machine, or nothing if there is none of this number, it has ended, or it may not be seen. */
    public static Optional<RunningProcess> of(Host host, long pid) {
        return fields(host, pid).map(fields -> new RunningProcess(host, pid, fields[START_TIME]));
    }

    /** Returns its number. */
    public long pid() {
        return pid;
    }

    /** Returns the kernel's short name of it. */
    public String name() {
        return host.text("/proc/" + pid + "/comm").orElse("process " + pid);
    }

    /** Returns the words it was started with; of the kernel's own processes only the name. */
    public List<String> command() {
        String words = host.text("/proc/" + pid + "/cmdline").orElse("");
        return words.isEmpty() ? List.of(name()) : List.of(words.split("\0"));
    }

    /** Returns whether it still runs; one that ended and that its parent has not taken note of does not. */
    public boolean lives() {
        return fields(host, pid)
                .map(fields -> fields[START_TIME].equals(startTime))
                .orElse(false);
    }

    /** Returns whether this program may read how much memory it uses. */
    public boolean showsMemory() {
        return host.text("/proc/" + pid + "/smaps_rollup").isPresent();
    }

    /** Returns what stands behind the name in proc_pid_stat(5), from the state on; nothing of a process that has ended. */
    private static Optional<String[]> fields(Host host, long pid) {
        return host.text("/proc/" + pid + "/stat")
                .map(text -> text.substring(text.lastIndexOf(')') + 1).strip().split(" "))
                .filter(fields -> fields.length > START_TIME
                        && (!fields[STATE].matches("[ZXx]") || Integer.parseInt(fields[THREADS]) > 1));
    }
}
