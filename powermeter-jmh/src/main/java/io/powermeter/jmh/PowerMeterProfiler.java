package io.powermeter.jmh;

import io.powermeter.meter.Phase;
import io.powermeter.meter.PowerMeter;
import io.powermeter.meter.Run;
import io.powermeter.recording.RecordingException;
import io.powermeter.summary.IdleFloor;
import io.powermeter.summary.PhaseEnergy;
import io.powermeter.summary.Summary;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.profile.ProfilerException;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.IterationType;

/**
 * Measures the energy of each measured iteration: {@code -prof powermeter}, with options behind a
 * colon, such as {@code :baseline=5s;period=10ms}.
 *
 * <p>It tells joules of one operation: the whole machine's ({@code gross}), with a baseline those above the idle floor of the
 * fork ({@code net}), and this JVM's share ({@code job}), each with its origin in its name; the mean power in watts; and the
 * share of the time, 0 to 1, in which the energy is known. An iteration that is too short for the sensors has no joules, and
 * counts as {@code unresolved}.
 */
public class PowerMeterProfiler implements InternalProfiler {
    private static final String ITERATION = "iteration";

    private final PowerMeter meter;
    private final ProfilerOptions options;
    private @Nullable IdleFloor floor;
    private @Nullable Run run;
    private @Nullable Phase iteration;

    /** Makes one with the defaults: as JMH looks for it. */
    public PowerMeterProfiler() throws ProfilerException {
        this("");
    }

    /**
     * Makes one with options.
     *
     * @param options as {@code key=value;key=value}: {@code baseline} and {@code period} are times, {@code record} is a folder
     *     for the recordings, which are not kept without it, {@code sysfs-root} takes the place of {@code /sys}
     * @throws ProfilerException if an option is unknown or makes no sense; says which it may be
     */
    public PowerMeterProfiler(String options) throws ProfilerException {
        this.options = ProfilerOptions.parse(options);
        try {
            this.meter = PowerMeter.builder()
                    .host(this.options.host())
                    .period(this.options.period())
                    .recordTo(this.options.records().orElse(Path.of(System.getProperty("java.io.tmpdir"))))
                    .build();
        } catch (IllegalArgumentException e) {
            throw new ProfilerException("period of the powermeter profiler: " + e.getMessage());
        }
    }

    @Override
    public String getDescription() {
        return "Energy of an operation, by powermeter";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams params) {
        try {
            if (floor == null
                    && !options.baseline().isZero()) { // before the first warm-up: later the machine is not idle
                floor = meter.idleFloor(options.baseline());
            }
            if (params.getType() == IterationType.MEASUREMENT) {
                Run begun = meter.start(benchmark.getBenchmark());
                run = begun;
                iteration = begun.phase(ITERATION);
            }
        } catch (RecordingException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams params, IterationResult result) {
        Run ended = run;
        Phase phase = iteration;
        if (ended == null || phase == null) {
            return List.of();
        }
        run = null;
        phase.close();
        ended.close();
        try {
            Summary summary = ended.summary();
            PhaseEnergy energy = summary.phasesByName().get(0);
            double idle = floor == null ? Double.NaN : floor.joules(summary, energy);
            return new IterationEnergy(
                            summary, energy, idle, result.getMetadata().getAllOps())
                    .results();
        } catch (RecordingException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (options.records().isEmpty()) {
                delete(ended);
            }
        }
    }

    private static void delete(Run run) {
        try {
            run.delete();
        } catch (RecordingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
