package io.powermeter.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.host.FakeHost;
import io.powermeter.measurement.Origin;
import io.powermeter.recording.Machine;
import io.powermeter.summary.Summary;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What macOS and Windows have: neither {@code /proc} nor {@code /sys}. */
class NoProcTest {
    @TempDir
    private Path root;

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

    @Test
    void inventory_ofMacOs_hasTheNameOfItsCpu() {
        FakeHost host = FakeHost.empty(root)
                .put("/usr/sbin/sysctl", "#!/bin/sh\n[ \"$2\" = machdep.cpu.brand_string ] && echo Apple M2");

        Machine machine = Inventory.withoutOshi(host, "a JVM");

        assertThat(machine.cpu()).isEqualTo("Apple M2");
        assertThat(machine.memoryBytes()).isPositive();
        assertThat(machine.processors()).isEqualTo(Runtime.getRuntime().availableProcessors());
    }

    @Test
    void inventory_ofWindows_hasWhatItsEnvironmentSays() {
        FakeHost host = FakeHost.empty(root)
                .set("PROCESSOR_IDENTIFIER", "Intel64 Family 6 Model 158 Stepping 10, GenuineIntel");

        assertThat(Inventory.withoutOshi(host, "a JVM").cpu()).startsWith("Intel64 Family 6");
        assertThat(Inventory.withoutOshi(FakeHost.empty(root), "a JVM").cpu()).isEqualTo("unknown");
    }
}
