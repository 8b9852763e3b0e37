package io.powermeter.tdp;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.host.FakeHost;
import io.powermeter.measurement.Origin;
import io.powermeter.meter.PowerMeter;
import io.powermeter.meter.Run;
import io.powermeter.summary.Summary;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run on a machine without {@code /proc}, as macOS and Windows are. */
@Timeout(60)
class NoProcRunTest {
    @TempDir
    Path root;

    @Test
    void run_ofAChild_isEstimatedFromWhatJavaTells() throws Exception {
        PowerMeter meter = PowerMeter.builder()
                .host(FakeHost.empty(root.resolve("machine")))
                .recordInto(root.resolve("run"))
                .build();
        List<String> command = List.of("sh", "-c", "i=0; while [ $i -lt 400000 ]; do i=$((i+1)); done");

        Run run = meter.start("count", command);
        run.jobStarting();
        Process process = new ProcessBuilder(command).start();
        run.jobStarted(process.pid());
        int exitCode = process.waitFor();
        run.jobEnded(exitCode, System.nanoTime());
        run.close();
        Summary summary = run.summary();

        assertThat(run.failure()).isEmpty();
        assertThat(summary.energy().joules()).isPositive();
        assertThat(summary.energy().origin()).isEqualTo(Origin.ESTIMATED);
        assertThat(summary.job().cpuSeconds()).isPositive();
        assertThat(summary.meter().cpuSeconds()).isPositive();
        assertThat(summary.recording().info().settings()).containsEntry("job-cpu", "process tree");
    }
}
