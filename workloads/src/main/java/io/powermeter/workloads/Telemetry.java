package io.powermeter.workloads;

import io.powermeter.workloads.data.Dataset;
import java.util.function.Supplier;

/** What a task tells its listener: pieces of work as phases, numbers, and how much of all that it announced is done. */
final class Telemetry {

    private final TrainingListener listener;
    private final String prefix;
    private final Steps steps;

    Telemetry(TrainingListener listener) {
        this(listener, "", new Steps());
    }

    private Telemetry(TrainingListener listener, String prefix, Steps steps) {
        this.listener = listener;
        this.prefix = prefix;
        this.steps = steps;
    }

    /** Tells all settings of a task that begins. */
    static Telemetry of(Record settings, TrainingListener listener) {
        new EffectiveSettings(listener).tell(settings);
        return new Telemetry(listener);
    }

    /** Loads images as the phase {@code load}, and tells as settings how many there are to learn from and to test with. */
    Dataset load(Supplier<Dataset> source) {
        Dataset images = phase("load", source);
        listener.setting("training-images", String.valueOf(images.train().count()));
        listener.setting("test-images", String.valueOf(images.test().count()));
        return images;
    }

    /** Does a piece of work as a phase, which also ends if the work fails. */
    <T> T phase(String name, Supplier<T> work) {
        listener.phaseBegin(prefix + name);
        try {
            return work.get();
        } finally {
            listener.phaseEnd(prefix + name);
        }
    }

    void phase(String name, Runnable work) {
        this.<Object>phase(name, () -> {
            work.run();
            return name;
        });
    }

    /** Tells a number; {@code samples} belong to their phase and have no prefix. */
    void metric(String name, double value) {
        listener.metric(name.equals("samples") ? name : prefix + name, value);
    }

    /** Announces steps: all of them before the first is done, or the task looks done before it is. */
    void expect(long count) {
        steps.total += count;
    }

    /** One of the announced steps is done. */
    void step() {
        listener.progress(++steps.done, steps.total);
    }

    /** Tells the same listener of a part of the task: phases and metrics under longer names. */
    Telemetry prefixed(String longer) {
        return new Telemetry(listener, longer, steps);
    }

    /** Of the whole task. */
    private static final class Steps {
        private long done;
        private long total;
    }
}
