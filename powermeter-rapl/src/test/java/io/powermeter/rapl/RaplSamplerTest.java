package io.powermeter.rapl;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.host.FakeHost;
import io.powermeter.sampler.Sampler;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RaplSamplerTest {
    private static final String PACKAGE_ENERGY = "/sys/class/powercap/intel-rapl:0/energy_uj";

    @TempDir
    Path root;

    @Test
    void sample_microjouleFiles_givesJoulesInOrderOfChannels() {
        Sampler sampler = Machine.found(Machine.named(root, "xeon-2-sockets"));
        assertThat(Machine.read(sampler)).containsExactly(152000.000061, 41000.000015, 98000.000122, 39000.00003);
    }

    @Test
    void sample_wrapAround_isGivenRaw() {
        FakeHost host = Machine.named(root, "mmio-only");
        Sampler sampler = Machine.found(host);
        String energy = "/sys/class/powercap/intel-rapl-mmio:0/energy_uj";
        host.put(energy, "262143328850");
        assertThat(Machine.read(sampler)).containsExactly(262143.32885);
        host.put(energy, "59999999");
        assertThat(Machine.read(sampler)).containsExactly(59.999999);
    }

    @Test
    void sample_faultThatPasses_isMissingOnlyMeanwhile() {
        FakeHost host = Machine.named(root, "desktop");
        Sampler sampler = Machine.found(host);
        for (String fault : new String[] {"<EMPTY>", "-1", "262143328851", "99999999999999999999", "abc", "1 2"}) {
            host.put(PACKAGE_ENERGY, fault);
            assertThat(Machine.read(sampler)[0]).as(fault).isNaN();
        }
        host.put(PACKAGE_ENERGY, "7000000061");
        assertThat(Machine.read(sampler)[0]).isEqualTo(7000.000061);
    }

    @Test
    void sample_permissionGivenDuringTheRun_isReadFromThen() {
        FakeHost host = Machine.named(root, "partly-denied");
        Sampler sampler = Machine.found(host);
        assertThat(Machine.read(sampler)[1]).isNaN();
        host.put("/sys/class/powercap/intel-rapl:0:0/energy_uj", "3000000");
        assertThat(Machine.read(sampler)[1]).isEqualTo(3);
    }

    @Test
    void isCheap_always_soThatPhaseEdgesAreExact() {
        assertThat(Machine.found(Machine.named(root, "desktop")).isCheap()).isTrue();
    }
}
