package io.powermeter.cli;

import io.powermeter.workloads.DivergedException;
import io.powermeter.workloads.TrainingListener;
import io.powermeter.workloads.data.UnusableDataException;
import io.powermeter.workloads.kernel.Backends;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A workload of {@code powermeter workload}: exit code 2 for unusable options or data before it begins, 1 if it diverges. */
@Command(
        synopsisHeading = "",
        customSynopsis = "${COMMAND-NAME} [options]",
        sortOptions = false,
        mixinStandardHelpOptions = true)
abstract class TrainingCommand implements Callable<Integer> {
    private static final long MEBIBYTE = 1 << 20;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /**
     * Returns what the options say is to be done.
     *
     * @throws IllegalArgumentException if they are wrong; the message is one line
     */
    abstract Task task();

    /** Throws a {@link CommandLine.ParameterException} if the options, right one by one, are wrong together. */
    final void check() {
        checkedTask();
    }

    @Override
    public final Integer call() throws UsageException {
        Task task = checkedTask();
        try (JobEvents events = JobEvents.ofEnvironment(System.out)) {
            events.setting(
                    "backend",
                    Backends.active().name() + ", JDK " + Runtime.version().feature());
            task.run(events);
            return 0;
        } catch (UnusableDataException e) {
            throw new UsageException(spec.name() + ": " + e.getMessage());
        } catch (DivergedException e) {
            throw new UsageException(spec.name() + ": " + e.getMessage(), 1);
        } catch (OutOfMemoryError e) {
            throw new UsageException(
                    spec.name() + ": needs more than the "
                            + Runtime.getRuntime().maxMemory() / MEBIBYTE
                            + " MiB that Java may take here: try a smaller network or batch, or fewer threads.",
                    1);
        }
    }

    private Task checkedTask() {
        try {
            return task();
        } catch (IllegalArgumentException | UnusableDataException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), asOption(String.valueOf(e.getMessage())), e);
        }
    }

    /** Settings are called as the options, without their hyphens; a message begins with the setting. */
    private String asOption(String message) {
        String option = "--" + message.split(" ", 2)[0];
        return spec.optionsMap().containsKey(option) ? "--" + message : message;
    }

    /** A workload that is ready to begin. */
    @FunctionalInterface
    interface Task {
        void run(TrainingListener listener);
    }
}
