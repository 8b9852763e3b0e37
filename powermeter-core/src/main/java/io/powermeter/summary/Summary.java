package io.powermeter.summary;

import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.recording.Mark;
import io.powermeter.recording.Recording;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything derived from a recording. All energies are those of the job's window: from the start of its first process to
 * its end.
 */
public final class Summary {
    /** The name of the phases in which the machine idles for the meter, before and after the job. */
    public static final String BASELINE_PHASE = "baseline";

    /** Power is averaged over this long before its peak is taken: a fifth of a second, as a slow wattmeter shows it. */
    public static final long PEAK_NANOS = 200_000_000L;

    /** Below this coverage, 0 to 1, energy is not compared with other energy. */
    public static final double LEAST_COMPARABLE = 0.98;

    private final Recording recording;
    private final Window window;
    private final List<EnergyChannel> energies;
    private final List<EnergyChannel> counted;
    private final List<EnergyChannel> besideWall;
    private final Set<String> repeated;
    private final Map<String, Curve> deviceShares;
    private final boolean meterInJob;
    private final Attribution attribution;
    private final List<PhaseSpan> spans;
    private final Baseline baseline;
    private final Total total;
    private final JobEnergy job;
    private final MeterCost meter;
    private final List<PhaseEnergy> phases;
    private final List<String> warnings;
    private double peakWatts = Double.NaN; // not yet looked for

    private Summary(Recording recording) {
        this.recording = recording;
        this.window = jobWindow(recording);
        this.energies = EnergyChannel.of(recording);
        Totals totals = new Totals(energies);
        this.counted = totals.counted();
        this.besideWall = totals.besideWall();
        this.repeated = totals.repeated();
        UsageCurves use = UsageCurves.of(recording);
        this.deviceShares = DeviceShares.of(recording);
        this.meterInJob = recording.info().command().isEmpty();
        UsageCurves shared = use == null || !meterInJob ? use : use.withoutMeter();
        this.attribution = new Attribution(new BlockShares(window, shared, deviceShares), totals);
        this.spans = PhaseSpan.of(recording.marks(), window, recording.lastNanos());
        this.baseline = new Baseline(spans, window, energies);
        this.total = total();
        this.job = job(use);
        this.meter = meter(use);
        this.phases = new Phases(
                        counted,
                        attribution,
                        baseline,
                        use == null ? UsageCurves.NONE : use.jobCpu(),
                        SampleCounts.of(recording.marks()),
                        recording.info().samplers())
                .byName(spans.stream().filter(span -> !baseline.holds(span)).toList());
        this.warnings = new Doubts(this, use, totals.doubts()).sentences();
    }

    /** Returns the summary of a recording. */
    public static Summary of(Recording recording) {
        return new Summary(recording);
    }

    /** Returns what this was derived from. */
    public Recording recording() {
        return recording;
    }

    /** Returns when the job ran. */
    public Window window() {
        return window;
    }

    /** Returns the machine's energy while the job ran. */
    public Total energy() {
        return total;
    }

    /**
     * Returns the machine's highest mean power over {@link #PEAK_NANOS} while the job ran, in watts; over two readings, if
     * they are further apart. It is looked for when first asked for: a long run has millions of readings to look at.
     */
    public double peakWatts() {
        if (Double.isNaN(peakWatts)) {
            long step = PEAK_NANOS;
            for (EnergyChannel channel : counted) {
                step = Math.max(step, 2 * channel.periodNanos());
            }
            List<Curve> curves = counted.stream().map(EnergyChannel::joules).toList();
            peakWatts = Math.max(total.meanWatts(), Peak.watts(curves, window, step));
        }
        return peakWatts;
    }

    /** Returns the machine's joules above its idle floor while the job ran; NaN if no baseline was measured. */
    public double netJoules() {
        return total.joules() - baseline.joules(counted, window);
    }

    /** Returns the machine's joules in a stretch. */
    public double joules(Window stretch) {
        return counted.stream().mapToDouble(channel -> channel.joules(stretch)).sum();
    }

    /** Returns the machine's joules above its idle floor in a stretch; NaN if no baseline was measured. */
    public double netJoules(Window stretch) {
        return joules(stretch) - baseline.joules(counted, stretch);
    }

    /** Returns every channel that tells energy, also those that are part of others. */
    public List<ChannelEnergy> channels() {
        return energies.stream().map(this::energy).toList();
    }

    /** Returns the ids of the channels that turned out to be another one under another name, and count nowhere. */
    public Set<String> repeatedChannels() {
        return repeated;
    }

    /** Returns the channels that show what the total is made of: the counted ones or, if a wattmeter tells it, those inside. */
    public List<ChannelEnergy> parts() {
        List<EnergyChannel> parts = besideWall.isEmpty() ? counted : besideWall;
        return parts.stream().map(this::energy).toList();
    }

    private ChannelEnergy energy(EnergyChannel channel) {
        return new ChannelEnergy(
                channel.channel(),
                channel.joules(window),
                baseline.joules(List.of(channel), window),
                channel.coverage(window),
                counted.contains(channel));
    }

    /**
     * Returns what the counted channels would have told in a stretch of the idle machine by component, in joules: the gross
     * energy less this is the net energy. NaN where it is not known.
     */
    public Map<Component, Double> idleComponents(Window stretch) {
        Map<Component, Double> joules = new EnumMap<>(Component.class);
        for (EnergyChannel channel : counted) {
            joules.merge(channel.channel().component(), baseline.joules(List.of(channel), stretch), Double::sum);
        }
        return joules;
    }

    /** Returns who drew the joules of a stretch of the job by counted component; all of them add up to those joules. */
    public Map<Component, Split> split(Window stretch) {
        return attribution.byComponent(stretch);
    }

    /** Returns the counted joules by component, in order of {@link Component}; they add up to the total. */
    public Map<Component, Double> components() {
        return sums(counted);
    }

    /**
     * Returns what the components' own sensors told while a wattmeter told the total, by component; empty if none did. The
     * difference is drawn by what has no sensor: fans, disks, power supplies.
     */
    public Map<Component, Double> besideWall() {
        return sums(besideWall);
    }

    /**
     * Returns the share of the wattmeter's energy that the components' own sensors told, NaN if there is no wattmeter or it
     * missed so much of the run that the two are not of the same time.
     */
    public double besideWallShare() {
        double joules =
                besideWall().values().stream().mapToDouble(Double::doubleValue).sum();
        boolean comparable = !besideWall.isEmpty() && total.joules() > 0 && total.coverage() >= LEAST_COMPARABLE;
        return comparable ? joules / total.joules() : Double.NaN;
    }

    /**
     * Returns what a wattmeter would have told, if the run was made on a machine that has a {@link Calibration} and without a
     * wattmeter. It is not part of the total, which is of what was read.
     */
    public Optional<WallEstimate> wallEstimate() {
        Optional<Calibration> calibration = calibration();
        if (calibration.isEmpty() || !besideWall.isEmpty() || !fits(calibration.get())) {
            return Optional.empty();
        }
        Calibration terms = calibration.get();
        double gpus = components().getOrDefault(Component.GPU, 0.0);
        double known = window.seconds() * total.coverage();
        double joules =
                terms.baseWatts() * known + terms.machineFactor() * (total.joules() - gpus) + terms.gpuFactor() * gpus;
        return Optional.of(new WallEstimate(joules, 2 * terms.residualWatts() * known, terms));
    }

    /** Returns whether a calibration starts from the very sensors that made the total. */
    boolean fits(Calibration calibration) {
        Set<String> ids = counted.stream().map(c -> c.channel().id()).collect(Collectors.toSet());
        return ids.equals(Set.copyOf(calibration.channels()));
    }

    Optional<Calibration> calibration() {
        return Optional.ofNullable(recording.info().settings().get(Calibration.SETTING))
                .flatMap(Calibration::parse);
    }

    /** Returns who measured nothing and why, in the order of the run's file. */
    public List<Absence> absences() {
        List<Absence> absences = new ArrayList<>();
        recording
                .info()
                .absent()
                .forEach((name, absent) -> absences.add(new Absence(name, absent.reason(), absent.remedy())));
        return List.copyOf(absences);
    }

    /** Returns who drew it. */
    public JobEnergy job() {
        return job;
    }

    /** Returns what the meter cost. */
    public MeterCost meter() {
        return meter;
    }

    /** Returns the job's phases in order of their first begin, all stretches of one name together. */
    public List<PhaseEnergy> phasesByName() {
        return phases;
    }

    /** Returns every stretch of every phase, the baselines among them, in order of their begin. */
    public List<PhaseSpan> phaseSpans() {
        return spans;
    }

    /** Returns the last value of each metric that the job told, in order of their first telling. */
    public Map<String, Double> metrics() {
        Map<String, Double> last = new LinkedHashMap<>();
        for (Mark mark : recording.marks()) {
            if (mark instanceof Mark.Metric metric) {
                last.put(metric.metric(), metric.value());
            }
        }
        return last;
    }

    /** Returns what a reader must know before believing the numbers, one sentence each. */
    public List<String> warnings() {
        return warnings;
    }

    /** Returns the joules of a channel over time, or nothing if it tells no energy. */
    public Optional<Curve> curve(String channelId) {
        return energies.stream()
                .filter(c -> c.channel().id().equals(channelId))
                .map(EnergyChannel::joules)
                .findFirst();
    }

    /** Returns the mean power of the machine between two instants, in watts, as far as it is known. */
    public double watts(long fromNanos, long toNanos) {
        double watts = 0;
        for (EnergyChannel channel : counted) {
            watts += channel.joules().rate(fromNanos, toNanos);
        }
        return watts;
    }

    /** Returns the job's share of each device that tells it, integrated over time, by the id of its energy channel. */
    Map<String, Curve> deviceShares() {
        return deviceShares;
    }

    List<EnergyChannel> besideWallChannels() {
        return besideWall;
    }

    List<EnergyChannel> energyChannels() {
        return energies;
    }

    public List<EnergyChannel> countedChannels() {
        return counted;
    }

    private Map<Component, Double> sums(List<EnergyChannel> channels) {
        Map<Component, Double> joules = new EnumMap<>(Component.class);
        for (EnergyChannel channel : channels) {
            joules.merge(channel.channel().component(), channel.joules(window), Double::sum);
        }
        return joules;
    }

    private Total total() {
        double joules = 0;
        double measured = 0;
        double coverage = counted.isEmpty() ? 0 : 1;
        for (EnergyChannel channel : counted) {
            double part = channel.joules(window);
            joules += part;
            measured += channel.channel().origin() == Origin.MEASURED ? part : 0;
            coverage = Math.min(coverage, channel.coverage(window));
        }
        boolean allMeasured = counted.stream().allMatch(c -> c.channel().origin() == Origin.MEASURED);
        double mean = window.seconds() > 0 ? joules / window.seconds() : 0;
        return new Total(joules, measured, allMeasured ? Origin.MEASURED : Origin.ESTIMATED, coverage, mean);
    }

    private JobEnergy job(@Nullable UsageCurves use) {
        Split split = attribution.split(window);
        double cpu = use == null ? Double.NaN : use.jobCpu().increase(window.fromNanos(), window.toNanos());
        double memory = UsageCurves.peakMemory(recording, Component.JOB, window);
        double share = total.joules() > 0 ? split.jobJoules() / total.joules() : 0;
        return new JobEnergy(split, share, cpu, cpuSource(), memory, baseline.idle(counted));
    }

    private String cpuSource() {
        return recording.info().settings().getOrDefault(JobEnergy.CPU_SOURCE, "");
    }

    private MeterCost meter(@Nullable UsageCurves use) {
        double rss = UsageCurves.peakMemory(recording, Component.METER, window);
        if (use == null || use.meterCpu().points() < 2) {
            return new MeterCost(Double.NaN, Double.NaN, rss, Double.NaN);
        }
        double cpu = use.meterCpu().increase(window.fromNanos(), window.toNanos());
        double busy = use.machineCpu().increase(window.fromNanos(), window.toNanos());
        double ofJob = busy > 0 ? total.joules() * Math.min(1, cpu / busy) : 0;
        double joules = meterInJob ? ofJob : job.split().meterJoules();
        return new MeterCost(cpu, window.seconds() > 0 ? cpu / window.seconds() : 0, rss, joules);
    }

    /** The job's window: as marked; to the last known instant if its end is not; the whole run if there was no job. */
    private static Window jobWindow(Recording recording) {
        long from = 0;
        long to = recording.lastNanos();
        for (Mark mark : recording.marks()) {
            if (mark instanceof Mark.JobBegin begin) {
                from = begin.elapsedNanos();
            } else if (mark instanceof Mark.JobEnd end) {
                to = end.elapsedNanos();
            }
        }
        return new Window(from, Math.max(from, to));
    }
}
