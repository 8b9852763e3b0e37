package io.powermeter.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.rapl.SimulatedRapl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jmh.profile.Profiler;
import org.openjdk.jmh.profile.ProfilerException;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

@Timeout(120)
class PowerMeterProfilerTest {
    @TempDir
    Path root;

    private RunResult run(String options) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(WaitBenchmark.class.getName())
                        .forks(0)
                        .warmupIterations(1)
                        .warmupTime(TimeValue.milliseconds(50))
                        .measurementIterations(3)
                        .measurementTime(TimeValue.milliseconds(200))
                        .addProfiler("powermeter", "sysfs-root=" + root + options)
                        .output(root.resolve("out.txt").toString())
                        .build())
                .runSingle();
    }

    @Test
    void run_machineOfKnownPower_tellsTheJoulesOfAnOperation() throws IOException, RunnerException {
        SimulatedRapl rapl = SimulatedRapl.under(root).dram(false).start(); // 50 W
        try (rapl) {
            RunResult result = run(";baseline=200ms;record=" + root.resolve("runs"));
            var said = result.getSecondaryResults();
            Result<?> gross = said.get("powermeter.gross.measured");
            double watts = said.get("powermeter.power.measured").getScore();
            assertThat(watts).isBetween(25.0, 75.0); // on a loaded machine the counter lags behind
            // an operation lasts 5 ms, and longer where its thread must wait
            double seconds = gross.getScore() / watts;
            assertThat(seconds).isBetween(0.0045, 0.1);
            assertThat(gross.getScoreUnit()).isEqualTo("J/op");
            assertThat(gross.getStatistics().getN()).isEqualTo(3);
            assertThat(said.get("powermeter.net.measured").getScore()).isCloseTo(0, within(0.5 * gross.getScore()));
            assertThat(said.get("powermeter.coverage").getScore()).isCloseTo(1, within(0.02));
            assertThat(said).doesNotContainKey("powermeter.unresolved");
        }
        try (Stream<Path> runs = Files.list(root.resolve("runs"))) {
            assertThat(runs).hasSize(3).allMatch(kept -> kept.toString().contains("WaitBenchmark.spin"));
        }
    }

    @Test
    void page_example_isTheBenchmarkOfTheseTests() throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/powermeter/jmh/WaitBenchmark.java"));
        assertThat(Files.readString(Path.of("../docs/jmh.md")))
                .contains("```java\n" + source.substring(source.indexOf("import ")) + "```");
    }

    @Test
    void profiler_jmhLooksForIt_isFound() {
        assertThat(ServiceLoader.load(Profiler.class))
                .singleElement()
                .isInstanceOf(PowerMeterProfiler.class)
                .extracting(Profiler::getDescription)
                .isEqualTo("Energy of an operation, by powermeter");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "metric=net | Options of the powermeter profiler are baseline=, period=, record=, sysfs-root=, not {metric=net}. Write for instance baseline=5s;period=10ms.",
                "baseline=soon | baseline of the powermeter profiler is \"soon\", which is no time. Write for instance 10ms or 5s.",
                "period=0ms | period of the powermeter profiler: the period must be from 1 ms to 1 h, not 0.0 ms",
                "sysfs-root=/no/such | sysfs-root of the powermeter profiler is \"/no/such\", which is no folder. Give the one that takes the place of /sys.",
            })
    void options_wrongOnes_sayWhatTheyMayBe(String options, String text) {
        assertThatThrownBy(() -> new PowerMeterProfiler(options))
                .isInstanceOf(ProfilerException.class)
                .hasMessage(text);
    }
}
