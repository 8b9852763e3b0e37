package io.powermeter.process;

import io.powermeter.host.Host;
import io.powermeter.host.UnreadableException;
import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import io.powermeter.sampler.Job;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads at one instant what is needed to share energy out: CPU time of the job, the machine and the meter, and their
 * memory. Knows which processes are the job's, and tells it to the samplers of accelerators.
 */
public final class UsageSampler implements Sampler, Job {
    private static final int JOB_CPU = 0;
    private static final int JOB_MEMORY = 1;
    private static final int MACHINE_CPU = 2;
    private static final int MACHINE_MEMORY = 3;
    private static final int METER_CPU = 4;
    private static final int METER_MEMORY = 5;

    private static final String NAME = "usage";

    private static final List<Channel> CHANNELS = List.of(
            channel("job-cpu", Component.JOB, Quantity.CPU_TIME),
            channel("job-memory", Component.JOB, Quantity.MEMORY),
            channel("machine-cpu", Component.MACHINE, Quantity.CPU_TIME),
            channel("machine-memory", Component.MACHINE, Quantity.MEMORY),
            channel("meter-cpu", Component.METER, Quantity.CPU_TIME),
            channel("meter-memory", Component.METER, Quantity.MEMORY));

    /** New processes are looked for this often, which loses nothing of what they did before, and each one is told of. */
    private static final long LOOK_NANOS = 1_000_000_000L;

    /** The kernel walks page tables to measure memory, 10 ms for a gigabyte; so it is asked seldom. */
    private static final long MEMORY_NANOS = 5_000_000_000L;

    private static final long FIRST_PAUSE_NANOS = 200_000_000L;

    private final Host host;
    private final CpuUse machine;
    private final LongSupplier nanoClock;
    private final ProcessRows rows;
    private final DoubleSupplier meterCpuSeconds;
    private final OwnTimes own;
    private final KernelText ownMemory;
    private final KernelText memory;
    private final JobCpu.Kind kind;
    private final @Nullable JobGroup group;
    private final ChildrenCpu children;
    private final AcceleratorUses accelerators = new AcceleratorUses();

    private volatile long jobPid;
    private volatile long[] pids = {};
    private @Nullable JobCpu job;
    private double reapedBefore;
    private long jobSince;
    private long nextLook;
    private long nextMemory;

    private UsageSampler(
            Host host,
            CpuUse machine,
            LongSupplier nanoClock,
            ProcessRows rows,
            DoubleSupplier meterCpuSeconds,
            JobCpu.Kind kind,
            @Nullable JobGroup group) {
        this.host = host;
        this.machine = machine;
        this.nanoClock = nanoClock;
        this.rows = rows;
        this.meterCpuSeconds = meterCpuSeconds;
        this.kind = kind;
        this.group = group;
        this.children = new ChildrenCpu(host);
        this.own = new OwnTimes(host);
        this.ownMemory = new KernelText(host, "/proc/self/statm", 128);
        this.memory = new KernelText(host, "/proc/meminfo", 512);
    }

    /**
     * Returns the sampler of a meter whose job is a child process.
     *
     * @param machine CPU use to take the job's share of
     * @param nanoClock a steady clock in nanoseconds
     * @param rows told of each process of the job about once a second
     */
    public static UsageSampler ofChild(Host host, CpuUse machine, LongSupplier nanoClock, ProcessRows rows) {
        JobGroup group = JobGroup.make(host).orElse(null);
        return new UsageSampler(host, machine, nanoClock, rows, () -> Double.NaN, JobCpu.Kind.CHILD, group);
    }

    /**
     * Returns the sampler of a meter whose job runs already, started by somebody else: what it used until it is followed is not
     * counted.
     */
    public static UsageSampler ofRunningProcess(Host host, CpuUse machine, LongSupplier nanoClock, ProcessRows rows) {
        return new UsageSampler(host, machine, nanoClock, rows, () -> Double.NaN, JobCpu.Kind.ATTACHED, null);
    }

    /**
     * Returns the sampler of a meter that runs inside the job's own process.
     *
     * @param meterCpuSeconds CPU time of the meter's threads, which the job's includes
     */
    public static UsageSampler ofThisProcess(
            Host host, CpuUse machine, LongSupplier nanoClock, ProcessRows rows, DoubleSupplier meterCpuSeconds) {
        UsageSampler sampler =
                new UsageSampler(host, machine, nanoClock, rows, meterCpuSeconds, JobCpu.Kind.THIS_PROCESS, null);
        sampler.jobPid = ProcessHandle.current().pid();
        return sampler;
    }

    /** Returns who tells the job's CPU time: {@code cgroup v2} or {@code process tree}. */
    public String jobCpuSource() {
        return group == null ? "process tree" : "cgroup v2";
    }

    /** Takes every process for the job's that this program starts from now until {@link #follow}; one is meant. */
    public void expectJob() {
        if (group != null) {
            group.enter();
        }
    }

    /** Takes the process {@code pid} and all its children for the job from now on. */
    public void follow(long pid) {
        jobPid = pid;
        if (group != null) {
            group.leave();
        }
    }

    /**
     * Returns the processes of the job: all that live, daemons too, where it has a control group; else those of its tree as of
     * the last look, at most a second ago.
     */
    public List<Long> processes() {
        return group != null && group.holdsJob()
                ? group.processes()
                : Arrays.stream(pids).boxed().toList();
    }

    @Override
    public boolean holds(long pid) {
        return pid == jobPid || Arrays.binarySearch(pids, pid) >= 0;
    }

    @Override
    public void usesAccelerators(long pid, double utilization, double bytes) {
        accelerators.put(nanoClock.getAsLong(), pid, utilization, bytes);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Channel> channels() {
        return CHANNELS;
    }

    /**
     * CPU time comes in ticks of 10 ms and is shared out by the second; and looking for children is not free. But nobody is told
     * of the last time of a process that is not a child, nor elsewhere than on Linux of one that is: it must be seen.
     */
    @Override
    public Duration shortestPeriod() {
        return Duration.ofMillis(kind == JobCpu.Kind.ATTACHED || !JobProcess.isLinux(host) ? 100 : 500);
    }

    @Override
    public boolean isCheap() {
        return true;
    }

    @Override
    public void sample(Reading reading) {
        long now = nanoClock.getAsLong();
        children.refresh();
        readMachine(reading);
        readMeter(reading);
        readJob(now, reading);
    }

    private void readMachine(Reading reading) {
        try {
            reading.set(MACHINE_CPU, machine.busySeconds());
            reading.set(MACHINE_MEMORY, usedMemory());
        } catch (UnreadableException e) {
            // what was not set is missing, and the recording says so
        }
    }

    private void readJob(long now, Reading reading) {
        JobCpu followed = followed(now);
        if (followed == null) {
            reading.set(JOB_CPU, 0);
            return;
        }
        boolean look = now - nextLook >= 0;
        followed.refresh(look);
        reading.set(JOB_CPU, followed.seconds());
        if (look) {
            nextLook = now + pause(now, LOOK_NANOS);
            pids = followed.living().stream()
                    .mapToLong(JobProcess::pid)
                    .sorted()
                    .toArray();
            boolean withMemory = now - nextMemory >= 0;
            double pss = tell(followed, now, withMemory);
            if (withMemory) {
                reading.set(JOB_MEMORY, pss);
                nextMemory = now + pause(now, MEMORY_NANOS);
            }
        }
    }

    /** A short job must be seen too: pauses begin short and grow with the job's age. */
    private long pause(long now, long longest) {
        return Math.min(longest, Math.max(FIRST_PAUSE_NANOS, now - jobSince));
    }

    /** Tells of every living process, and returns the memory of all of them in bytes, NaN if none could be measured. */
    private double tell(JobCpu followed, long now, boolean withMemory) {
        double sum = Double.NaN;
        for (JobProcess process : followed.living()) {
            double pss = Double.NaN;
            double uss = Double.NaN;
            if (withMemory) {
                try {
                    JobProcess.Memory used = process.readMemory();
                    pss = used.pssBytes();
                    uss = used.ussBytes();
                    sum = Double.isNaN(sum) ? pss : sum + pss;
                } catch (UnreadableException e) {
                    // it ended since the last look, or is another user's: its memory stays unknown
                }
            }
            rows.row(new ProcessUse(
                    process.pid(),
                    process.parentPid(),
                    process.name(),
                    process.cpuSeconds(),
                    pss,
                    uss,
                    accelerators.share(now, process.pid()),
                    accelerators.bytes(now, process.pid())));
        }
        return sum;
    }

    private @Nullable JobCpu followed(long now) {
        if (job == null && jobPid > 0) {
            job = new JobCpu(host, kind, jobPid, group, children, own, reapedBefore);
            nextLook = now;
            jobSince = now;
            nextMemory = now + FIRST_PAUSE_NANOS;
        }
        if (job == null) {
            reapedBefore = JobCpu.reapedSeconds(own, children);
        }
        return job;
    }

    private void readMeter(Reading reading) {
        if (kind == JobCpu.Kind.THIS_PROCESS) {
            reading.set(METER_CPU, meterCpuSeconds.getAsDouble() + children.seconds());
            return;
        }
        try {
            reading.set(METER_CPU, own.seconds() + children.seconds());
            ownMemory.read();
            ownMemory.skipWord();
            reading.set(METER_MEMORY, ownMemory.nextNumber() * JobProcess.PAGE_BYTES + children.residentBytes());
        } catch (UnreadableException e) {
            // as above
        }
    }

    private double usedMemory() throws UnreadableException {
        memory.read();
        if (!memory.skipToLine("MemTotal:")) {
            return Double.NaN;
        }
        long total = memory.nextNumber();
        return memory.skipToLine("MemAvailable:") ? (total - memory.nextNumber()) * 1024.0 : Double.NaN;
    }

    @Override
    public void close() {
        JobCpu followed = job;
        if (followed != null) {
            followed.close();
        }
        if (group != null) {
            group.close();
        }
        machine.close();
        children.close();
        own.close();
        ownMemory.close();
        memory.close();
    }

    private static Channel channel(String thing, Component component, Quantity quantity) {
        return Channel.of(NAME + "/" + thing, component, quantity, Origin.MEASURED);
    }

    /** Is told of the processes of the job. */
    @FunctionalInterface
    public interface ProcessRows {
        /** Takes one process. */
        void row(ProcessUse use);
    }

    /**
     * What one process used.
     *
     * @param cpuSeconds since its start, with that of its children that ended
     * @param pssBytes memory, shared pages divided among their users; NaN if it was not measured now
     * @param ussBytes memory that nobody shares; NaN if it was not measured now
     * @param acceleratorShare of the accelerators' time; NaN if not known
     * @param acceleratorBytes memory on the accelerators; NaN if not known
     */
    public record ProcessUse(
            long pid,
            long parentPid,
            String name,
            double cpuSeconds,
            double pssBytes,
            double ussBytes,
            double acceleratorShare,
            double acceleratorBytes) {}
}
