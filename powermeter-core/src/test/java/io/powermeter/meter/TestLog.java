package io.powermeter.meter;

import io.powermeter.measurement.Channel;
import io.powermeter.recording.Machine;
import io.powermeter.recording.Mark;
import io.powermeter.recording.Recording;
import io.powermeter.recording.RecordingException;
import io.powermeter.recording.RecordingReader;
import io.powermeter.recording.RecordingWriter;
import io.powermeter.recording.RunInfo;
import io.powermeter.recording.SampleLog;
import io.powermeter.recording.SampleTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A run folder in which the tests of the meter's parts look for what was written. */
final class TestLog implements AutoCloseable {
    final RecordingWriter writer;
    final RunLog log;
    final RunInfo.SamplerInfo sampler;

    TestLog(Path folder, List<Channel> channels) throws RecordingException {
        this(folder, channels, 1);
    }

    TestLog(Path folder, List<Channel> channels, long periodNanos, RunListener... listeners) throws RecordingException {
        sampler = new RunInfo.SamplerInfo("fake", periodNanos, channels, List.of());
        RunInfo info = new RunInfo(
                "test",
                List.of(),
                Instant.EPOCH,
                0,
                new Machine("cpu", 1, 1, 1, 1, "os", "none", "jvm"),
                List.of(sampler),
                Map.of(),
                Map.of(),
                "test",
                null);
        writer = RecordingWriter.create(folder, info);
        log = new RunLog(writer, List.of(listeners));
    }

    SampleLog samples() {
        return writer.samples("fake");
    }

    /** Ends the writing and reads everything back. */
    Recording read() throws IOException {
        writer.close();
        return RecordingReader.read(writer.folder());
    }

    List<Mark> marks() throws IOException {
        return read().marks();
    }

    SampleTable table() throws IOException {
        return read().tables().get(0);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
