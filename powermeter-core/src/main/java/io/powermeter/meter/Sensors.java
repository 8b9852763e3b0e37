package io.powermeter.meter;

import io.powermeter.estimate.EstimateSettings;
import io.powermeter.estimate.Hardware;
import io.powermeter.estimate.LoadModelSampler;
import io.powermeter.host.Host;
import io.powermeter.process.CpuUse;
import io.powermeter.process.Slice;
import io.powermeter.recording.Machine;
import io.powermeter.sampler.Detection;
import io.powermeter.sampler.Sampler;
import io.powermeter.sampler.Samplers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What can be measured on a machine, with the estimate where no sensor tells the CPU's energy.
 *
 * @param machine what machine it is
 * @param samplers all that will be read for energy
 * @param absent the sensors that are not there, and why
 * @param cpuUse what the job's share of the CPU is taken of
 */
public record Sensors(Machine machine, List<Sampler> samplers, Map<String, Detection.Absent> absent, CpuUse cpuUse) {

    /**
     * Looks for sensors.
     *
     * @param host the machine whose sensors are read
     * @param estimate the user's word on TDP and idle power, for the estimate
     * @throws IllegalArgumentException if the word on the idle power is not below the full power
     */
    public static Sensors discover(Host host, EstimateSettings estimate) {
        return of(host, Samplers.discover(host), estimate);
    }

    static Sensors of(Host host, Samplers found, EstimateSettings estimate) {
        Machine machine = Inventory.of(host);
        List<Sampler> samplers = new ArrayList<>(found.found());
        if (found.measureCpu()) {
            return new Sensors(machine, samplers, found.absent(), CpuUse.ofMachine(host, machine.processors()));
        }
        samplers.add(LoadModelSampler.of(host, hardware(machine), estimate, System::nanoTime));
        return new Sensors(machine, samplers, found.absent(), Slice.of(host).cpuUse(host, machine.processors()));
    }

    /** Returns what a run lacks although it should have it, one sentence each. */
    public List<String> warnings() {
        return absent.entrySet().stream()
                .filter(sensor -> sensor.getValue().missed())
                .map(sensor -> (sensor.getKey() + " is missing from this run: "
                                + sensor.getValue().reason() + ". "
                                + sensor.getValue().remedy().replace('\n', ' '))
                        .strip())
                .toList();
    }

    private static Hardware hardware(Machine machine) {
        return new Hardware(
                machine.cpu(),
                Math.max(1, machine.sockets()),
                Math.max(1, machine.processors()),
                machine.memoryBytes(),
                machine.virtualization().contains("virtual machine"));
    }
}
