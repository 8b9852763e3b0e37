package io.powermeter.tdp;

import io.powermeter.estimate.EstimateSettings;
import io.powermeter.estimate.LoadModel;
import io.powermeter.process.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The model of one machine, or of the slice of it that a container may use.
 *
 * @param cpu CPU power by the utilisation of the slice
 * @param memoryWatts the constant power of the slice's memory; NaN if its size is unknown
 * @param notes where every figure comes from, in sentences
 */
record Estimate(LoadModel cpu, double memoryWatts, List<String> notes) {
    /**
     * Full-load watts of one logical CPU of which nothing is known: the mean of Cloud Carbon Footprint for the vCPUs of AWS
     * (cloudcarbonfootprint.org, methodology appendix; made from SPECpower results, 1.7 to 8.6 W by generation).
     */
    static final double WATTS_PER_UNKNOWN_CPU = 3.5;

    /**
     * Watts of one gigabyte of memory: the constant of Boavizta's boaviztapi, between the 0.19 W idle and 0.54 W active of the
     * literature (T. Simon et al., "BoaviztAPI", HotCarbon 2024; Boavizta/boaviztapi issue 298).
     */
    static final double WATTS_PER_GIGABYTE = 0.284;

    /** Memory is sold in gigabytes of this many bytes. */
    private static final double BYTES_PER_GIGABYTE = 1 << 30;

    Estimate {
        notes = List.copyOf(notes);
    }

    static Estimate of(Hardware hardware, Slice slice, EstimateSettings settings) {
        List<String> notes = new ArrayList<>();
        double tdp = tdp(hardware, settings, notes);
        LoadModel machine = line(tdp, hardware.sockets(), settings);
        double cpus = slice.cpusOf(hardware.logicalCpus());
        LoadModel cpu = machine.scaled(cpus / hardware.logicalCpus());
        notes.add(0, lineNote(cpu, settings));
        if (slice.limitsCpus(hardware.logicalCpus())) {
            notes.add(text(
                    "A control group limits this process to %.2f of %d CPUs: the estimate is for that slice only.",
                    cpus, hardware.logicalCpus()));
        }
        double gigabytes = slice.memoryOf(hardware.memoryBytes()) / BYTES_PER_GIGABYTE;
        double memoryWatts = gigabytes > 0 ? gigabytes * WATTS_PER_GIGABYTE : Double.NaN;
        notes.add(memoryNote(gigabytes, memoryWatts, slice.limitsMemory(hardware.memoryBytes())));
        notes.add(text(
                "The truth is expected between %.1f and %.0f times the estimate: 90 %% of 60 recorded points of 4 machines were.",
                LoadModel.LOWER_FACTOR, LoadModel.UPPER_FACTOR));
        return new Estimate(cpu, memoryWatts, notes);
    }

    /** Returns the full-load watts of all chips, and notes where they come from. */
    private static double tdp(Hardware hardware, EstimateSettings settings, List<String> notes) {
        int sockets = hardware.sockets();
        if (settings.tdpWatts().isPresent()) {
            double given = settings.tdpWatts().getAsDouble();
            notes.add(text("TDP: %.1f W per chip, given by --tdp; chips: %d.", given, sockets));
            return given * sockets;
        }
        double assumed = WATTS_PER_UNKNOWN_CPU * hardware.logicalCpus();
        Optional<CpuTdp> known = CpuTdp.of(hardware.cpuName());
        if (known.isEmpty()) {
            notes.add(text(
                    "No TDP known for \"%s\": %.1f W per CPU assumed for %d CPUs; give --tdp WATTS.",
                    hardware.cpuName(), WATTS_PER_UNKNOWN_CPU, hardware.logicalCpus()));
            return assumed;
        }
        CpuTdp chip = known.get();
        if (hardware.virtual() && assumed < chip.watts() * sockets) {
            notes.add(text(
                    "A virtual machine has only a part of its \"%s\" (TDP %.1f W): %.1f W per CPU assumed for %d CPUs; give --tdp WATTS.",
                    chip.model(), chip.watts(), WATTS_PER_UNKNOWN_CPU, hardware.logicalCpus()));
            return assumed;
        }
        notes.add(text("TDP: %.1f W per chip, of the table's \"%s\"; chips: %d.", chip.watts(), chip.model(), sockets));
        return chip.watts() * sockets;
    }

    private static LoadModel line(double tdp, int sockets, EstimateSettings settings) {
        return settings.idleWatts().isPresent()
                ? new LoadModel(settings.idleWatts().getAsDouble() * sockets, tdp)
                : LoadModel.ofTdp(tdp);
    }

    private static String lineNote(LoadModel cpu, EstimateSettings settings) {
        String idle = settings.idleWatts().isPresent()
                ? "idle power given by --idle-watts"
                : text("idle power assumed to be %.0f %% of the TDP", 100 * LoadModel.IDLE_SHARE);
        return text(
                "CPU power is estimated, not measured: a straight line from %.1f W idle to %.1f W at full load; %s.",
                cpu.idleWatts(), cpu.fullWatts(), idle);
    }

    private static String memoryNote(double gigabytes, double watts, boolean limited) {
        if (Double.isNaN(watts)) {
            return "The size of the memory is unknown: its power is not estimated.";
        }
        return text(
                "Memory power is estimated, not measured: a constant %.1f W, for %.1f GB%s at %.3f W each.",
                watts, gigabytes, limited ? " (the limit of the control group)" : "", WATTS_PER_GIGABYTE);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
