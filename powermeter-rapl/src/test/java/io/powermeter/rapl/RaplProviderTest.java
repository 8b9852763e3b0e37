package io.powermeter.rapl;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.host.FakeHost;
import io.powermeter.sampler.Detection;
import io.powermeter.sampler.Sampler;
import io.powermeter.sampler.SamplerProvider;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RaplProviderTest {
    private static final String PACKAGE_ENERGY = "/sys/class/powercap/intel-rapl:0/energy_uj";

    @TempDir
    Path root;

    @Test
    void load_asAService_isFound() {
        assertThat(ServiceLoader.load(SamplerProvider.class)).anyMatch(RaplProvider.class::isInstance);
    }

    @Test
    void detect_noTree_namesDriverBindMountAndTheLimitsOfAVirtualMachine() {
        Detection.Absent absent = Machine.absent(FakeHost.empty(root));
        assertThat(absent.reason())
                .isEqualTo("no RAPL zone under /sys/class/powercap or /sys/devices/virtual/powercap");
        assertThat(absent.remedy()).isEqualTo("""
                        On a physical machine: load the driver with sudo modprobe intel_rapl_msr, which brings \
                        intel_rapl_common (Linux 5.3 or later; AMD needs 5.8 or later).
                        In a container: let the host's counters in, read-only, with \
                        docker run -v /sys/devices/virtual/powercap:/sys/class/powercap:ro ...
                        In a virtual machine: nothing can be done from inside; the host can share an estimate with \
                        scaphandre's qemu exporter, mounted at /var/scaphandre.""");
    }

    @Test
    void detect_controlTypeWithoutZones_isNoTree() {
        FakeHost host = FakeHost.empty(root).put("/sys/class/powercap/intel-rapl/enabled", "1");
        assertThat(Machine.absent(host).reason()).startsWith("no RAPL zone under");
    }

    @Test
    void detect_arm_saysThatThereIsNoRapl() {
        assertThat(Machine.absent(Machine.named(root, "raspberry-pi")))
                .isEqualTo(new Detection.Absent("no RAPL: this processor is neither Intel's nor AMD's", ""));
    }

    @Test
    void detect_maskedContainer_namesTheBindMountOnly() {
        Detection.Absent absent = Machine.absent(Machine.named(root, "masked-container"));
        assertThat(absent.reason())
                .isEqualTo("/sys/class/powercap/intel-rapl:0 is a link to nowhere: this container hides"
                        + " /sys/devices/virtual/powercap");
        assertThat(absent.remedy()).isEqualTo(Remedy.CONTAINER);
    }

    @Test
    void detect_permissionDenied_namesTheNarrowestFix() {
        Detection.Absent absent = Machine.absent(Machine.named(root, "permission-denied"));
        assertThat(absent.reason())
                .isEqualTo("no permission to read " + PACKAGE_ENERGY
                        + ": since Linux 5.10 only root may, because of CVE-2020-8694 (PLATYPUS)");
        assertThat(absent.remedy()).isEqualTo("""
                        Let one group read the counters, now and at every boot:
                          sudo groupadd --system --force powermeter
                          sudo usermod -aG powermeter "$USER"
                          printf '%s\\n' 'z /sys/class/powercap/intel-rapl:*/energy_uj 0440 root powermeter -' \
                        'z /sys/class/powercap/intel-rapl:*:*/energy_uj 0440 root powermeter -' \
                        | sudo tee /etc/tmpfiles.d/powermeter-rapl.conf
                          sudo systemd-tmpfiles --create /etc/tmpfiles.d/powermeter-rapl.conf
                        then log in again, or type newgrp powermeter.
                        Without systemd-tmpfiles, or if the driver is loaded later than it runs, put this line in \
                        /etc/udev/rules.d/70-powermeter-rapl.rules instead and restart:
                          SUBSYSTEM=="powercap", ACTION=="add", KERNEL=="intel-rapl:*", \
                        RUN+="/bin/chgrp powermeter /sys%p/energy_uj", RUN+="/bin/chmod 0440 /sys%p/energy_uj\"""");
        assertThat(absent.missed()).isTrue();
        assertThat(absent.remedy()).doesNotContain("chmod -R", "a+r", "o+r", "0444");
    }

    @Test
    void detect_permissionDenied_doesNotWait() {
        AtomicInteger pauses = new AtomicInteger();
        new RaplProvider(pauses::incrementAndGet).detect(Machine.named(root, "permission-denied"));
        assertThat(pauses).hasValue(0);
    }

    @Test
    void detect_partlyDenied_keepsTheZoneAndNamesTheFileAndTheFix() {
        Sampler sampler = Machine.found(Machine.named(root, "partly-denied"));
        assertThat(Machine.read(sampler)).containsExactly(7000, Double.NaN);
        assertThat(sampler.lacks())
                .containsExactly("rapl/package-0/dram is missing from the start. Cannot read"
                        + " /sys/class/powercap/intel-rapl:0:0/energy_uj: permission denied."
                        + " Until the next boot: sudo chgrp \"$(id -gn)\" /sys/class/powercap/intel-rapl:0:0/energy_uj"
                        + " && sudo chmod g+r /sys/class/powercap/intel-rapl:0:0/energy_uj;"
                        + " for good: docs/samplers/rapl.md#permission.");
        assertThat(sampler.notes()).isEmpty();
    }

    @Test
    void detect_zoneWhoseNameIsRefused_isNotLeftOutSilently() {
        FakeHost host = Machine.named(root, "partly-denied").put("/sys/class/powercap/intel-rapl:0:0/name", "<EACCES>");
        Sampler sampler = Machine.found(host);
        assertThat(Machine.describe(sampler)).containsExactly("rapl/package-0 CPU wraps 262143.32885");
        assertThat(sampler.lacks())
                .containsExactly("intel-rapl:0:0 is left out. Cannot read /sys/class/powercap/intel-rapl:0:0/name:"
                        + " permission denied.");
    }

    @Test
    void detect_zoneWithoutANameBesideOthers_isNoted() {
        FakeHost host = Machine.named(root, "mmio-only").put("/sys/class/powercap/intel-rapl:7/energy_uj", "5");
        Sampler sampler = Machine.found(host);
        assertThat(sampler.channels()).hasSize(1);
        assertThat(sampler.notes()).containsExactly("intel-rapl:7 is left out: it has no name.");
    }

    @Test
    void detect_everyNameIsRefused_namesWhoMayRefuseIt() {
        FakeHost host = FakeHost.empty(root)
                .put("/proc/cpuinfo", "vendor_id\t: GenuineIntel")
                .put("/sys/class/powercap/intel-rapl:0/name", "<EACCES>");
        assertThat(Machine.absent(host))
                .isEqualTo(new Detection.Absent(
                        "no RAPL zone can be used: intel-rapl:0 is left out. Cannot read"
                                + " /sys/class/powercap/intel-rapl:0/name: permission denied.",
                        Remedy.HIDDEN,
                        true));
    }

    @Test
    void detect_everythingStaysZero_isAbsent() {
        assertThat(Machine.absent(Machine.named(root, "all-zero")))
                .isEqualTo(new Detection.Absent(
                        "every RAPL counter reads 0 and stays there, as in a virtual machine whose hypervisor hides them",
                        Remedy.VIRTUAL_MACHINE));
    }

    @Test
    void detect_zeroThatMovesWhileWaiting_isFound() {
        FakeHost host = Machine.named(root, "all-zero");
        Detection detection = new RaplProvider(() -> host.put(PACKAGE_ENERGY, "61")).detect(host);
        assertThat(detection).isInstanceOf(Detection.Found.class);
    }

    @Test
    void detect_noCounterGivesAValue_namesTheFirstFaultAndTheDriversLog() {
        FakeHost host =
                Machine.named(root, "mmio-only").put("/sys/class/powercap/intel-rapl-mmio:0/energy_uj", "<EIO>");
        assertThat(Machine.absent(host))
                .isEqualTo(new Detection.Absent(
                        "no RAPL counter gives a value: rapl/package-0 is missing from the start. Cannot read"
                                + " /sys/class/powercap/intel-rapl-mmio:0/energy_uj: Input/output error.",
                        "See what the driver says with sudo dmesg | grep -i rapl.",
                        true));
    }

    @Test
    void detect_onlyUnknownNames_isAbsentAndNamesThem() {
        FakeHost host = Machine.named(root, "mmio-only").put("/sys/class/powercap/intel-rapl-mmio:0/name", "flux\ncap");
        assertThat(Machine.absent(host).reason())
                .isEqualTo(
                        "no RAPL zone can be used: intel-rapl-mmio:0 is left out: its name \"flux?cap\" is not one that"
                                + " RAPL is known for.");
    }

    @Test
    void detect_shareOfAVirtualMachine_isAnEstimateAndSaysSo() {
        Sampler sampler = Machine.found(Machine.named(root, "vm-scaphandre"));
        assertThat(Machine.describe(sampler)).containsExactly("rapl/vm-0 BOARD estimated");
        assertThat(Machine.read(sampler)).containsExactly(8.392);
        assertThat(sampler.notes())
                .contains(
                        "rapl/vm-0 is an estimate: the host divides its own counter among its virtual machines by their"
                                + " share of CPU time. The qemu exporter of scaphandre adds microwatts once in about 5 s as if"
                                + " they were microjoules, so expect about a fifth of the true energy.");
    }

    @Test
    void detect_shareMetEmptyWhileTheHostRewritesIt_isReadAgain() {
        FakeHost host = FakeHost.empty(root).put("/var/scaphandre/intel-rapl:0/energy_uj", "<EMPTY>");
        Detection detection =
                new RaplProvider(() -> host.put("/var/scaphandre/intel-rapl:0/energy_uj", "9<NONL>")).detect(host);
        assertThat(detection).isInstanceOf(Detection.Found.class);
    }

    @Test
    void detect_namelessZoneInThePowercapTree_isAShareToo() {
        FakeHost host = FakeHost.empty(root).put("/sys/class/powercap/intel-rapl:3/energy_uj", "0<NONL>");
        assertThat(Machine.describe(Machine.found(host))).containsExactly("rapl/vm-3 BOARD estimated");
    }

    @Test
    void detect_treeThatWorks_doesNotLookAtTheShare() {
        FakeHost host = Machine.named(root, "desktop").put("/var/scaphandre/intel-rapl:0/energy_uj", "5");
        assertThat(Machine.found(host).channels()).hasSize(3);
        assertThat(host.opened()).noneMatch(path -> path.startsWith("/var/"));
    }

    @Test
    void detect_deadTreeBesideAShare_usesTheShare() {
        FakeHost host = Machine.named(root, "all-zero").put("/var/scaphandre/intel-rapl:0/energy_uj", "5");
        assertThat(Machine.describe(Machine.found(host))).containsExactly("rapl/vm-0 BOARD estimated");
    }
}
