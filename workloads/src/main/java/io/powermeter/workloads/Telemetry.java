package io.powermeter.workloads;

import java.util.function.Supplier;

/** What a task tells its listener: pieces of work as phases, numbers, and how much of all that it announced is done. */
final class Telemetry {

    private final TrainingListener listener;
    private long done;
    private long total;

    Telemetry(TrainingListener listener) {
        this.listener = listener;
    }

    /** Does a piece of work as a phase, which also ends if the work fails. */
    <T> T phase(String name, Supplier<T> work) {
        listener.phaseBegin(name);
        try {
            return work.get();
        } finally {
            listener.phaseEnd(name);
        }
    }

    void phase(String name, Runnable work) {
        this.<Object>phase(name, () -> {
            work.run();
            return name;
        });
    }

    void metric(String name, double value) {
        listener.metric(name, value);
    }

    /** Announces steps: best all of them before the first is done. */
    void expect(long steps) {
        total += steps;
    }

    /** One of the announced steps is done. */
    void step() {
        listener.progress(++done, total);
    }

    /** Tells the same listener phases and metrics under longer names, and no progress. */
    Telemetry prefixed(String prefix) {
        return new Telemetry(new Prefixed(prefix, listener));
    }

    /** Passes phases and metrics on under longer names, but for the samples of a phase; and no progress. */
    private record Prefixed(String prefix, TrainingListener listener) implements TrainingListener {
        @Override
        public void phaseBegin(String name) {
            listener.phaseBegin(prefix + name);
        }

        @Override
        public void phaseEnd(String name) {
            listener.phaseEnd(prefix + name);
        }

        @Override
        public void metric(String name, double value) {
            listener.metric(name.equals("samples") ? name : prefix + name, value);
        }
    }
}
