package io.powermeter.cli;

import io.powermeter.exporters.WatchExporter;
import io.powermeter.host.Host;
import io.powermeter.watch.Snapshot;
import io.powermeter.watch.Watch;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code powermeter watch}: what the machine draws now, and who uses it. */
@Command(
        name = "watch",
        description = "The power of the machine, by component and by process, as it goes on. Nothing is recorded.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Ends with q or Ctrl-C. Elsewhere than on a terminal it writes one line for each interval.",
            "A process gets the CPU's power by its share of the CPU time."
        })
final class WatchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--every",
            paramLabel = "TIME",
            defaultValue = "1s",
            description = "Interval, 100ms to 1m (default ${DEFAULT-VALUE}).")
    private Duration every = Duration.ofSeconds(1);

    @Option(names = "--count", paramLabel = "N", description = "End after so many intervals.")
    private long count = Long.MAX_VALUE;

    @Option(
            names = "--once",
            fallbackValue = "true",
            description = "Measure one interval, print it as a table and end.")
    private boolean once;

    @Option(
            names = "--json",
            fallbackValue = "true",
            description = "One JSON object a line and interval, on standard output.")
    private boolean json;

    @Mixin
    private SensorOptions sensors = new SensorOptions();

    @Mixin
    private ExportOptions exports = new ExportOptions();

    private final Set<String> complaints = ConcurrentHashMap.newKeySet();

    @Override
    public Integer call() throws UsageException {
        if (count < 1) {
            throw new UsageException("--count must be 1 or more, not " + count + ".");
        }
        Host host = sensors.host();
        WatchEvents events = WatchEvents.install();
        Optional<WatchExporter> exporter = exports.ofWatch(spec.commandLine().getErr(), complaints::add);
        try (Watch watch = Watch.start(host, sensors.estimate(), every);
                WatchView view = view(events)) {
            return watch(watch, view, events, exporter);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()) + ".");
        } finally {
            exporter.ifPresent(WatchExporter::close);
        }
    }

    private int watch(Watch watch, WatchView view, WatchEvents events, Optional<WatchExporter> exporter) {
        long next = System.nanoTime();
        for (long left = once ? 1 : count; left > 0; left--) {
            next = Math.max(next + every.toNanos(), System.nanoTime());
            WatchEvents.Event event = events.next(next - System.nanoTime());
            for (; event != null; event = events.next(next - System.nanoTime())) {
                if (event.ends()) {
                    return events.exitCode();
                }
                view.on(event);
            }
            Snapshot snapshot = watch.snapshot();
            exporter.ifPresent(told -> told.show(snapshot));
            view.show(snapshot.withWarnings(complaints));
            if (view.isBroken()) { // whoever read it has gone, as head does
                return 0;
            }
        }
        return 0;
    }

    private WatchView view(WatchEvents events) {
        PrintStream out = System.out;
        if (json) {
            return new WatchJson(out);
        }
        boolean terminal = Terminal.isTerminal(1);
        String term = System.getenv().getOrDefault("TERM", "dumb");
        if (once) {
            return new WatchText(out, terminal ? TerminalScreen.width() : WatchText.WIDTH);
        }
        return terminal && !term.equals("dumb") ? TerminalScreen.open(out, events) : new WatchLines(out);
    }
}
