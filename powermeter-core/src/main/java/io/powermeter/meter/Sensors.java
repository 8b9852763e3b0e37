package io.powermeter.meter;

import io.powermeter.estimate.EstimateSettings;
import io.powermeter.estimate.Estimator;
import io.powermeter.host.Host;
import io.powermeter.process.CpuUse;
import io.powermeter.process.Slice;
import io.powermeter.recording.Machine;
import io.powermeter.sampler.Detection;
import io.powermeter.sampler.Sampler;
import io.powermeter.sampler.Samplers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * What can be measured on a machine, with the estimate where no sensor tells the CPU's energy.
 *
 * @param machine what machine it is
 * @param samplers all that will be read for energy
 * @param absent the sensors that are not there, and why
 * @param cpuUse what the job's share of the CPU is taken of
 */
public record Sensors(Machine machine, List<Sampler> samplers, Map<String, Detection.Absent> absent, CpuUse cpuUse) {
    private static final Detection.Absent NO_ESTIMATOR = new Detection.Absent(
            "no sensor tells the energy of the CPU, and nothing that estimates it is on the class path",
            "Add io.powermeter:powermeter-tdp to it.",
            true);

    /**
     * Looks for sensors.
     *
     * @param host the machine whose sensors are read
     * @param estimate the user's word on TDP and idle power, for the estimate
     * @throws IllegalArgumentException if the word on the idle power is not below the full power
     */
    public static Sensors discover(Host host, EstimateSettings estimate) {
        Optional<Estimator> estimator = ServiceLoader.load(Estimator.class, Estimator.class.getClassLoader())
                .findFirst();
        return of(host, Samplers.discover(host), estimator, estimate);
    }

    static Sensors of(Host host, Samplers found, Optional<Estimator> estimator, EstimateSettings estimate) {
        Machine machine = Inventory.of(host);
        List<Sampler> samplers = new ArrayList<>(found.found());
        if (found.measureCpu()) {
            return new Sensors(machine, samplers, found.absent(), CpuUse.ofMachine(host, machine.processors()));
        }
        Map<String, Detection.Absent> absent = new LinkedHashMap<>(found.absent());
        estimator.ifPresentOrElse(
                some -> samplers.add(some.estimate(host, machine, estimate)),
                () -> absent.put("estimate", NO_ESTIMATOR));
        return new Sensors(machine, samplers, absent, Slice.of(host).cpuUse(host, machine.processors()));
    }

    /** Returns what a run lacks although it should have it, one sentence each. */
    public List<String> warnings() {
        Stream<String> missed = absent.entrySet().stream()
                .filter(sensor -> sensor.getValue().missed())
                .map(sensor -> (sensor.getKey() + " is missing from this run: "
                                + sensor.getValue().reason() + ". "
                                + inALine(sensor.getValue().remedy()))
                        .strip());
        return Stream.concat(missed, samplers.stream().flatMap(sampler -> sampler.lacks().stream()))
                .toList();
    }

    /** Several lines are to be typed one by one, and only whoever lists the sensors shows them so. */
    private static String inALine(String remedy) {
        return remedy.contains("\n") ? "powermeter sensors tells the fix." : remedy;
    }
}
