package io.powermeter.process;

import io.powermeter.host.Host;
import io.powermeter.host.UnreadableException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * The CPU time and memory of the programs that the meter itself keeps running, such as {@code nvidia-smi}. It is part of what the meter
 * costs; and when one of them ends, the kernel adds its time to the same sum as the job's.
 */
final class ChildrenCpu {
    private final Host host;
    private final Map<Long, JobProcess> living = new HashMap<>();
    private double endedSeconds;

    ChildrenCpu(Host host) {
        this.host = host;
    }

    /** Looks again; what a child used between the last look and its end is not known and small. */
    void refresh() {
        for (Iterator<JobProcess> children = living.values().iterator(); children.hasNext(); ) {
            JobProcess child = children.next();
            try {
                child.readCpu();
            } catch (UnreadableException e) {
                endedSeconds += child.cpuSeconds();
                child.close();
                children.remove();
            }
        }
        for (long pid : host.children()) {
            if (!living.containsKey(pid)) {
                try {
                    living.put(pid, JobProcess.of(host, pid));
                } catch (UnreadableException e) {
                    // it ended just now
                }
            }
        }
    }

    /** Returns the CPU time of all of them, with that of their own children, in seconds. */
    double seconds() {
        double seconds = endedSeconds;
        for (JobProcess child : living.values()) {
            seconds += child.cpuSeconds();
        }
        return seconds;
    }

    /** Returns the memory of those that run, in bytes. */
    double residentBytes() {
        double bytes = 0;
        for (JobProcess child : living.values()) {
            try {
                bytes += child.readResident();
            } catch (UnreadableException e) {
                // it ended just now
            }
        }
        return bytes;
    }

    /** Returns the CPU time of those that ended, in seconds. */
    double endedSeconds() {
        return endedSeconds;
    }

    void close() {
        living.values().forEach(JobProcess::close);
        living.clear();
    }
}
