package io.powermeter.summary;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Quantity;
import io.powermeter.recording.Instants;
import io.powermeter.recording.Recording;
import io.powermeter.recording.SampleTable;
import io.powermeter.recording.Values;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * CPU time and memory of job, machine and meter over time, found in a recording by what their channels mean. Memory is
 * integrated over time (byte-seconds), so that a share of it can be taken over any window.
 */
record UsageCurves(
        Curve jobCpu, Curve machineCpu, Curve jobMemory, Curve machineMemory, Curve meterCpu, Curve meterMemory) {
    /** Memory of the job is measured seldom, since it is dear: it holds until the next reading, but not longer than this. */
    private static final long MEMORY_HOLD_NANOS = 10_000_000_000L;

    /** Of what was never read, nothing is known anywhere. */
    static final Curve NONE = Curve.ofCounter(Instants.of(), Values.of(), List.of());

    static @Nullable UsageCurves of(Recording recording) {
        Optional<Curve> job = counter(recording, Component.JOB);
        Optional<Curve> machine = counter(recording, Component.MACHINE);
        if (job.isEmpty() || machine.isEmpty()) {
            return null;
        }
        return new UsageCurves(
                job.get(),
                machine.get(),
                memory(recording, Component.JOB),
                memory(recording, Component.MACHINE),
                counter(recording, Component.METER).orElse(NONE),
                memory(recording, Component.METER));
    }

    /** Returns these without the meter's: a meter in the job's own process is a part of the job. */
    UsageCurves withoutMeter() {
        return new UsageCurves(jobCpu, machineCpu, jobMemory, machineMemory, NONE, NONE);
    }

    /** Returns the largest reading of the memory of a component inside a window, NaN if there is none. */
    static double peakMemory(Recording recording, Component component, Window window) {
        double peak = Double.NaN;
        for (SampleTable table : recording.tables()) {
            int column = column(table, component, Quantity.MEMORY);
            for (int row = 0; column >= 0 && row < table.rows(); row++) {
                double value = table.column(column).get(row);
                if (window.contains(table.elapsedNanos().get(row)) && !(value <= peak)) {
                    peak = Double.isNaN(value) ? peak : value;
                }
            }
        }
        return peak;
    }

    private static Optional<Curve> counter(Recording recording, Component component) {
        for (SampleTable table : recording.tables()) {
            int column = column(table, component, Quantity.CPU_TIME);
            if (column >= 0) {
                return Optional.of(Curve.ofCounter(table.elapsedNanos(), table.column(column), List.of()));
            }
        }
        return Optional.empty();
    }

    private static Curve memory(Recording recording, Component component) {
        for (SampleTable table : recording.tables()) {
            int column = column(table, component, Quantity.MEMORY);
            if (column >= 0) {
                return Curve.ofGauge(
                        table.elapsedNanos(), held(table.elapsedNanos(), table.column(column)), MEMORY_HOLD_NANOS);
            }
        }
        return NONE;
    }

    /** Fills the holes of a seldom read gauge with the reading before, and those at its start with the first reading. */
    private static Values held(Instants nanos, Values values) {
        double[] held = values.toArray();
        double last = Double.NaN;
        long lastNanos = 0;
        for (int i = 0; i < held.length; i++) {
            if (!Double.isNaN(held[i])) {
                if (Double.isNaN(last)) {
                    java.util.Arrays.fill(held, 0, i, held[i]);
                }
                last = held[i];
                lastNanos = nanos.get(i);
            } else if (!Double.isNaN(last) && nanos.get(i) - lastNanos <= MEMORY_HOLD_NANOS) {
                held[i] = last;
            }
        }
        return Values.of(held);
    }

    private static int column(SampleTable table, Component component, Quantity quantity) {
        List<Channel> channels = table.channels();
        for (int i = 0; i < channels.size(); i++) {
            if (channels.get(i).component() == component && channels.get(i).quantity() == quantity) {
                return i;
            }
        }
        return -1;
    }
}
