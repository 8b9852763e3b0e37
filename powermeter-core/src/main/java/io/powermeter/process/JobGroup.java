package io.powermeter.process;

import io.powermeter.host.Host;
import io.powermeter.host.UnreadableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A control group of version 2 for one job alone, below the meter's own group. The kernel adds up in it the CPU time of all
 * that is born in it, to the microsecond: also of daemons, and of children that nobody waited for (Linux kernel
 * documentation, admin-guide/cgroup-v2, {@code cpu.stat}).
 *
 * <p>The job is born in it because its parent is there for that moment: the meter moves in, starts the job, and moves back.
 * So the job's first process can do nothing outside, and nothing of it (environment, words, error codes) is touched.
 */
final class JobGroup implements AutoCloseable {
    /** The setting that leaves the job where the meter is if it is {@code off}. */
    private static final String SETTING = "POWERMETER_CGROUP";

    private static final String PREFIX = "powermeter-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d+)-\\d+");
    private static final String PROCESSES = "/cgroup.procs";
    private static final String ITSELF = "0";

    /** What remains may go on making children while it is moved. */
    private static final int MOST_MOVES = 10;

    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** This process can be in one group only. */
    private static final AtomicReference<JobGroup> ENTERED = new AtomicReference<>();

    private final Host host;
    private final String around;
    private final String folder;
    private final KernelText use;
    private double usedBefore;
    private double ownSeconds;
    private volatile boolean holdsJob;

    private JobGroup(Host host, String around) {
        this.host = host;
        this.around = around;
        this.folder = around + "/" + PREFIX + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet();
        this.use = new KernelText(host, folder + ControlGroups.USE_V2, 1024);
    }

    /**
     * Makes a group, if that can be done without the job noticing: the meter's own group must be writable, and must have no
     * limit of its own, because a program that looks for its limits (a JVM before 24) looks at its own group only.
     *
     * @param host the machine whose process this is; its {@code /sys} is that of its root
     */
    static Optional<JobGroup> make(Host host) {
        Host own = host.withOwnSys();
        if (own.setting(SETTING).orElse("").equals("off")) {
            return Optional.empty();
        }
        Optional<String> around = OwnGroup.folder(own).filter(folder -> !isLimited(own, folder));
        around.ifPresent(folder -> sweep(own, folder));
        return around.map(folder -> new JobGroup(own, folder)).filter(JobGroup::tried);
    }

    private static boolean isLimited(Host host, String group) {
        return List.of("/cpu.max", "/memory.max", "/memory.high").stream()
                .anyMatch(file -> !host.text(group + file).orElse("max").startsWith("max"));
    }

    /** Removes what meters left behind that were killed; the kernel refuses as long as a process is in it. */
    private static void sweep(Host host, String around) {
        for (String name : host.list(around)) {
            Matcher left = NAME.matcher(name);
            if (left.matches() && !host.exists("/proc/" + left.group(1))) {
                removeEmpty(host, around + "/" + name);
            }
        }
    }

    private static void removeEmpty(Host host, String group) {
        for (String name : host.list(group)) {
            if (Files.isDirectory(host.locate(group + "/" + name))) {
                removeEmpty(host, group + "/" + name);
            }
        }
        try {
            Files.deleteIfExists(host.locate(group));
        } catch (IOException e) {
            // somebody lives in it
        }
    }

    /** Only doing it tells whether it may be done; and the move before the job is the quicker for it. */
    private boolean tried() {
        if (!ENTERED.compareAndSet(null, this)) {
            return false; // another job of this process is just being born
        }
        try {
            Files.createDirectory(host.locate(folder));
            try {
                move(ITSELF, folder);
            } finally {
                move(ITSELF, around);
            }
            usedBefore = read();
            return true;
        } catch (IOException e) {
            removeEmpty(host, folder);
            return false;
        } finally {
            ENTERED.set(null);
        }
    }

    /** Moves this process into the group: what it starts from now on is the job. */
    void enter() {
        if (!ENTERED.compareAndSet(null, this)) {
            return; // another job of this process is being started: this one is followed by its processes
        }
        try {
            usedBefore = read();
            move(ITSELF, folder);
            ownSeconds = -ownCpuSeconds();
        } catch (IOException e) {
            moveOut(ITSELF);
            ENTERED.set(null);
        }
    }

    /** Moves this process back, if it is in the group. */
    void leave() {
        if (ENTERED.get() != this) {
            return;
        }
        try {
            ownSeconds += ownCpuSeconds();
            move(ITSELF, around);
            holdsJob = true;
        } catch (IOException e) {
            holdsJob = false; // then the group tells the meter's time too, and is not believed
        } finally {
            ENTERED.set(null);
        }
    }

    /** Returns whether a job was started in it, so that it tells that job's CPU time. */
    boolean holdsJob() {
        return holdsJob;
    }

    /**
     * Returns the CPU time of everything that ever lived in the group, in seconds.
     *
     * @throws UnreadableException if the kernel does not say
     */
    double cpuSeconds() throws UnreadableException {
        return Math.max(0, read() - usedBefore - Math.max(0, ownSeconds));
    }

    /** Returns the processes in the group and in those that the job made in it. */
    List<Long> processes() {
        List<Long> processes = new ArrayList<>();
        addProcesses(folder, processes);
        processes.removeIf(this::isMeters);
        return processes;
    }

    /** A program that another thread of the meter started just while the meter was in the group does not belong there. */
    private boolean isMeters(long pid) {
        if (!host.children().contains(pid)) {
            return false;
        }
        try {
            move(Long.toString(pid), around);
        } catch (IOException e) {
            // it ended
        }
        return true;
    }

    private void addProcesses(String group, List<Long> processes) {
        host.text(group + PROCESSES).orElse("").lines().map(Long::parseLong).forEach(processes::add);
        for (String name : host.list(group)) {
            if (Files.isDirectory(host.locate(group + "/" + name))) {
                addProcesses(group + "/" + name, processes);
            }
        }
    }

    /** Removes the group; what still lives in it lives on beside the meter. Groups that the job made keep what is in them. */
    @Override
    public void close() {
        leave();
        use.close();
        for (int i = 0; i < MOST_MOVES; i++) {
            List<String> left = host.text(folder + PROCESSES).orElse("").lines().toList();
            if (left.isEmpty()) {
                break;
            }
            left.forEach(this::moveOut);
        }
        removeEmpty(host, folder);
    }

    private void moveOut(String pid) {
        try {
            move(pid, around);
        } catch (IOException e) {
            // it ended, or was never inside
        }
    }

    private double read() throws UnreadableException {
        use.read();
        if (!use.skipToLine("usage_usec")) {
            throw new UnreadableException(
                    folder + ControlGroups.USE_V2, UnreadableException.Reason.NO_VALUE, "it has no usage_usec", "");
        }
        return use.nextNumber() / 1e6;
    }

    /** Returns the CPU time of this process's threads: the first number of their {@code schedstat}, in nanoseconds. */
    private double ownCpuSeconds() {
        long nanos = 0;
        for (String thread : host.list("/proc/self/task")) {
            String stat = host.text("/proc/self/task/" + thread + "/schedstat").orElse("");
            int blank = stat.indexOf(' ');
            nanos += blank > 0 ? Long.parseLong(stat.substring(0, blank)) : 0;
        }
        return nanos / 1e9;
    }

    private void move(String pid, String group) throws IOException {
        Path file = host.locate(group + PROCESSES);
        Files.write(file, pid.getBytes(StandardCharsets.US_ASCII), StandardOpenOption.WRITE);
    }
}
