package io.powermeter.wattmeter;

import io.powermeter.host.Host;
import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.meter.Clock;
import io.powermeter.sampler.Detection;
import io.powermeter.sampler.SamplerProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Asks the meters that the user named, each once. One that gives no reading is not measured in this run, and the reason is
 * told: a channel at the wall that is never read would take the place of what can be measured.
 */
public final class WattmeterProvider implements SamplerProvider {
    private final Clock clock;

    /** Makes a provider that lives in the time of the system. */
    public WattmeterProvider() {
        this(Clock.system());
    }

    WattmeterProvider(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "wattmeter";
    }

    @Override
    public Optional<String> complaint(Host host) {
        try {
            Wattmeters.of(host);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Detection detect(Host host) {
        Wattmeters wattmeters;
        try {
            wattmeters = Wattmeters.of(host);
        } catch (IllegalArgumentException e) {
            return new Detection.Absent(String.valueOf(e.getMessage()), "");
        }
        if (wattmeters.meters().isEmpty()) {
            return new Detection.Absent(
                    "no external meter is named",
                    "Name it: powermeter run --wattmeter shelly://192.168.1.20/switch/0 -- JOB, or one a line in "
                            + Wattmeters.SETTING + "; every kind is in docs/samplers/wattmeters.md");
        }
        return open(host, wattmeters);
    }

    private Detection open(Host host, Wattmeters wattmeters) {
        List<MeterSampler> samplers = new ArrayList<>();
        List<Meter> answering = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        List<String> remedies = new ArrayList<>();
        for (Opening opening : openAll(host, wattmeters.meters())) {
            try {
                samplers.add(opening.sampler());
                answering.add(opening.meter());
            } catch (MeterException e) {
                reasons.add(opening.meter().line().name() + ": " + e.sentence());
                remedies.add(e.remedy());
            }
        }
        if (samplers.isEmpty()) {
            remedies.removeIf(String::isEmpty);
            return new Detection.Absent(String.join("; ", reasons), String.join("\n", remedies), true);
        }
        Optional<String> wall = Wattmeters.wall(answering);
        samplers.forEach(sampler -> place(sampler, wall));
        for (int i = 0; i < reasons.size(); i++) {
            samplers.get(0).lack(("Not measured: " + reasons.get(i) + ". " + remedies.get(i)).strip());
        }
        return new Detection.Found(List.copyOf(samplers));
    }

    /** Asks all meters at once: together, those that do not answer must not take longer than one. */
    private List<Opening> openAll(Host host, List<Meter> meters) {
        List<Opening> openings = new ArrayList<>();
        for (Meter meter : meters) {
            FutureTask<MeterSampler> task = new FutureTask<>(() -> meter.open(host, clock));
            Thread thread = new Thread(task, "powermeter-" + meter.line().name());
            thread.setDaemon(true);
            thread.start();
            openings.add(new Opening(meter, task));
        }
        return openings;
    }

    /** A meter that is being asked for the first time. */
    private record Opening(Meter meter, FutureTask<MeterSampler> task) {
        MeterSampler sampler() throws MeterException {
            try {
                return task.get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof MeterException why
                        ? why
                        : MeterException.of("asking it failed (" + e.getCause() + ")");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw MeterException.of("there was no time to ask it");
            }
        }
    }

    /** A management controller sees what a meter at the plug sees: the same power must not be counted again. */
    private static void place(MeterSampler sampler, Optional<String> wall) {
        Channel power = sampler.channels().get(0);
        boolean again = sampler.line().scheme().isController()
                && power.component() == Component.WALL
                && wall.filter(id -> !id.equals(power.id())).isPresent();
        if (again) {
            sampler.becomePartOf(wall.orElseThrow());
        }
    }
}
