package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.powermeter.nvsmi.StubNvml;
import io.powermeter.rapl.PowerTrace;
import io.powermeter.rapl.SimulatedRapl;
import io.powermeter.wattmeter.LoopbackShelly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * One run with everything at once: RAPL, two cards of which one hangs for a while, a plug, and an {@code nvidia-smi} that
 * never answers.
 */
@Isolated("the pace of the readings is looked at")
class EverySensorTest {
    private static final double PACKAGE_WATTS = 80;
    private static final double FIRST_CARD_WATTS = 300;
    private static final double SECOND_CARD_WATTS = 150;
    private static final double WALL_WATTS = 640;

    private static final double PERIOD_MILLIS = 100;
    private static final double HIGHEST_JITTER_MILLIS = 5;

    @TempDir
    Path folder;

    @Test
    void run_everythingAtOnce_eachKeepsItsPaceAndTheTotalIsCountedOnce() throws Exception {
        Path programs = hangingSmi();
        try (SimulatedRapl rapl = SimulatedRapl.under(folder.resolve("machine"))
                        .dram(false)
                        .packagePower(PowerTrace.constant(PACKAGE_WATTS))
                        .start();
                StubNvml nvml = StubNvml.in(folder.resolve("nvml"));
                LoopbackShelly plug = LoopbackShelly.start()) {
            plug.setWatts(WALL_WATTS);
            StubNvml.Card first = nvml.add("NVIDIA A100-SXM4-80GB").watts(FIRST_CARD_WATTS);
            StubNvml.Card second = nvml.add("Tesla T4")
                    .watts(SECOND_CARD_WATTS)
                    .busy(50)
                    .fail(StubNvml.Function.PROCESS_UTILIZATION, 3);
            MeterProcess.Running meter = MeterProcess.in(folder)
                    .environment(StubNvml.SETTING, nvml.library().toString())
                    .environment("POWERMETER_WATTMETER", plug.line())
                    .environment("PATH", programs + ":" + System.getenv("PATH"))
                    .start(
                            "run",
                            "--sysfs-root",
                            "machine",
                            "--out",
                            "run",
                            "--",
                            "sh",
                            "-c",
                            "echo $$ >pid; sleep 3; echo half >half; sleep 5");
            Await.untilLine(folder.resolve("pid"));
            long job = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
            long other = ProcessHandle.current().pid();
            first.process(job, 60, 2_000_000_000L).process(other, 20, 1_000_000_000L);
            second.process(job, 0, 1_000_000_000L).process(other, 0, 1_000_000_000L);
            Await.untilLine(folder.resolve("half"));
            nvml.hang(StubNvml.Function.ENERGY);
            Await.until("a call to the library hangs", () -> nvml.hanging() > 0);
            long since = System.nanoTime();
            Await.until("it hung for a while", () -> System.nanoTime() - since > 1_200_000_000L);
            nvml.hangNowhere();

            MeterProcess.Outcome outcome = meter.await();
            System.out.println(outcome.err());
            assertThat(outcome.exitCode()).isZero();
            assertThat(nvml.inits()).isEqualTo(1);
            assertThat(nvml.shutdowns()).isEqualTo(1);
            assertThat(rapl.longestGapNanos()).isNotNegative();
        }
        JsonNode summary = RunFolder.summary(folder.resolve("run"));
        double seconds = summary.get("seconds").doubleValue();
        assertThat(summary.at("/total/joules").doubleValue() / seconds)
                .isCloseTo(WALL_WATTS, within(0.02 * WALL_WATTS));
        assertThat(summary.at("/total/coverage").doubleValue()).isGreaterThan(0.98);
        assertThat(summary.at("/besideWall/CPU").doubleValue() / seconds)
                .isCloseTo(PACKAGE_WATTS, within(0.01 * PACKAGE_WATTS));
        double cards = FIRST_CARD_WATTS + SECOND_CARD_WATTS;
        assertThat(summary.at("/besideWall/GPU").doubleValue() / seconds).isCloseTo(cards, within(0.01 * cards));
        assertThat(summary.at("/job/joules").doubleValue() / seconds)
                .as("three quarters of the first card, but for the time of the hang; of the second nobody knows")
                .isBetween(0.7 * 0.75 * FIRST_CARD_WATTS, 0.75 * FIRST_CARD_WATTS + 1);
        List<String> warnings = new ArrayList<>();
        summary.get("warnings").forEach(warning -> warnings.add(warning.asText()));
        assertThat(warnings)
                .anySatisfy(
                        warning -> assertThat(warning).startsWith("Who used nvml/gpu-1 is known for 0 % of the time"))
                .noneSatisfy(warning -> assertThat(warning).contains("rapl/", "wattmeter"));

        double[] jitter = jitterMillis("samples-rapl.csv");
        double median = jitter[jitter.length / 2];
        System.out.printf(
                Locale.ROOT,
                "RAPL at 10 Hz beside a hanging library and program: jitter %.2f ms in the median, %.2f ms for 99 of 100, %d readings%n",
                median,
                jitter[(int) (0.99 * (jitter.length - 1))],
                jitter.length);
        assertThat(jitter).as("a hang of 1.2 s would cost 12 readings").hasSizeGreaterThan(75);
        assertThat(median).as("a busy machine is late now and then").isLessThan(HIGHEST_JITTER_MILLIS);
    }

    /** Makes an nvidia-smi that never answers; it is asked for what the library does not tell of the second card. */
    private Path hangingSmi() throws IOException {
        Path programs = Files.createDirectory(folder.resolve("bin"));
        Path smi = Files.writeString(
                programs.resolve("nvidia-smi"), "#!/bin/sh\necho $$ >>" + folder + "/smi\nexec sleep 1000\n");
        assertThat(smi.toFile().setExecutable(true)).isTrue();
        return programs;
    }

    /** Returns how far each reading is from the grid of periods, sorted; readings at the job's edges are on none. */
    private double[] jitterMillis(String file) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("run").resolve(file));
        double[] millis = lines.stream()
                .skip(1)
                .mapToDouble(line -> Long.parseLong(line.substring(0, line.indexOf(','))) / 1e6)
                .toArray();
        double start = millis[0];
        double[] off = Arrays.stream(millis)
                .map(at -> Math.abs(Math.IEEEremainder(at - start, PERIOD_MILLIS)))
                .sorted()
                .toArray();
        return Arrays.copyOf(off, off.length - EDGES);
    }

    /** Readings at the job's start and end, two each, are not on the grid. */
    private static final int EDGES = 4;
}
