package io.powermeter.process;

import io.powermeter.host.Host;
import io.powermeter.host.UnreadableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * A process and everything it started, found again at each {@link #refresh}.
 *
 * <p>CPU time counts what lived and died between two looks as well: the kernel adds a child's time to its parent when the
 * parent waits for it, so the sum of own and waited-for time over the living is complete while everybody waits for their
 * children. A process that was orphaned and ends outside the tree takes its time with it; what was last seen of it is kept.
 * A process that left the tree (a daemon) is followed as long as it lives, if it was seen inside it once.
 */
final class ProcessTree {
    /** Looking through all of {@code /proc} costs about 1 ms; the kernel's lists of children, where it has them, 30 us. */
    private final boolean kernelListsChildren;

    private final Host host;
    private final long root;
    private final long self = ProcessHandle.current().pid();
    private final Map<Long, JobProcess> living = new LinkedHashMap<>();
    private double keptSeconds;
    private double highestSeconds;
    private boolean rootSeen;

    ProcessTree(Host host, long root) {
        this.host = host;
        this.root = root;
        this.kernelListsChildren = host.exists("/proc/" + root + "/task/" + root + "/children");
    }

    /**
     * Looks again at who lives and how much CPU time they used.
     *
     * @param forChildren whether to look for new processes too, which is dearer; one that is found late loses nothing
     */
    void refresh(boolean forChildren) {
        readLiving();
        if (!rootSeen) {
            rootSeen = add(root);
        }
        if (forChildren) {
            addChildren();
        }
        double sum = keptSeconds;
        for (JobProcess process : living.values()) {
            sum += process.cpuSeconds();
        }
        highestSeconds = Math.max(highestSeconds, sum);
    }

    /** Takes processes for members that the tree does not show any more, such as daemons; the next look has their time. */
    void add(List<Long> pids) {
        pids.forEach(this::add);
    }

    /** Returns the CPU time of the tree in seconds as of the last look, NaN if the root was never seen; never goes back. */
    double cpuSeconds() {
        return rootSeen ? highestSeconds : Double.NaN;
    }

    /** Returns the CPU time that the first process's parent will never be told of, as of the last look, once it ended. */
    double secondsOutsideRoot() {
        double sum = keptSeconds;
        for (JobProcess process : living.values()) {
            sum += process.pid() == root ? 0 : process.cpuSeconds();
        }
        return sum;
    }

    /** Returns whether the first process still lives as of the last look. */
    boolean rootLives() {
        return living.containsKey(root);
    }

    Collection<JobProcess> living() {
        return living.values();
    }

    void close() {
        living.values().forEach(JobProcess::close);
        living.clear();
    }

    private void readLiving() {
        List<JobProcess> gone = new ArrayList<>();
        for (Iterator<JobProcess> processes = living.values().iterator(); processes.hasNext(); ) {
            JobProcess process = processes.next();
            if (host.children().contains(process.pid())) { // it was seen before the host knew that it is the meter's
                process.close();
                processes.remove();
                continue;
            }
            try {
                process.readCpu();
            } catch (UnreadableException e) {
                process.close();
                processes.remove();
                gone.add(process);
            }
        }
        for (JobProcess process : gone) {
            boolean waitedFor = living.containsKey(process.parentPid())
                    || gone.stream().anyMatch(other -> other.pid() == process.parentPid());
            if (!process.isCountedByParent() || !waitedFor && process.pid() != root) {
                keptSeconds += process.cpuSeconds();
            }
        }
    }

    private void addChildren() {
        LongFunction<List<Long>> children = children();
        Deque<Long> open = new ArrayDeque<>(living.keySet());
        while (!open.isEmpty()) {
            for (long child : children.apply(open.pop())) {
                if (add(child)) {
                    open.push(child);
                }
            }
        }
    }

    /** Returns who tells the children of a process now. */
    private LongFunction<List<Long>> children() {
        if (!JobProcess.isLinux(host)) {
            return pid -> ProcessHandle.of(pid).stream()
                    .flatMap(ProcessHandle::children)
                    .map(ProcessHandle::pid)
                    .toList();
        }
        return kernelListsChildren ? this::listedChildren : scannedChildren();
    }

    private List<Long> listedChildren(long parent) {
        List<Long> pids = new ArrayList<>();
        for (String thread : host.list("/proc/" + parent + "/task")) {
            Optional<String> children = host.text("/proc/" + parent + "/task/" + thread + "/children");
            for (String child : children.orElse("").split(" ")) {
                if (!child.isEmpty()) {
                    pids.add(Long.parseLong(child));
                }
            }
        }
        return pids;
    }

    private LongFunction<List<Long>> scannedChildren() {
        Map<Long, List<Long>> children = new LinkedHashMap<>();
        for (String entry : host.list("/proc")) {
            if (Character.isDigit(entry.charAt(0))) {
                parentOf(entry)
                        .ifPresent(parent -> children.computeIfAbsent(parent, p -> new ArrayList<>())
                                .add(Long.parseLong(entry)));
            }
        }
        return parent -> children.getOrDefault(parent, List.of());
    }

    private Optional<Long> parentOf(String pid) {
        Optional<String> stat = host.text("/proc/" + pid + "/stat");
        return stat.map(text ->
                        text.substring(text.lastIndexOf(')') + 1).strip().split(" "))
                .filter(fields -> fields.length > 1)
                .map(fields -> Long.parseLong(fields[1]));
    }

    /** Adds a process that is not known yet; false if it is known, gone, the meter, or a program that it runs for itself. */
    private boolean add(long pid) {
        boolean meter = pid == self && pid != root;
        if (meter || living.containsKey(pid) || host.children().contains(pid)) {
            return false;
        }
        try {
            living.put(pid, JobProcess.of(host, pid));
            return true;
        } catch (UnreadableException e) {
            return false;
        }
    }
}
