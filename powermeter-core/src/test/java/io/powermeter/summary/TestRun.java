package io.powermeter.summary;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import io.powermeter.recording.Machine;
import io.powermeter.recording.Mark;
import io.powermeter.recording.Recording;
import io.powermeter.recording.RunInfo;
import io.powermeter.recording.SampleTable;
import io.powermeter.sampler.Detection;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** A recording of known energy: every channel is a function of the seconds since the run's start, read every 100 ms. */
public final class TestRun {
    public static final long SECOND = 1_000_000_000L;
    static final long PERIOD = 100_000_000L;

    private final double seconds;
    private final List<SampleTable> tables = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private final List<String> damages = new ArrayList<>();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, Detection.Absent> absent = new LinkedHashMap<>();
    private RunInfo.End end;

    public TestRun(double seconds) {
        this.seconds = seconds;
        this.end = new RunInfo.End(nanos(seconds), 0, 0, 0);
    }

    public static long nanos(double seconds) {
        return Math.round(seconds * SECOND);
    }

    public static Channel cpu(String id) {
        return Channel.of(id, Component.CPU, Quantity.ENERGY, Origin.MEASURED);
    }

    public static Channel energy(String id, Component component) {
        return Channel.of(id, component, Quantity.ENERGY, Origin.MEASURED);
    }

    /** A channel whose reading at each instant is {@code value} of it, NaN where it was not read. */
    public TestRun channel(Channel channel, DoubleUnaryOperator value) {
        int rows = (int) (nanos(seconds) / PERIOD) + 1;
        long[] nanos = new long[rows];
        double[] values = new double[rows];
        for (int i = 0; i < rows; i++) {
            nanos[i] = i * PERIOD;
            values[i] = value.applyAsDouble(nanos[i] / 1e9);
        }
        RunInfo.SamplerInfo info = new RunInfo.SamplerInfo("s" + tables.size(), PERIOD, List.of(channel), List.of());
        tables.add(new SampleTable(info, nanos, new double[][] {values}));
        return this;
    }

    /** A counter of constant power. */
    public TestRun watts(Channel channel, double watts) {
        return channel(channel, t -> watts * t);
    }

    /** CPU time of job and machine, each as cores in use. */
    public TestRun cores(double job, double machine) {
        return cores(t -> job * t, t -> machine * t);
    }

    public TestRun cores(DoubleUnaryOperator jobSeconds, DoubleUnaryOperator machineSeconds) {
        channel(Channel.of("usage/job-cpu", Component.JOB, Quantity.CPU_TIME, Origin.MEASURED), jobSeconds);
        return channel(
                Channel.of("usage/machine-cpu", Component.MACHINE, Quantity.CPU_TIME, Origin.MEASURED), machineSeconds);
    }

    public TestRun memory(double job, double machine) {
        channel(Channel.of("usage/job-memory", Component.JOB, Quantity.MEMORY, Origin.MEASURED), t -> job);
        return channel(
                Channel.of("usage/machine-memory", Component.MACHINE, Quantity.MEMORY, Origin.MEASURED), t -> machine);
    }

    public TestRun meterCores(double cores) {
        return channel(
                Channel.of("usage/meter-cpu", Component.METER, Quantity.CPU_TIME, Origin.MEASURED), t -> cores * t);
    }

    public TestRun mark(Mark mark) {
        marks.add(mark);
        return this;
    }

    public TestRun job(double from, double to) {
        mark(new Mark.JobBegin(nanos(from), 42));
        return mark(new Mark.JobEnd(nanos(to), 0));
    }

    public TestRun phase(String name, double from, double to) {
        mark(new Mark.PhaseBegin(nanos(from), name));
        return mark(new Mark.PhaseEnd(nanos(to), name));
    }

    public TestRun gap(String channel, double from, double to) {
        return mark(new Mark.Gap(nanos(to), nanos(from), channel, "a reason"));
    }

    public TestRun setting(String name, String value) {
        settings.put(name, value);
        return this;
    }

    public TestRun absent(String provider, String reason, String remedy) {
        absent.put(provider, new Detection.Absent(reason, remedy));
        return this;
    }

    public TestRun damage(String sentence) {
        damages.add(sentence);
        return this;
    }

    public TestRun killed() {
        end = null;
        return this;
    }

    public TestRun end(long missedTicks, long badEventLines) {
        end = new RunInfo.End(nanos(seconds), 0, missedTicks, badEventLines);
        return this;
    }

    public Recording recording() {
        List<Mark> sorted = new ArrayList<>(marks);
        sorted.sort(Comparator.comparingLong(Mark::elapsedNanos));
        RunInfo info = new RunInfo(
                "test",
                List.of("true"),
                Instant.EPOCH,
                0,
                new Machine("cpu", 1, 1, 1, 1, "os", "none", "jvm"),
                tables.stream().map(SampleTable::sampler).toList(),
                absent,
                settings,
                "test",
                end);
        return new Recording(Path.of("run"), info, tables, List.of(), sorted, damages);
    }

    public Summary summary() {
        return Summary.of(recording());
    }
}
