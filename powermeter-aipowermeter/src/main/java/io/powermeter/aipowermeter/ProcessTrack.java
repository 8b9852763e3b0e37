package io.powermeter.aipowermeter;

import com.fasterxml.jackson.databind.JsonNode;
import io.powermeter.recording.ProcessRow;
import io.powermeter.recording.RecordingWriter;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The processes of an imported segment, about once a second. Their names and parents AIPowerMeter does not tell. */
final class ProcessTrack {
    private static final long ROW_NANOS = 1_000_000_000L;
    private static final Pattern PID = Pattern.compile("[0-9]{1,10}");

    private final RecordingWriter writer;
    private final Map<Long, Double> cpuSeconds = new HashMap<>();
    private long next;

    ProcessTrack(RecordingWriter writer) {
        this.writer = writer;
    }

    void add(PowerLine line, long elapsed) throws IOException {
        JsonNode cpuTimes = line.cpu().path(Names.CPU_TIME);
        double window =
                Double.isNaN(line.windowSeconds()) ? 1 : line.windowSeconds(); // AIPowerMeter's are seconds, not shares
        for (Map.Entry<String, JsonNode> time : cpuTimes.properties()) {
            if (PID.matcher(time.getKey()).matches() && time.getValue().isNumber()) {
                cpuSeconds.merge(Long.parseLong(time.getKey()), time.getValue().asDouble() * window, Double::sum);
            }
        }
        if (elapsed >= next) {
            for (String pid : pids(line.cpu())) {
                write(line.cpu(), pid, elapsed);
            }
            next = elapsed + ROW_NANOS;
        }
    }

    private void write(JsonNode cpu, String pid, long elapsed) throws IOException {
        writer.process(new ProcessRow(
                elapsed,
                Long.parseLong(pid),
                0,
                "",
                cpuSeconds.getOrDefault(Long.parseLong(pid), Double.NaN),
                bytes(cpu.path(Names.MEMORY).path(pid)),
                bytes(cpu.path(Names.OWN_MEMORY).path(pid)),
                Double.NaN,
                Double.NaN));
    }

    private static Set<String> pids(JsonNode cpu) {
        Set<String> pids = new LinkedHashSet<>();
        for (String key : new String[] {Names.MEMORY, Names.CPU_TIME, Names.CPU_SHARE}) {
            cpu.path(key).fieldNames().forEachRemaining(pid -> {
                if (PID.matcher(pid).matches()) {
                    pids.add(pid);
                }
            });
        }
        return pids;
    }

    private static double bytes(JsonNode node) {
        return node.isNumber() && node.asDouble() >= 0 ? node.asDouble() : Double.NaN;
    }
}
