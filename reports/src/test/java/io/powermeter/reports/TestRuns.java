package io.powermeter.reports;

import io.powermeter.carbon.CarbonTerms;
import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import io.powermeter.recording.Machine;
import io.powermeter.recording.Mark;
import io.powermeter.recording.RecordingReader;
import io.powermeter.recording.RecordingWriter;
import io.powermeter.recording.RunInfo;
import io.powermeter.recording.SampleLog;
import io.powermeter.recording.ToldIntensity;
import io.powermeter.sampler.Detection;
import io.powermeter.summary.Calibration;
import io.powermeter.summary.JobEnergy;
import io.powermeter.summary.Summary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Recordings of runs that never were, whose joules are known. */
public final class TestRuns {
    static final long SECOND = 1_000_000_000L;
    static final String HOSTILE = "\"><script>alert(1)</script>";

    private static final Machine MACHINE = new Machine(
            "Intel Xeon Gold 6248R",
            2,
            48,
            96,
            192L << 30,
            "Debian GNU/Linux 12 (kernel 6.1.0)",
            "none",
            "OpenJDK 17.0.15");

    private TestRuns() {}

    static RunInfo.SamplerInfo rapl(long periodNanos) {
        return new RunInfo.SamplerInfo(
                "rapl",
                periodNanos,
                List.of(
                        energy("rapl/package-0", Component.CPU),
                        energy("rapl/package-1", Component.CPU),
                        energy("rapl/core-0", Component.CORE).partOf("rapl/package-0"),
                        energy("rapl/dram-0", Component.DRAM)),
                List.of("4 zones under /sys/class/powercap"));
    }

    static RunInfo.SamplerInfo use() {
        return new RunInfo.SamplerInfo(
                "process",
                SECOND,
                List.of(
                        Channel.of("process/job-cpu", Component.JOB, Quantity.CPU_TIME, Origin.MEASURED),
                        Channel.of("process/machine-cpu", Component.MACHINE, Quantity.CPU_TIME, Origin.MEASURED),
                        Channel.of("process/meter-cpu", Component.METER, Quantity.CPU_TIME, Origin.MEASURED),
                        Channel.of("process/job-memory", Component.JOB, Quantity.MEMORY, Origin.MEASURED),
                        Channel.of("process/machine-memory", Component.MACHINE, Quantity.MEMORY, Origin.MEASURED),
                        Channel.of("process/meter-memory", Component.METER, Quantity.MEMORY, Origin.MEASURED)),
                List.of());
    }

    static Channel energy(String id, Component component) {
        return Channel.of(id, component, Quantity.ENERGY, Origin.MEASURED);
    }

    static RunInfo info(
            String name,
            List<String> command,
            List<RunInfo.SamplerInfo> samplers,
            Map<String, Detection.Absent> absent,
            RunInfo.@Nullable End end) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("pue", "1.2");
        settings.put("intensity", "56");
        settings.put("job.model", "lenet5");
        return new RunInfo(
                name,
                command,
                Instant.parse("2026-11-22T09:30:00Z"),
                0,
                MACHINE,
                samplers,
                absent,
                settings,
                "0.1.0",
                end);
    }

    /** A job of 30 s between two baselines of 5 s on a machine with two sockets, with phases and metrics. */
    public static Summary measured(Path folder) throws IOException {
        return measured(folder, "lenet5 on mnist", List.of("powermeter-workload", "lenet5", "--epochs", "4"));
    }

    static Summary measured(Path folder, String name, List<String> command) throws IOException {
        Map<String, Detection.Absent> absent = Map.of(
                "nvidia",
                new Detection.Absent(
                        "libnvidia-ml.so.1 is not on this machine.",
                        "Install the NVIDIA driver, if there is a card: sudo apt install nvidia-driver"));
        RunInfo info = info(name, command, List.of(rapl(SECOND / 10), use()), absent, null);
        try (RecordingWriter run = RecordingWriter.create(folder, info)) {
            phase(run, 0, 5, Summary.BASELINE_PHASE);
            run.mark(new Mark.JobBegin(5 * SECOND, 4711));
            phase(run, 5.4, 7.2, "load");
            run.mark(new Mark.PhaseBegin(nanos(7.2), "train"));
            for (int epoch = 0; epoch < 4; epoch++) {
                phase(run, 7.2 + 5 * epoch, 12.2 + 5 * epoch, "epoch");
                run.mark(new Mark.Metric(nanos(12.2 + 5 * epoch), "loss", 2.3 / (1 + 3 * epoch)));
                run.mark(new Mark.Metric(nanos(12.2 + 5 * epoch), "accuracy", 0.98 - 0.3 / (1 + 4 * epoch)));
            }
            run.mark(new Mark.PhaseEnd(nanos(27.2), "train"));
            phase(run, 27.5, 34.5, "test");
            run.mark(new Mark.Metric(nanos(34.5), "samples", 60_000));
            run.mark(new Mark.JobEnd(35 * SECOND, 0));
            phase(run, 35, 40, Summary.BASELINE_PHASE);
            readings(run.samples("rapl"));
            use(run.samples("process"));
            run.end(new RunInfo.End(40 * SECOND, 0, 0, 0));
        }
        return Summary.of(RecordingReader.read(folder));
    }

    private static void readings(SampleLog log) throws IOException {
        Random random = new Random(7);
        double[] joules = new double[4];
        for (int i = 0; i <= 400; i++) {
            log.append(i * SECOND / 10, joules);
            double t = i / 10.0;
            double load = t < 5 || t >= 35 ? 0 : t < 7.2 ? 0.3 : t < 27.2 ? 0.9 + 0.1 * Math.sin(t * 4) : 0.6;
            joules[0] += (45 + 95 * load + 4 * random.nextGaussian()) / 10;
            joules[1] += (42 + 25 * load + 2 * random.nextGaussian()) / 10;
            joules[2] += (20 + 80 * load) / 10;
            joules[3] += (9 + 14 * load + random.nextGaussian()) / 10;
        }
    }

    private static void use(SampleLog log) throws IOException {
        for (int i = 0; i <= 40; i++) {
            double busy = Math.max(0, Math.min(i, 35) - 5) * 8.0;
            log.append(i * SECOND, new double[] {busy, busy + i * 0.8, i * 0.01, 3e9, 12e9, 42e6});
        }
    }

    /** A minute of a laptop without sensors; nobody knows the job's CPU time. */
    public static Summary estimated(Path folder) throws IOException {
        RunInfo.SamplerInfo load = new RunInfo.SamplerInfo(
                "load",
                SECOND,
                List.of(Channel.of("load/cpu", Component.CPU, Quantity.POWER, Origin.ESTIMATED)),
                List.of("TDP 45 W by table"));
        RunInfo info = info("estimate", List.of("true"), List.of(load), Map.of(), null);
        try (RecordingWriter run = RecordingWriter.create(folder, info)) {
            run.mark(new Mark.JobBegin(0, 1));
            for (int i = 0; i <= 60; i++) {
                run.samples("load").append(i * SECOND, new double[] {20});
            }
            run.mark(new Mark.JobEnd(60 * SECOND, 3));
            run.end(new RunInfo.End(60 * SECOND, 3, 0, 0));
        }
        return Summary.of(RecordingReader.read(folder));
    }

    /**
     * The minute without sensors, 1,200 J, in France, where an operator told 60 g/kWh for its first half and 180 g/kWh for a
     * quarter; with a range of PUE and a machine of 1,000 to 2,000 kg.
     */
    static Summary withCarbonTerms(Path folder) throws IOException {
        Summary plain = estimated(folder);
        Instant start = plain.recording().info().startedAt();
        List<Mark> marks = new ArrayList<>(plain.recording().marks());
        marks.add(new Mark.Grid(0, told(start.minusSeconds(60), start.plusSeconds(30), 60)));
        marks.add(new Mark.Grid(0, told(start.plusSeconds(30), start.plusSeconds(45), 180)));
        marks.add(new Mark.Warning(30 * SECOND, "An Operator did not answer at 09:30."));
        return Summary.of(plain.recording()
                .with(
                        Map.of(
                                CarbonTerms.COUNTRY, "FR",
                                CarbonTerms.PUE, "1-1.5",
                                CarbonTerms.EMBODIED, "1000-2000kg/4y"),
                        marks));
    }

    private static ToldIntensity told(Instant from, Instant to, double grams) {
        return new ToldIntensity(from, to, grams, "An Operator, zone FR");
    }

    /** Returns a run as if it had been made with other carbon terms. */
    static Summary with(Summary run, Map<String, String> terms) {
        List<Mark> marks = run.recording().marks().stream()
                .filter(mark -> !(mark instanceof Mark.Grid))
                .toList();
        return Summary.of(run.recording().with(terms, marks));
    }

    /** Ten seconds of one socket at 50 W, of which the stretch from 4 to 6 s is not known; the end may be missing. */
    public static Summary withGap(Path folder, boolean ended) throws IOException {
        RunInfo.SamplerInfo rapl = new RunInfo.SamplerInfo(
                "rapl", SECOND / 10, List.of(energy("rapl/package-0", Component.CPU)), List.of());
        RunInfo info = info("gap", List.of("true"), List.of(rapl), Map.of(), null);
        try (RecordingWriter run = RecordingWriter.create(folder, info)) {
            run.mark(new Mark.JobBegin(0, 1));
            for (int i = 0; i <= 100; i++) {
                boolean lost = i > 40 && i < 60;
                run.samples("rapl").append(i * SECOND / 10, new double[] {lost ? Double.NaN : 5 * i});
            }
            run.mark(new Mark.Gap(6 * SECOND, 4 * SECOND, "rapl/package-0", "the file could not be read"));
            if (ended) {
                run.mark(new Mark.JobEnd(10 * SECOND, 0));
                run.end(new RunInfo.End(10 * SECOND, 0, 0, 0));
            }
        }
        return Summary.of(RecordingReader.read(folder));
    }

    /** Ten seconds of a machine with a card, 100 W and 300 W, behind a plug of 500 W, or with a calibration instead of it. */
    static Summary wall(Path folder, boolean plug) throws IOException {
        Channel gpu = energy("nvml/gpu-0", Component.GPU);
        List<Channel> channels = List.of(
                energy("nvml/package", Component.CPU),
                gpu,
                Channel.of("nvml/gpu-0/power", Component.GPU, Quantity.POWER, Origin.MEASURED)
                        .partOf(gpu.id())
                        .mirrorOf(gpu.id()),
                Channel.of("nvml/gpu-0/job-share", Component.JOB, Quantity.UTILIZATION, Origin.MEASURED)
                        .partOf(gpu.id()),
                Channel.of("nvml/plug", Component.WALL, Quantity.POWER, Origin.MEASURED));
        RunInfo.SamplerInfo sampler =
                new RunInfo.SamplerInfo("nvml", SECOND, channels.subList(0, plug ? 5 : 4), List.of());
        RunInfo info = info("wall", List.of("true"), List.of(sampler), Map.of(), null);
        info.settings()
                .put(
                        Calibration.SETTING,
                        new Calibration(30, 1.1, 1.2, 2, 60, List.of("nvml/package", "nvml/gpu-0")).text());
        try (RecordingWriter run = RecordingWriter.create(folder, info)) {
            run.mark(new Mark.JobBegin(0, 1));
            for (int i = 0; i <= 10; i++) {
                double[] row = {100.0 * i, 300.0 * i, 300, 1, 500};
                run.samples("nvml").append(i * SECOND, plug ? row : Arrays.copyOf(row, 4));
            }
            run.mark(new Mark.JobEnd(10 * SECOND, 0));
            run.end(new RunInfo.End(10 * SECOND, 0, 0, 0));
        }
        return Summary.of(RecordingReader.read(folder));
    }

    /** Ten seconds of one socket, with a phase of which the sensor can tell nothing. */
    static Summary shortPhase(Path folder) throws IOException {
        RunInfo.SamplerInfo rapl = new RunInfo.SamplerInfo(
                "rapl", SECOND / 10, List.of(energy("rapl/package-0", Component.CPU)), List.of());
        RunInfo info = info("short", List.of("true"), List.of(rapl, use()), Map.of(), null);
        info.settings().put(JobEnergy.CPU_SOURCE, "cgroup v2");
        try (RecordingWriter run = RecordingWriter.create(folder, info)) {
            run.mark(new Mark.JobBegin(0, 1));
            phase(run, 4.001, 4.002, "blink");
            for (int i = 0; i <= 100; i++) {
                run.samples("rapl").append(i * SECOND / 10, new double[] {5 * i});
            }
            use(run.samples("process"));
            run.mark(new Mark.JobEnd(10 * SECOND, 0));
            run.end(new RunInfo.End(10 * SECOND, 0, 0, 0));
        }
        return Summary.of(RecordingReader.read(folder));
    }

    /** A run in which nothing was ever read. */
    static Summary empty(Path folder) throws IOException {
        RunInfo info = info("nothing", List.of(), List.of(), Map.of(), null);
        RecordingWriter.create(folder, info).close();
        return Summary.of(RecordingReader.read(folder));
    }

    /** A run that wants to be more than text. */
    static Summary hostile(Path folder) throws IOException {
        String name = HOSTILE + " \u05e9\u05dc\u05d5\u05dd \u202etxt.exe \ud83d\udd0b" + "x".repeat(10_000);
        RunInfo.SamplerInfo rapl = new RunInfo.SamplerInfo(
                "rapl", SECOND / 10, List.of(energy("rapl/package-0", Component.CPU)), List.of(HOSTILE));
        Map<String, Detection.Absent> absent =
                Map.of("bad", new Detection.Absent(HOSTILE, "<img src=x onerror=alert(2)>"));
        RunInfo info = info(name, List.of("sh", "-c", HOSTILE.repeat(50)), List.of(rapl), absent, null);
        try (RecordingWriter run = RecordingWriter.create(folder, info)) {
            run.mark(new Mark.JobBegin(0, 1));
            phase(run, 1, 4, "</script><script>alert(3)</script>");
            phase(run, 5, 6, "x".repeat(10_000));
            for (int i = 0; i < 10; i++) {
                run.mark(new Mark.Metric(i * SECOND, HOSTILE, i));
            }
            run.mark(new Mark.Warning(SECOND, HOSTILE));
            for (int i = 0; i <= 100; i++) {
                run.samples("rapl").append(i * SECOND / 10, new double[] {5 * i});
            }
            run.mark(new Mark.JobEnd(10 * SECOND, 0));
            run.end(new RunInfo.End(10 * SECOND, 0, 0, 0));
        }
        return Summary.of(RecordingReader.read(folder));
    }

    static void phase(RecordingWriter run, double from, double to, String name) throws IOException {
        run.mark(new Mark.PhaseBegin(nanos(from), name));
        run.mark(new Mark.PhaseEnd(nanos(to), name));
    }

    static long nanos(double seconds) {
        return Math.round(seconds * SECOND);
    }
}
