package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.rapl.SimulatedRapl;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SensorsCommandTest {
    @TempDir
    Path folder;

    @Test
    void sensors_rapl_listsEachChannelWithWhatItIsPartOf() throws Exception {
        try (SimulatedRapl machine = SimulatedRapl.under(folder.resolve("machine"))
                .sockets(2)
                .psys(true)
                .start()) {
            assertThat(machine.longestGapNanos()).isNotNegative();
            MeterProcess.Outcome outcome = MeterProcess.in(folder).run("sensors", "--sysfs-root", "machine");

            assertThat(outcome.exitCode()).isZero();
            assertThat(outcome.err()).isEmpty();
            assertThat(outcome.out())
                    .contains("found   rapl\n")
                    .containsPattern("rapl/package-0 +CPU +MEASURED +reads [0-9.]+ J, part of rapl/psys\n")
                    .containsPattern("rapl/package-1/dram +DRAM +MEASURED +reads [0-9.]+ J, part of rapl/psys\n")
                    .doesNotContain("absent  rapl", "estimate");
        }
    }

    /** Root may read everything, so the file is made unreadable in a way that stops root too: it is a folder. */
    @Test
    void sensors_counterThatCannotBeRead_saysWhyAndFallsBackToTheEstimate() throws Exception {
        Path zone = Files.createDirectories(folder.resolve("machine/sys/class/powercap/intel-rapl:0"));
        Files.writeString(zone.resolve("name"), "package-0\n");
        Files.writeString(zone.resolve("max_energy_range_uj"), "262143328850\n");
        Files.createDirectory(zone.resolve("energy_uj"));
        MeterProcess.Outcome outcome = MeterProcess.in(folder).run("sensors", "--sysfs-root", "machine");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .contains(
                        "found   estimate\n",
                        "absent  rapl\n  why: ",
                        "/sys/class/powercap/intel-rapl:0/energy_uj",
                        "  fix: ");
    }

    @Test
    void sensors_machineWithoutSensors_saysWhatToDo() throws Exception {
        Files.createDirectories(folder.resolve("machine/sys"));
        MeterProcess.Outcome outcome = MeterProcess.in(folder).run("sensors", "--sysfs-root", "machine");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .contains(
                        "found   estimate\n",
                        "ESTIMATED",
                        "give --tdp WATTS",
                        "absent  rapl\n",
                        "  fix: ",
                        "sudo modprobe intel_rapl_msr");
    }
}
