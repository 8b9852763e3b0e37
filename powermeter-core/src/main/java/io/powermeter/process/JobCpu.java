package io.powermeter.process;

import io.powermeter.host.Host;
import io.powermeter.host.UnreadableException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The CPU time of the job, and which processes are its.
 *
 * <p>Each source tells at least not too much: the processes of the tree with the children that they waited for; the children
 * that this process waited for, once the job has ended; and the job's control group, if it has one, which alone misses nothing
 * but what left it. So the highest of them is taken.
 */
final class JobCpu {
    /** How the job came to the meter. */
    enum Kind {
        CHILD,
        THIS_PROCESS,
        /** It ran before: what it used until then is not counted. */
        ATTACHED
    }

    private final Kind kind;
    private final ProcessTree tree;
    private final @Nullable JobGroup group;
    private final ChildrenCpu meters;
    private final OwnTimes own;
    private double reapedBefore;
    private double before = Double.NaN;
    private double seconds = Double.NaN;

    /**
     * Follows a job.
     *
     * @param meters the programs of the meter, which are nobody's job
     * @param reapedBefore what {@link #reapedSeconds} told before the job began
     */
    JobCpu(
            Host host,
            Kind kind,
            long pid,
            @Nullable JobGroup group,
            ChildrenCpu meters,
            OwnTimes own,
            double reapedBefore) {
        this.kind = kind;
        this.tree = new ProcessTree(host, pid);
        this.group = group;
        this.meters = meters;
        this.own = own;
        this.reapedBefore = reapedBefore;
    }

    /**
     * Looks again.
     *
     * @param forProcesses whether to look for new processes too
     */
    void refresh(boolean forProcesses) {
        double reaped = reapedSeconds(own, meters);
        JobGroup inside = group != null && group.holdsJob() ? group : null;
        if (inside != null && forProcesses) {
            tree.add(inside.processes());
        }
        tree.refresh(forProcesses);
        if (Double.isNaN(before)) {
            before = kind == Kind.ATTACHED ? tree.cpuSeconds() : 0;
        }
        double ofMeter = kind == Kind.THIS_PROCESS ? meters.endedSeconds() : 0;
        atLeast(tree.cpuSeconds() - before - ofMeter);
        if (tree.rootLives()) {
            reapedBefore = reaped; // of what ended so far nothing was the job
        } else if (kind == Kind.CHILD) {
            atLeast(reapedSeconds(own, meters) - reapedBefore + tree.secondsOutsideRoot());
        }
        if (inside != null) {
            readGroup(inside);
        }
    }

    private void readGroup(JobGroup inside) {
        try {
            atLeast(inside.cpuSeconds());
        } catch (UnreadableException e) {
            // somebody removed it: the other sources go on
        }
    }

    private void atLeast(double more) {
        if (!Double.isNaN(more)) {
            seconds = Double.isNaN(seconds) ? more : Math.max(seconds, more);
        }
    }

    /** Returns the CPU time of the job in seconds as of the last look, NaN if nobody tells it; never goes back. */
    double seconds() {
        return seconds;
    }

    Collection<JobProcess> living() {
        return tree.living();
    }

    void close() {
        tree.close();
    }

    /** Returns the CPU time of the children that this process has waited for, but for the meter's own, in seconds; NaN if it is not told. */
    static double reapedSeconds(OwnTimes own, ChildrenCpu meters) {
        try {
            return own.waitedForSeconds() - meters.endedSeconds();
        } catch (UnreadableException e) {
            return Double.NaN;
        }
    }
}
