package io.powermeter.nvsmi;

import io.powermeter.host.Host;
import io.powermeter.sampler.Job;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Finds out, again and again, which share of one card is the job's. */
final class CardShare {
    /** A driver tells the use by a process as a mean over 1/6 to 1 s, depending on the card (nvidia-smi's manual). */
    private static final long WINDOW_MICROS = 1_000_000;

    /** When no process was busy for this long, none is: the driver tells nothing of those that are not. */
    private static final long IDLE_NANOS = 1_500_000_000L;

    /** A process that ends is missed here and there; only what lasts is worth a warning. */
    private static final int UNSEEN_ROUNDS = 4;

    private final Host host;
    private final int index;
    private final NvmlProcesses processes;
    private final Warnings warnings;
    private final ProcessTable table = new ProcessTable();
    private final PmonShares.PidUse toTable = this::addKnown;
    private final JobShare share = new JobShare();
    private boolean nvmlTellsUse;
    private @Nullable PmonShares pmon;
    private long newestMicros;
    private long newestNanos;
    private int listCode = NvmlCode.SUCCESS;
    private int unseenRounds;
    private long[] checked = new long[0];
    private boolean[] here = new boolean[0];

    CardShare(Host host, int index, NvmlProcesses processes, Warnings warnings) {
        this.host = host;
        this.index = index;
        this.processes = processes;
        this.warnings = warnings;
    }

    /** Looks at the card for the first time; returns whether NVML tells who uses its multiprocessors. */
    boolean look(long card) {
        processes.list(card, table);
        int code = processes.use(card, 0, table);
        newestMicros = processes.newestMicros();
        nvmlTellsUse = isAnswer(code);
        return nvmlTellsUse;
    }

    /** Takes the use by processes from another source from now on. */
    void askInstead(PmonShares other) {
        pmon = other;
    }

    /**
     * Returns the job's share of the card, 0 to 1, NaN if it is not known.
     *
     * @param card its handle
     * @param busy the card's use, 0 to 1, NaN if it is not known
     * @param jobUse what the job's processes use is added to it
     * @param now {@link System#nanoTime}
     */
    double of(Job job, long card, double busy, ProcessTable jobUse, long now) {
        table.clear();
        int code = processes.list(card, table);
        explain(code);
        if (code != NvmlCode.SUCCESS) {
            return Double.NaN;
        }
        askForUse(card, busy, now);
        if (!isSeen(busy)) {
            return Double.NaN;
        }
        share.clear();
        for (int i = 0; i < table.size(); i++) {
            long pid = table.pid(i);
            share.add(job, pid, table.use(i), table.bytes(i));
            if (job.holds(pid)) {
                jobUse.sum(pid, table.use(i), table.bytes(i));
            }
        }
        return share.value();
    }

    private void explain(int code) {
        if (code != listCode) {
            listCode = code;
            if (code != NvmlCode.SUCCESS) {
                warnings.add("nvml/gpu-" + index + "/job-share is not known: asked for the card's processes, NVML told "
                        + NvmlCode.name(code) + ".");
            }
        }
    }

    private void askForUse(long card, double busy, long now) {
        table.forgetUse();
        PmonShares other = pmon;
        if (other != null) {
            other.utilization(index, toTable);
            // the driver tells a value of those only that were busy
            if (table.hasUse() || busy == 0) {
                table.restDoesNotUse();
            }
        } else if (nvmlTellsUse) {
            askNvml(card, now);
        }
    }

    private void addKnown(long pid, double utilization) {
        if (!Double.isNaN(utilization)) {
            table.uses(pid, utilization);
        }
    }

    private void askNvml(long card, long now) {
        int code = processes.use(card, Math.max(0, newestMicros - WINDOW_MICROS), table);
        if (!isAnswer(code)) {
            return;
        }
        table.restDoesNotUse();
        if (processes.newestMicros() > newestMicros) {
            newestMicros = processes.newestMicros();
            newestNanos = now;
        } else if (now - newestNanos >= IDLE_NANOS) {
            table.forgetUse();
            table.restDoesNotUse();
        }
    }

    /** NOT_FOUND is how NVML says that nobody was busy. */
    private static boolean isAnswer(int code) {
        return code == NvmlCode.SUCCESS || code == NvmlCode.NOT_FOUND;
    }

    /** NVML tells the host's process ids, or in some containers none at all. */
    private boolean isSeen(double busy) {
        boolean anyHere = false;
        for (int i = 0; i < table.size(); i++) {
            anyHere |= isHere(i);
        }
        boolean unseen = table.size() > 0 ? !anyHere : busy > 0;
        unseenRounds = unseen ? unseenRounds + 1 : 0;
        if (unseenRounds == UNSEEN_ROUNDS) {
            warnings.add(
                    "nvml/gpu-" + index + ": no process that uses this card can be seen from here, so the job's share"
                            + " of it is not known; in a container, start it with --pid=host.");
        }
        return !unseen;
    }

    /** The table has the same order most of the time, and a look into /proc costs more than all the rest. */
    private boolean isHere(int i) {
        if (i >= checked.length) {
            checked = Arrays.copyOf(checked, 2 * i + 2);
            here = Arrays.copyOf(here, 2 * i + 2);
        }
        if (checked[i] != table.pid(i)) {
            checked[i] = table.pid(i);
            here[i] = host.exists("/proc/" + checked[i]);
        }
        return here[i];
    }
}
