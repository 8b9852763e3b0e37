package io.powermeter.workloads;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything heard, a line each, and settings by name. */
final class Log implements TrainingListener {
    final List<String> lines = new ArrayList<>();
    final Map<String, String> settings = new LinkedHashMap<>();

    @Override
    public void setting(String name, String value) {
        settings.put(name, value);
    }

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
