package io.powermeter.jetson;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.host.FakeHost;
import io.powermeter.sampler.Detection;
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

/** Machines and texts that others published; they lie outside the project, as their licences differ. */
class CapturedJetsonsTest {
    private static final String TEGRASTATS = "the output of tegrastats, another reader of the same monitors: not read";

    private static final Map<String, List<String>> EXPECTED = Map.of(
            "nano-jp4-iio.tsv",
            List.of(
                    "jetson/POM_5V_IN BOARD 0.933 W",
                    "jetson/POM_5V_GPU GPU in jetson/POM_5V_IN 0.0 W",
                    "jetson/POM_5V_CPU CPU in jetson/POM_5V_IN 0.084 W"),
            "agx-xavier-jp4-iio.tsv",
            List.of(
                    "jetson/GPU GPU 1.155 W",
                    "jetson/CPU CPU 0.385 W",
                    "jetson/SOC UNCORE 2.504 W",
                    "jetson/CV GPU 0.0 W",
                    "jetson/VDDRQ DRAM 0.192 W",
                    "jetson/SYS5V BOARD 2.692 W"),
            "xavier-nx-jp5-hwmon.tsv",
            List.of(
                    "jetson/VDD_IN BOARD 4.66624 W",
                    "jetson/VDD_CPU_GPU_CV BOARD in jetson/VDD_IN 0.60768 W",
                    "jetson/VDD_SOC UNCORE in jetson/VDD_IN 1.053312 W"),
            "agx-orin-jp6-hwmon.tsv",
            List.of(
                    "jetson/VDD_GPU_SOC GPU 2.38848 W",
                    "jetson/VDD_CPU_CV CPU 0.79616 W",
                    "jetson/VIN_SYS_5V0 BOARD 3.521824 W",
                    "jetson/VDDQ_VDD2_1V8AO DRAM in jetson/VIN_SYS_5V0 0.30144 W"),
            "thor-jp7-ina238.tsv",
            List.of(
                    "jetson/VIN BOARD 28.006 W",
                    "jetson/VDD_GPU GPU in jetson/VIN -0.39952 W",
                    "jetson/VDD_CPU_SOC_MSS CPU in jetson/VIN 6.512176 W",
                    "jetson/VIN_SYS_5V0 BOARD in jetson/VIN 6.521152 W"),
            "nv_tegra_release.txt",
            List.of("Jetson Linux: L4T R36.3.0 (JetPack 6)."),
            "nvpmodel-q.txt",
            List.of("Power mode when the meter began: MAXN (0); compare only runs of the same mode."),
            "tegrastats-agx-orin-jp72.txt",
            List.of(TEGRASTATS),
            "tegrastats-emulator-lines.tsv",
            List.of(TEGRASTATS),
            "tegrastats-orin-nano.txt",
            List.of(TEGRASTATS));

    @TempDir
    Path root;

    @Test
    void detect_everyCapture_givesItsChannelsOrSaysWhatItIs() throws IOException {
        Map<String, List<String>> actual = new TreeMap<>();
        try (Stream<Path> files = Files.list(captures())) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                actual.put(name, result(file, FakeHost.empty(root.resolve(name))));
            }
        }
        actual.forEach((file, result) -> System.out.println(file + "\n    " + String.join("\n    ", result)));
        assertThat(actual).containsAllEntriesOf(EXPECTED);
    }

    private static List<String> result(Path file, FakeHost empty) throws IOException {
        String name = file.getFileName().toString();
        if (name.startsWith("tegrastats")) {
            return List.of(TEGRASTATS);
        } else if (name.startsWith("nv_tegra_release")) {
            return Platform.of(empty.put("/etc/nv_tegra_release", Files.readString(file)))
                    .notes();
        } else if (name.startsWith("nvpmodel")) {
            String says = "#!/bin/sh\ncat <<'END'\n" + Files.readString(file) + "END";
            return Platform.of(empty.put("/usr/sbin/nvpmodel", says)).notes();
        }
        FakeHost host = FakeHost.of(empty.locate("/"), Files.readAllLines(file));
        Detection detection = new JetsonProvider().detect(host);
        return detection instanceof Detection.Absent absent
                ? List.of(absent.reason())
                : Machine.describe(((Detection.Found) detection).samplers().get(0));
    }

    private static Path captures() {
        Optional<Path> folder = Stream.of("../shared/fixtures/jetson", "../../shared/fixtures/jetson")
                .map(Path::of)
                .filter(Files::isDirectory)
                .findFirst();
        String skipped =
                "no captures beside the project in ../shared/fixtures/jetson: nothing to hold detection against";
        if (folder.isEmpty()) {
            System.out.println(skipped);
        }
        Assumptions.assumeTrue(folder.isPresent(), skipped);
        return folder.orElseThrow();
    }
}
