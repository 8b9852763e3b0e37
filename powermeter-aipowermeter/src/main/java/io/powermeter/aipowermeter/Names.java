package io.powermeter.aipowermeter;

import io.powermeter.measurement.Component;
import java.util.Map;
import java.util.Set;

/** The names of AIPowerMeter's files and keys (class {@code JsonParser} and module {@code rapl_power} of its sources). */
final class Names {
    static final String POWER_FILE = "power_metrics.json";
    static final String METADATA_FILE = "metadata.json";
    static final String RESULTS_FILE = "results_exp.json";
    static final String MODEL_FILE = "model_summary.json";
    static final String WATTMETER_FILE = "omegawatt.csv";

    /** The line, a JSON string, that ends a stretch of readings: what follows is not joined to it. */
    static final String SEGMENT_END = "END OF RECORDING SEGMENT";

    static final String INTEL = "intel_power";
    static final String DRAM = "total_dram_power";
    static final String CORE = "total_cpu_power";
    static final String UNCORE = "uncore_power";
    static final String PSYS = "psys_power";

    /** Which part of the machine a key of {@code cpu} is about. */
    static final Map<String, Component> CPU_KEYS = Map.of(
            INTEL, Component.CPU,
            DRAM, Component.DRAM,
            CORE, Component.CORE,
            UNCORE, Component.UNCORE,
            PSYS, Component.BOARD);

    /** In the order in which they are written. */
    static final java.util.List<String> CPU_POWERS = java.util.List.of(INTEL, DRAM, CORE, UNCORE, PSYS);

    static final String JOB_CPU_POWER = "rel_intel_power";
    static final String JOB_CORE_POWER = "per_process_cpu_power";
    static final String JOB_DRAM_POWER = "per_process_dram_power";
    static final String CPU_SHARE = "per_process_cpu_uses";
    static final String CPU_TIME = "absolute_cpu_time_per_pid";
    static final String MEMORY = "per_process_mem_use_abs";
    static final String OWN_MEMORY = "per_process_mem_use_uss";
    static final String MACHINE_MEMORY = "total_mem_use";

    static final String GPU_POWER = "nvidia_power";
    static final String GPU_MEMORY = "nvidia_memory";
    static final String GPU_USE = "nvidia_use_rate";

    /** Before the three keys above: an object with a value for each card. */
    static final String PER_GPU = "per_gpu_";

    /** Stands for the cards where no card tells a value. */
    static final String NO_CARD = "not told";

    static final String RESULT_DATE = "end_training_epoch";

    /** Beside {@code date}, ignored by AIPowerMeter: over how many seconds before it the powers of a line are the mean. */
    static final String WINDOW = "window_s";

    /** In {@code metadata.json}, ignored by AIPowerMeter: what its format has no word for. */
    static final String OWN_METADATA = "powermeter";

    static final String ESTIMATED = "estimated";

    /** First key of every line where no CPU is known from the start: AIPowerMeter takes the duration from the first key. */
    static final String ELAPSED = "powermeter_elapsed_s";

    /** Names that a metric of the job cannot have, because AIPowerMeter would lose its own by it. */
    static final Set<String> TAKEN = Set.of(
            INTEL,
            DRAM,
            CORE,
            UNCORE,
            PSYS,
            JOB_CPU_POWER,
            JOB_CORE_POWER,
            JOB_DRAM_POWER,
            CPU_SHARE,
            CPU_TIME,
            MEMORY,
            OWN_MEMORY,
            MACHINE_MEMORY,
            GPU_POWER,
            GPU_MEMORY,
            GPU_USE,
            PER_GPU + GPU_POWER,
            PER_GPU + GPU_MEMORY,
            PER_GPU + GPU_USE,
            ELAPSED,
            RESULT_DATE);

    private Names() {}
}
