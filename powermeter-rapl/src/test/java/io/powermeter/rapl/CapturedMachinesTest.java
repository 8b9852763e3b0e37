package io.powermeter.rapl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.host.FakeHost;
import io.powermeter.sampler.Detection;
import io.powermeter.sampler.Sampler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trees that others captured or published; they lie outside the project, as their licences differ. */
class CapturedMachinesTest {
    private static final String INTEL = " wraps 262143.32885";
    private static final String AMD = " wraps 65532.610987";

    private static final Map<String, List<String>> CHANNELS = Map.of(
            "bad-contents-powertelemetry.tsv",
            List.of(
                    "rapl/package-0 CPU in rapl/psys" + INTEL,
                    "rapl/package-0/dram DRAM in rapl/psys wraps 65712.999613",
                    "rapl/package-1 CPU in rapl/psys",
                    "rapl/package-2 CPU in rapl/psys",
                    "rapl/package-2/dram DRAM in rapl/psys",
                    "rapl/package-3 CPU in rapl/psys",
                    "rapl/psys BOARD"),
            "haswell-i7-4770s-partial.tsv",
            List.of("rapl/dram DRAM wraps 262143.999938"),
            "mmio-duplicate-kepler.tsv",
            List.of(
                    "rapl/package-0 CPU" + INTEL,
                    "rapl/package-0/core CORE in rapl/package-0" + INTEL,
                    "rapl/package-10 CPU" + INTEL),
            "sapphire-rapids-dual-psys-partial.tsv",
            List.of("rapl/psys BOARD"),
            "scaphandre-vm-first-write.tsv",
            List.of("rapl/vm-0 BOARD estimated"),
            "scaphandre-vm-later.tsv",
            List.of("rapl/vm-0 BOARD estimated"),
            "threadripper-1950x-two-dies.tsv",
            List.of(
                    "rapl/package-0-die-0 CPU" + AMD,
                    "rapl/package-0-die-0/core CORE in rapl/package-0-die-0" + AMD,
                    "rapl/package-0-die-1 CPU" + AMD + " mirrors rapl/package-0-die-0",
                    "rapl/package-0-die-1/core CORE in rapl/package-0-die-1" + AMD),
            "xeon-e3-package-core.tsv",
            List.of("rapl/package-0 CPU" + INTEL, "rapl/package-0/core CORE in rapl/package-0" + INTEL));

    private static final Map<String, String> REASONS = Map.of(
            "perf-power-pmu.tsv",
            "no RAPL zone under /sys/class/powercap or /sys/devices/virtual/powercap",
            "permission-denied.tsv",
            "no permission to read /sys/class/powercap/intel-rapl:0/energy_uj: since Linux 5.10 only root may, because of"
                    + " CVE-2020-8694 (PLATYPUS)");

    private static final String WRAPPING_SERIES = "wrap-70w-1s.tsv";

    @TempDir
    Path root;

    @Test
    void detect_everyCapture_givesItsChannelsOrItsReason() throws IOException {
        Path folder = captures();
        Map<String, List<String>> expected = new TreeMap<>(CHANNELS);
        REASONS.forEach((file, reason) -> expected.put(file, List.of(reason)));
        Map<String, List<String>> actual = new TreeMap<>();
        for (Path file : files(folder)) {
            String name = file.getFileName().toString();
            actual.put(name, result(FakeHost.of(root.resolve(name), Files.readAllLines(file))));
        }
        actual.forEach((file, result) -> System.out.println(file + "\n    " + String.join("\n    ", result)));
        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void sample_seriesAcrossTheWrap_isRawAndItsRangeMakesItWhole() throws IOException {
        List<String> lines = Files.readAllLines(captures().resolve(WRAPPING_SERIES));
        FakeHost host = Machine.named(root, "mmio-only");
        try (Sampler sampler = Machine.found(host)) {
            double joules = 0;
            double last = Double.NaN;
            for (String line : lines.subList(1, lines.size())) {
                String microjoules = line.split("\t")[1];
                host.put("/sys/class/powercap/intel-rapl-mmio:0/energy_uj", microjoules);
                double now = Machine.read(sampler)[0];
                assertThat(now).isEqualTo(Long.parseLong(microjoules) / 1e6);
                joules += Double.isNaN(last) ? 0 : now >= last ? now - last : now - last + wrapsAt(sampler);
                last = now;
            }
            assertThat(joules).isCloseTo(350, within(1e-4));
        }
    }

    private static double wrapsAt(Sampler sampler) {
        return Optional.ofNullable(sampler.channels().get(0).wrapsAt()).orElseThrow();
    }

    private static List<String> result(FakeHost host) {
        Detection detection = Machine.detect(host);
        return detection instanceof Detection.Absent absent
                ? List.of(absent.reason())
                : Machine.describe(((Detection.Found) detection).samplers().get(0));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.endsWith(WRAPPING_SERIES)).toList();
        }
    }

    private static Path captures() {
        Optional<Path> folder = Stream.of("../shared/fixtures/rapl", "../../shared/fixtures/rapl")
                .map(Path::of)
                .filter(Files::isDirectory)
                .findFirst();
        String skipped = "no captures beside the project in ../shared/fixtures/rapl: nothing to hold detection against";
        if (folder.isEmpty()) {
            System.out.println(skipped);
        }
        Assumptions.assumeTrue(folder.isPresent(), skipped);
        return folder.orElseThrow();
    }
}
