package io.powermeter.rapl;

import io.powermeter.host.UnreadableException;
import io.powermeter.measurement.Origin;
import io.powermeter.sampler.Detection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a first reading of the counters shows: whether they are alive, and what stands in the way of each. */
final class FirstLook {
    private final List<String> faults = new ArrayList<>();
    private int readable;
    private int denied;
    private boolean anyAlive;
    private @Nullable Counter firstDenied;

    private FirstLook() {}

    static FirstLook at(List<Counter> counters) {
        FirstLook look = new FirstLook();
        counters.forEach(look::read);
        return look;
    }

    private void read(Counter counter) {
        try {
            long microjoules = counter.microjoules();
            readable++;
            // a host writes the share of a virtual machine each few seconds only, and 0 first
            anyAlive |= microjoules > 0 || counter.channel().origin() == Origin.ESTIMATED;
        } catch (UnreadableException e) {
            String fault = counter.channel().id() + " is missing from the start. " + e.getMessage();
            if (e.reason() == UnreadableException.Reason.DENIED) {
                denied++;
                firstDenied = firstDenied == null ? counter : firstDenied;
                fault += " " + Remedy.deniedToo(counter.zone().energyFile());
            }
            faults.add(fault);
        }
    }

    /** Returns whether some counter has counted. */
    boolean anyAlive() {
        return anyAlive;
    }

    /** Returns whether permission, and nothing else, is what is missing. */
    boolean allDenied() {
        return readable == 0 && denied == faults.size();
    }

    /** Returns what could not be read and why, in sentences. */
    List<String> faults() {
        return faults;
    }

    /** Returns why nothing can be measured, if nothing can. */
    Optional<Detection.Absent> whyAbsent() {
        if (anyAlive) {
            return Optional.empty();
        }
        if (readable > 0) {
            return Optional.of(new Detection.Absent(
                    "every RAPL counter reads 0 and stays there, as in a virtual machine whose hypervisor hides them",
                    Remedy.VIRTUAL_MACHINE));
        }
        Counter closed = firstDenied;
        if (closed != null) {
            return Optional.of(new Detection.Absent(
                    "no permission to read " + closed.zone().energyFile()
                            + ": since Linux 5.10 only root may, because of CVE-2020-8694 (PLATYPUS)",
                    Remedy.denied(closed.zone().controlType()),
                    true));
        }
        return Optional.of(
                new Detection.Absent("no RAPL counter gives a value: " + faults.get(0), Remedy.DRIVER_LOG, true));
    }
}
