package io.powermeter.workloads;

/**
 * Hears what a training task is doing, while it does it.
 *
 * <p>Called on the thread that trains; what a method takes is added to the task's own time.
 */
public interface TrainingListener {

    /** Hears nothing. */
    TrainingListener NONE = new TrainingListener() {};

    /** Says what the task was set to, default or not, as the command line calls it, before it begins; later, what it found. */
    default void setting(String name, String value) {}

    /** A stretch of work begins, for example {@code train}. */
    default void phaseBegin(String name) {}

    /** The stretch of work that began last under this name ends; also called if the work failed. */
    default void phaseEnd(String name) {}

    /** A number was obtained, for example {@code accuracy}; what each means and its unit is said by the task. */
    default void metric(String name, double value) {}

    /** {@code done} of {@code total} steps of the whole task are finished. */
    default void progress(long done, long total) {}
}
