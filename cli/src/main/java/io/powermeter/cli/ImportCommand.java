package io.powermeter.cli;

import io.powermeter.aipowermeter.ExchangeException;
import io.powermeter.aipowermeter.FolderImport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code powermeter import}: makes a run folder of a recording of another program. */
@Command(
        name = "import",
        description = "Make a run folder of a folder of AIPowerMeter, or of a CSV file of OmegaWatt.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ImportCommand implements Callable<Integer> {
    private static final DateTimeFormatter FOLDER_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd_HH-mm-ss", Locale.ROOT);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Run folder, which must not be there yet; a new one in runs/ if not given.")
    private @Nullable Path out;

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the run; the folder's if not given.")
    private @Nullable String name;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Where it was recorded, for instance Europe/Paris: AIPowerMeter's dates are local times"
                    + " (default: the zone of this machine).")
    private ZoneId zone = ZoneId.systemDefault();

    @Parameters(paramLabel = "DIR", description = "Folder of AIPowerMeter, or CSV file of OmegaWatt.")
    private Path source = Path.of("");

    @Override
    public Integer call() throws UsageException {
        try (FolderImport folder = FolderImport.open(source, zone)) {
            String wanted = name == null ? nameOfSource() : name;
            Path run = out == null
                    ? Path.of("runs", FOLDER_TIME.format(folder.startedAt().atZone(zone)) + "_" + plain(wanted))
                    : out;
            folder.writeTo(run, wanted);
            PrintWriter err = spec.commandLine().getErr();
            folder.notes().forEach(note -> err.println("powermeter: " + note));
            PrintWriter to = spec.commandLine().getOut();
            to.println(run);
            to.flush();
            return 0;
        } catch (ExchangeException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UsageException("Cannot read " + source + ": " + e.getMessage() + ".");
        }
    }

    private String nameOfSource() {
        return String.valueOf(source.toAbsolutePath().normalize().getFileName());
    }

    private static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[-.]+", "");
    }
}
