package io.powermeter.rapl;

import io.powermeter.host.Host;
import io.powermeter.sampler.Detection;
import io.powermeter.sampler.SamplerProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Finds the RAPL energy counters of Intel and AMD processors in the powercap tree of Linux.
 *
 * <p>Where that tree gives nothing, the share that the host of a virtual machine passes in with scaphandre is looked for.
 */
public final class RaplProvider implements SamplerProvider {
    private static final List<String> KERNEL_TREES = List.of("/sys/class/powercap", "/sys/devices/virtual/powercap");

    private static final String SHARED_BY_HOST = "/var/scaphandre";

    private final Runnable pause;

    /** Makes a provider that waits up to 100 ms for a counter that stands at 0. */
    public RaplProvider() {
        this(RaplProvider::waitForCounters);
    }

    /**
     * Makes a provider with another way to wait.
     *
     * @param pause returns once a live counter must have moved
     */
    RaplProvider(Runnable pause) {
        this.pause = pause;
    }

    @Override
    public String name() {
        return RaplSampler.NAME;
    }

    @Override
    public Detection detect(Host host) {
        Detection kernel = kernelTree(host);
        if (kernel instanceof Detection.Found) {
            return kernel;
        }
        List<Zone> shared = ZoneTree.walk(host, SHARED_BY_HOST);
        Detection estimate = shared.isEmpty() ? kernel : judge(host, shared);
        return estimate instanceof Detection.Found ? estimate : kernel;
    }

    private Detection kernelTree(Host host) {
        for (String tree : KERNEL_TREES) {
            List<Zone> zones = ZoneTree.walk(host, tree);
            if (zones.stream().anyMatch(zone -> zone.counts() || zone.fault() != null)) {
                return judge(host, zones);
            }
        }
        return noZones(host);
    }

    private Detection judge(Host host, List<Zone> zones) {
        ZoneMeanings meanings = ZoneMeanings.of(zones, Processor.of(host));
        List<Counter> counters = new ArrayList<>();
        meanings.channels().forEach((zone, channel) -> counters.add(new Counter(host, zone, channel)));
        if (counters.isEmpty()) {
            List<String> why = new ArrayList<>(meanings.lacks());
            why.addAll(meanings.notes());
            return new Detection.Absent(
                    "no RAPL zone can be used: " + String.join(" ", why),
                    meanings.lacks().isEmpty() ? "" : Remedy.HIDDEN,
                    !meanings.lacks().isEmpty());
        }
        FirstLook look = FirstLook.at(counters);
        if (!look.anyAlive() && !look.allDenied()) {
            pause.run();
            look = FirstLook.at(counters);
        }
        Optional<Detection.Absent> absent = look.whyAbsent();
        if (absent.isPresent()) {
            counters.forEach(Counter::close);
            return absent.get();
        }
        List<String> lacks = new ArrayList<>(meanings.lacks());
        lacks.addAll(look.faults());
        return new Detection.Found(List.of(new RaplSampler(counters, meanings.notes(), lacks)));
    }

    private static Detection.Absent noZones(Host host) {
        for (String tree : KERNEL_TREES) {
            Optional<String> broken = ZoneTree.brokenLink(host, tree);
            if (broken.isPresent()) {
                return new Detection.Absent(
                        tree + "/" + broken.get()
                                + " is a link to nowhere: this container hides /sys/devices/virtual/powercap",
                        Remedy.CONTAINER);
            }
        }
        if (Processor.of(host) == Processor.OTHER) {
            return new Detection.Absent("no RAPL: this processor is neither Intel's nor AMD's", "");
        }
        return new Detection.Absent("no RAPL zone under " + String.join(" or ", KERNEL_TREES), Remedy.noZones());
    }

    private static void waitForCounters() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
