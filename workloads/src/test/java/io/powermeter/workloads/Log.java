package io.powermeter.workloads;

import java.util.ArrayList;
import java.util.List;

/** Everything heard, a line each. */
final class Log implements TrainingListener {
    final List<String> lines = new ArrayList<>();

    @Override
    public void phaseBegin(String name) {
        lines.add("+" + name);
    }

    @Override
    public void phaseEnd(String name) {
        lines.add("-" + name);
    }

    @Override
    public void metric(String name, double value) {
        lines.add(name + " " + value);
    }

    @Override
    public void progress(long done, long total) {
        lines.add(done + "/" + total);
    }
}
