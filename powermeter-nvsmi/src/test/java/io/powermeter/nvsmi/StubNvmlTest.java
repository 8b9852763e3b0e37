package io.powermeter.nvsmi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.jna.Native;
import io.powermeter.host.Host;
import io.powermeter.nvsmi.StubNvml.Card;
import io.powermeter.nvsmi.StubNvml.Function;
import io.powermeter.sampler.Detection;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The stand-in library by the machine's own clock, in this process and in another. */
class StubNvmlTest {
    @TempDir
    Path root;

    @Test
    void joules_ofAnyCard_areTheIntegralOfItsWatts() {
        try (StubNvml stub = StubNvml.in(root)) {
            Card card = stub.add("NVIDIA L40S").energy(0).watts(1e6);
            Sampler sampler = found(stub.on(Host.at(root)));
            Reading reading = new Reading(sampler.channels().size());
            for (int i = 0; i < 200; i++) {
                card.watts(1e6 * (i % 3));
                double before = card.joules();
                sampler.sample(reading);
                assertThat(reading.get(0)).isBetween(before - 1e-3, card.joules());
            }
            sampler.close();
        }
    }

    @Test
    void step_ofTheCounter_holdsItStillInBetween() {
        try (Machine machine = new Machine(root)) {
            machine.nvml.add("NVIDIA L40S").energy(0).step(100_000_000);
            double first = machine.read().value("nvml/gpu-0");
            assertThat(machine.pass(0.05).read().value("nvml/gpu-0")).isEqualTo(first);
            assertThat(machine.pass(0.05).read().value("nvml/gpu-0")).isCloseTo(first + 5, within(1e-3));
        }
    }

    @Test
    @Timeout(60)
    void hang_ofAFunction_holdsTheReadingUntilItIsLetGo() throws InterruptedException {
        try (StubNvml stub = StubNvml.in(root)) {
            stub.add("NVIDIA L40S");
            Sampler sampler = found(stub.on(Host.at(root)));
            Reading reading = new Reading(sampler.channels().size());
            stub.hang(Function.ENERGY);
            Thread thread = new Thread(() -> sampler.sample(reading));
            thread.start();
            while (stub.hanging() == 0) {
                Thread.onSpinWait();
            }
            assertThat(thread.isAlive()).isTrue();
            stub.hangNowhere();
            thread.join();
            assertThat(stub.hanging()).isZero();
            assertThat(reading.has(0)).isTrue();
            sampler.close();
        }
    }

    @Test
    void main_inAnotherProcess_readsTheSameCardAndSaysNothingElse() throws Exception {
        try (StubNvml stub = StubNvml.in(root)) {
            stub.add("NVIDIA L40S").watts(0).energy(7777);
            ProcessBuilder java = java("--enable-native-access=ALL-UNNAMED");
            java.environment().put(StubNvml.SETTING, stub.library().toString());
            assertThat(output(java)).isEqualTo("nvml/gpu-0 7777.0");
            assertThat(stub.inits()).isEqualTo(1);
            assertThat(stub.shutdowns()).isEqualTo(1);
        }
    }

    @Test
    void main_machineWithoutDriver_doesNotEvenLoadJna() throws Exception {
        ProcessBuilder java = java("-verbose:class");
        java.command().add(root.toString());
        assertThat(output(java))
                .contains("no NVIDIA driver is loaded", NvidiaProvider.class.getName())
                .doesNotContain("com.sun.jna");
    }

    /** Returns all that a program says, on either of its outputs. */
    private static String output(ProcessBuilder program) throws IOException, InterruptedException {
        Process child = program.redirectErrorStream(true).start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).isZero();
        return said.strip();
    }

    private static ProcessBuilder java(String option) throws URISyntaxException {
        List<String> path = new ArrayList<>();
        for (Class<?> type : List.of(ReadCards.class, NvidiaProvider.class, Host.class, Native.class)) {
            path.add(Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString());
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                option,
                "-cp",
                String.join(File.pathSeparator, path),
                ReadCards.class.getName()));
        return new ProcessBuilder(command);
    }

    private static Sampler found(Host host) {
        Detection detection = new NvidiaProvider().detect(host);
        assertThat(detection).isInstanceOf(Detection.Found.class);
        return ((Detection.Found) detection).samplers().get(0);
    }
}
