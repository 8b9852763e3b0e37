package io.powermeter.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.host.FakeHost;
import io.powermeter.recording.Machine;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What macOS and Windows have: neither {@code /proc} nor {@code /sys}. */
class NoProcTest {
    @TempDir
    private Path root;

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
