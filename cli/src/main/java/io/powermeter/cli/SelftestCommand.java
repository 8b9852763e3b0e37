package io.powermeter.cli;

import io.powermeter.cli.selftest.Plan;
import io.powermeter.cli.selftest.SelfTest;
import io.powermeter.host.Host;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code powermeter selftest}: what the meter costs and what it can resolve on this machine. */
@Command(
        name = "selftest",
        description = {
            "Measure the meter on this machine: how evenly it reads, what a reading costs, what a job",
            "loses by it, and how small a difference between two groups of runs can be seen."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Takes half a minute; leave the machine alone meanwhile. 3 if a sampler failed."})
final class SelftestCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--quick", fallbackValue = "true", description = "Ten seconds; wider intervals.")
    private boolean quick;

    @Option(names = "--json", fallbackValue = "true", description = "One JSON object on standard output.")
    private boolean json;

    @Mixin
    private SensorOptions sensors = new SensorOptions();

    @Override
    public Integer call() throws UsageException {
        Linux.require(Host.local(), "selftest");
        JobSignals signals = JobSignals.install();
        Progress progress = new Progress(System.err, signals); // not the writer that lets no control character through
        try {
            Plan plan = quick ? Plan.quick() : Plan.full();
            SelfTest.Findings findings =
                    new SelfTest(sensors.host(), sensors.estimate(), plan, SelftestCommand::start, progress).run();
            progress.clear();
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(SelftestJson.text(findings));
            } else {
                SelftestTable.lines(findings, Glyphs.ofSystem()).forEach(out::println);
            }
            out.flush();
            return findings.isSound() ? 0 : Main.METER_FAILED;
        } catch (CancellationException e) {
            progress.clear();
            return signals.exitCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Main.METER_FAILED;
        } catch (IOException e) {
            throw new UsageException("The selftest cannot run its reference job: " + e.getMessage(), Main.METER_FAILED);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage() + ".");
        }
    }

    private static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** One line on standard error if that is a terminal. */
    private static final class Progress implements SelfTest.Watcher {
        private final PrintStream err;
        private final JobSignals signals;
        private final boolean shown = Terminal.isTerminal(2);

        Progress(PrintStream err, JobSignals signals) {
            this.err = err;
            this.signals = signals;
        }

        @Override
        public void step(String what) {
            show("selftest: " + what + " ...");
        }

        void clear() {
            show("");
        }

        private void show(String text) {
            if (shown) {
                err.print("\r" + text + "\033[K" + (text.isEmpty() ? "" : "\r"));
                err.flush();
            }
        }

        @Override
        public boolean cancelled() {
            return signals.cancelled();
        }

        @Override
        public void sleep(Duration time) {
            signals.sleep(time);
        }
    }
}
