package io.powermeter.cli.selftest;

import io.powermeter.estimate.EstimateSettings;
import io.powermeter.host.Host;
import io.powermeter.host.UnreadableException;
import io.powermeter.meter.Sensors;
import io.powermeter.process.CpuUse;
import io.powermeter.process.UsageSampler;
import io.powermeter.sampler.Sampler;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;

/** Measures the meter on the machine at hand. */
public final class SelfTest {
    private final Host host;
    private final EstimateSettings estimate;
    private final Plan plan;
    private final Starter starter;
    private final Watcher watcher;

    /**
     * Prepares a test.
     *
     * @param starter starts the reference job, as the job of a run is started
     * @param watcher is told how far it is, and waits for it
     */
    public SelfTest(Host host, EstimateSettings estimate, Plan plan, Starter starter, Watcher watcher) {
        this.host = host;
        this.estimate = estimate;
        this.plan = plan;
        this.starter = starter;
        this.watcher = watcher;
    }

    /**
     * Runs the whole test.
     *
     * @throws CancellationException if the watcher wants no more of it
     * @throws IOException if the reference job cannot be run, or its recording be written or read
     * @throws InterruptedException if the thread is interrupted
     * @throws IllegalArgumentException if the settings for the estimate contradict each other
     */
    public Findings run() throws IOException, InterruptedException {
        Sensors sensors = Sensors.discover(host, estimate);
        List<SamplerCost> samplers = samplers(sensors);
        List<SamplingJitter> jitter = new ArrayList<>();
        double busyCores;
        try (CpuUse machine = sensors.cpuUse()) {
            double busyBefore = busySeconds(machine);
            long nanosBefore = System.nanoTime();
            for (Plan.Loop loop : plan.jitter()) {
                step("loop of " + loop.period().toMillis() + " ms");
                jitter.add(SamplingJitter.measure(loop.period(), loop.time(), watcher::sleep));
            }
            busyCores = (busySeconds(machine) - busyBefore) / ((System.nanoTime() - nanosBefore) / 1e9);
        }
        step("reference job");
        OverheadTrial trial = new OverheadTrial(host, estimate, ReferenceJob.lasting(plan.job(), starter));
        for (int i = 1; i <= plan.pairs(); i++) {
            step("reference job without and with the meter, " + i + " of " + plan.pairs());
            trial.pair();
        }
        step("done"); // a signal during the last pair may have ended its job early
        return new Findings(jitter, busyCores, samplers, trial.result());
    }

    private List<SamplerCost> samplers(Sensors sensors) {
        LongSupplier clock = System::nanoTime;
        List<Sampler> samplers = new ArrayList<>(sensors.samplers());
        UsageSampler usage = UsageSampler.ofThisProcess(host, sensors.cpuUse(), clock, row -> {}, () -> Double.NaN);
        samplers.add(usage);
        List<SamplerCost> costs = new ArrayList<>();
        try {
            for (Sampler sampler : samplers) {
                step("sampler " + sampler.name());
                sampler.follow(usage);
                costs.add(new SamplerProbe(sampler, clock, watcher::sleep).measure(plan.probe()));
            }
        } finally {
            samplers.forEach(Sampler::close);
        }
        return costs;
    }

    private static double busySeconds(CpuUse machine) {
        try {
            return machine.busySeconds();
        } catch (UnreadableException e) {
            return Double.NaN;
        }
    }

    private void step(String what) {
        if (watcher.cancelled()) {
            throw new CancellationException();
        }
        watcher.step(what);
    }

    /** Starts a child process. */
    @FunctionalInterface
    public interface Starter {
        /** Starts a command whose standard output is piped to this process. */
        Process start(List<String> command) throws IOException;
    }

    /** Who waits for the test. */
    public interface Watcher {
        /** Is told what comes now. */
        void step(String what);

        /** Returns whether the test is to end. */
        boolean cancelled();

        /** Waits so long, or until the test is to end. */
        void sleep(Duration time);
    }

    /**
     * What was found.
     *
     * @param jitter one for each loop of the plan
     * @param busyCores CPU seconds in a second that the machine worked while the loops ran, which need next to nothing: other
     *     programs; NaN if the kernel does not say
     * @param samplers one for each sampler of the machine, that of processes included
     * @param overhead of the reference job
     */
    public record Findings(
            List<SamplingJitter> jitter, double busyCores, List<SamplerCost> samplers, Overhead overhead) {
        /** Returns whether every sampler told something, and none complained. */
        public boolean isSound() {
            return samplers.stream().allMatch(sampler -> sampler.failure().isEmpty());
        }
    }
}
