package io.powermeter.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.workloads.data.DataFormat;
import io.powermeter.workloads.data.DataSource;
import io.powermeter.workloads.data.MnistFolder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every workload reaches with three seeds, on the bundled images or, with {@code -Dmnist=DIR}, on all of MNIST, which
 * also writes the table of {@code docs/workloads.md}. Too slow for every build: {@code mvn -Paccuracy verify}.
 */
@Tag("accuracy")
class AccuracyProfileTest {
    private static final long[] SEEDS = {1, 2, 3};
    private static final Optional<Path> MNIST =
            Optional.ofNullable(System.getProperty("mnist")).map(Path::of);

    private static final Map<AccuracyCase, List<Future<Map<String, Double>>>> TRIALS =
            new EnumMap<>(AccuracyCase.class);

    private static final AccuracyTable TABLE = new AccuracyTable(MNIST.isEmpty());

    @TempDir
    static Path folder;

    private static ExecutorService workers = Executors.newFixedThreadPool(2);

    /** Begins all of them at once, so that both cores are busy to the end. */
    @BeforeAll
    static void begin() throws IOException {
        for (AccuracyCase each : cases()) {
            DataSource data = new DataSource(DataFormat.MNIST, images(each.images()));
            TRIALS.put(
                    each,
                    LongStream.of(SEEDS)
                            .mapToObj(seed -> workers.submit(() -> metrics(each, data, seed)))
                            .toList());
        }
    }

    private static Optional<Path> images(AccuracyCase.Images images) throws IOException {
        if (MNIST.isEmpty() || images == AccuracyCase.Images.ALL) {
            return MNIST;
        }
        Path first = folder.resolve(images.name());
        return Optional.of(Files.exists(first) ? first : MnistFolder.first(images.count(), MNIST.get(), first));
    }

    @AfterAll
    static void end() throws IOException {
        workers.shutdownNow();
        TABLE.write();
    }

    /** The last value of each metric, and the CPU seconds that it took. */
    private static Map<String, Double> metrics(AccuracyCase workload, DataSource data, long seed) {
        Map<String, Double> last = new HashMap<>();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long begin = threads.getCurrentThreadCpuTime();
        workload.run(data, seed, new TrainingListener() {
            @Override
            public void metric(String name, double value) {
                last.put(name, value);
            }
        });
        last.put("cpuSeconds", (threads.getCurrentThreadCpuTime() - begin) / 1e9);
        return last;
    }

    static List<AccuracyCase> cases() {
        return Arrays.stream(AccuracyCase.values())
                .filter(each -> each.runs(MNIST.isEmpty()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void accuracy_meanOfThreeSeeds_reachesTheThreshold(AccuracyCase workload) throws Exception {
        List<Map<String, Double>> trials = new ArrayList<>();
        for (Future<Map<String, Double>> trial : TRIALS.get(workload)) {
            trials.add(trial.get());
        }
        double mean = TABLE.add(workload, trials);
        assertThat(mean)
                .as(workload + ": mean " + workload.metric() + " in per cent of " + trials)
                .isGreaterThanOrEqualTo(workload.threshold(MNIST.isEmpty()));
        trials.forEach(workload::check);
    }
}
