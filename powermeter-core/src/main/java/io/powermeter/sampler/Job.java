package io.powermeter.sampler;

/**
 * The measured job, as far as a sampler may know of it: a sensor that tells who uses a device can tell the job's share. Safe
 * for several threads.
 *
 * <p>The share is a channel of its own, with {@link io.powermeter.measurement.Component#JOB} and
 * {@link io.powermeter.measurement.Quantity#UTILIZATION}, that is {@code partOf} the device's energy channel.
 */
public interface Job {
    /** Returns whether a process is one of the job's, as of the last look, which may be a second ago. */
    boolean holds(long pid);

    /**
     * Takes note of what a process of the job uses of the machine's accelerators, all together, to be recorded beside its CPU
     * time.
     *
     * @param utilization share of the devices' time, 1 for each one fully used; NaN if not known
     * @param bytes memory on the devices; NaN if not known
     */
    void usesAccelerators(long pid, double utilization, double bytes);
}
