package io.powermeter.aipowermeter;

import com.fasterxml.jackson.core.JsonGenerator;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Quantity;
import io.powermeter.recording.Mark;
import io.powermeter.recording.ProcessRow;
import io.powermeter.recording.Recording;
import io.powermeter.summary.Window;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is exported of the job's processes. CPU time and its share of the energies stand under the job's first process, since
 * that of ended children is in their parents'; memory stands under each process.
 */
final class JobFigures {
    /** As in the summary: the kernel's ticks of 10 ms make shorter shares coarse. */
    static final long SHARE_NANOS = 1_000_000_000L;

    /** Rows about the memory of one look at all processes are written within this. */
    private static final long LOOK_NANOS = 200_000_000L;

    private final Optional<Series> jobCpu;
    private final Optional<Series> machineCpu;
    private final Optional<Series> jobMemory;
    private final Optional<Series> machineMemory;
    private final TreeMap<Long, Map<Long, ProcessRow>> looks = new TreeMap<>();
    private final String pid;
    private final Window window;

    JobFigures(Recording recording, Window window) {
        this.window = window;
        jobCpu = series(recording, Component.JOB, Quantity.CPU_TIME);
        machineCpu = series(recording, Component.MACHINE, Quantity.CPU_TIME);
        jobMemory = series(recording, Component.JOB, Quantity.MEMORY);
        machineMemory = series(recording, Component.MACHINE, Quantity.MEMORY);
        pid = recording.marks().stream()
                .filter(Mark.JobBegin.class::isInstance)
                .map(mark -> Long.toString(((Mark.JobBegin) mark).pid()))
                .findFirst()
                .orElse("0");
        for (ProcessRow row : recording.processes()) {
            if (!Double.isNaN(row.pssBytes())) {
                Map.Entry<Long, Map<Long, ProcessRow>> last = looks.floorEntry(row.elapsedNanos());
                boolean same = last != null && row.elapsedNanos() - last.getKey() < LOOK_NANOS;
                Map<Long, ProcessRow> look = same && last != null ? last.getValue() : new LinkedHashMap<>();
                look.put(row.pid(), row);
                looks.put(same && last != null ? last.getKey() : row.elapsedNanos(), look);
            }
        }
    }

    private static Optional<Series> series(Recording recording, Component component, Quantity quantity) {
        return Series.of(recording, channel -> channel.component() == component && channel.quantity() == quantity);
    }

    /** Writes the figures of an interval; the powers are NaN where they are not known, or not told at all. */
    void write(JsonGenerator json, Interval interval, double cpuWatts, double coreWatts, double dramWatts)
            throws IOException {
        if (jobCpu.isPresent() && machineCpu.isPresent()) {
            long from = blockBegin(interval.fromNanos());
            long to = from == blockBegin(window.toNanos()) ? window.toNanos() : from + SHARE_NANOS;
            double job = jobCpu.get().increase(from, to);
            double machine = machineCpu.get().increase(from, to);
            double share = machine > 0 ? Math.max(0, Math.min(1, job / machine)) : 0;
            ofJob(json, Names.CPU_SHARE, share);
            ofJob(json, Names.CPU_TIME, Math.max(0, job) / (to - from) * 1e9);
            ofJob(json, Names.JOB_CPU_POWER, share * cpuWatts);
            ofJob(json, Names.JOB_CORE_POWER, share * coreWatts);
        }
        memory(json, interval.fromNanos(), dramWatts);
    }

    /** Returns the begin of the block of the job's window in which an instant lies; what is left at the end is the last one's. */
    private long blockBegin(long instant) {
        long blocks = Math.max(1, (window.toNanos() - window.fromNanos()) / SHARE_NANOS);
        return window.fromNanos() + SHARE_NANOS * Math.min(blocks - 1, (instant - window.fromNanos()) / SHARE_NANOS);
    }

    private void memory(JsonGenerator json, long instant, double dramWatts) throws IOException {
        if (jobMemory.isPresent() && machineMemory.isPresent()) {
            double share = jobMemory.get().held(instant) / machineMemory.get().held(instant);
            ofJob(json, Names.JOB_DRAM_POWER, Math.max(0, Math.min(1, share)) * dramWatts);
        }
        if (machineMemory.isPresent()) {
            json.writeNumberField(Names.MACHINE_MEMORY, machineMemory.get().held(instant));
        }
        Map<Long, ProcessRow> look = look(instant);
        if (!look.isEmpty() || !Double.isNaN(dramWatts)) { // AIPowerMeter's print() fails without them beside DRAM
            json.writeObjectFieldStart(Names.MEMORY);
            for (ProcessRow row : look.values()) {
                json.writeNumberField(Long.toString(row.pid()), row.pssBytes());
            }
            json.writeEndObject();
            json.writeObjectFieldStart(Names.OWN_MEMORY);
            for (ProcessRow row : look.values()) {
                if (!Double.isNaN(row.ussBytes())) {
                    json.writeNumberField(Long.toString(row.pid()), row.ussBytes());
                }
            }
            json.writeEndObject();
        }
    }

    private Map<Long, ProcessRow> look(long instant) {
        Map.Entry<Long, Map<Long, ProcessRow>> look = looks.floorEntry(instant);
        look = look == null ? looks.firstEntry() : look;
        return look == null ? Map.of() : look.getValue();
    }

    private void ofJob(JsonGenerator json, String key, double value) throws IOException {
        if (!Double.isNaN(value)) {
            json.writeObjectFieldStart(key);
            json.writeNumberField(pid, value);
            json.writeEndObject();
        }
    }
}
