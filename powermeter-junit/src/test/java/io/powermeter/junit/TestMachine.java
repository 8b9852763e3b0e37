package io.powermeter.junit;

import io.powermeter.rapl.SimulatedRapl;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** A simulated machine of 20 W that runs tests, which may draw joules on top. */
final class TestMachine implements AutoCloseable {
    static final double IDLE_WATTS = 20;

    private static final AtomicReference<Double> DRAWN = new AtomicReference<>(0.0);

    private final Path root;
    private final SimulatedRapl rapl;

    TestMachine(Path root) throws IOException {
        this.root = root;
        DRAWN.set(0.0);
        rapl = SimulatedRapl.under(root)
                .dram(false)
                .packagePower(seconds -> IDLE_WATTS * seconds + DRAWN.get())
                .start();
    }

    /** Draws joules, and lives on for long enough for the counter to tell. */
    static void draw(double joules) {
        DRAWN.updateAndGet(sum -> sum + joules);
        Spinning.spin(60);
    }

    /** Runs the tests of classes. */
    EngineExecutionResults run(List<Class<?>> tests, String... parameters) {
        return run(root, tests, parameters);
    }

    static EngineExecutionResults run(Path sysfsRoot, List<Class<?>> tests, String... parameters) {
        EngineTestKit.Builder kit = EngineTestKit.engine("junit-jupiter")
                .selectors(tests.stream()
                        .map(DiscoverySelectors::selectClass)
                        .toArray(org.junit.platform.engine.DiscoverySelector[]::new))
                .configurationParameter("powermeter.sysfs-root", sysfsRoot.toString())
                .configurationParameter("powermeter.baseline", "150ms");
        for (int i = 0; i < parameters.length; i += 2) {
            kit.configurationParameter(parameters[i], parameters[i + 1]);
        }
        return kit.execute();
    }

    /** Returns what was published, in order. */
    static List<Map<String, String>> entries(EngineExecutionResults results) {
        return results.allEvents()
                .reportingEntryPublished()
                .map(event -> event.getRequiredPayload(ReportEntry.class).getKeyValuePairs())
                .toList();
    }

    @Override
    public void close() {
        rapl.close();
    }
}
