package io.powermeter.cli;

import io.powermeter.aipowermeter.ExchangeException;
import io.powermeter.aipowermeter.FolderExport;
import io.powermeter.recording.RecordingException;
import io.powermeter.recording.RecordingReader;
import io.powermeter.summary.Summary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code powermeter export}: writes a run in the form of another program. */
@Command(
        name = "export",
        description = "Write a run as a folder that AIPowerMeter reads.",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    /** The forms that can be written. */
    enum Format {
        AIPOWERMETER
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--format", paramLabel = "FORMAT", required = true, description = "Whose form: aipowermeter.")
    private Format format = Format.AIPOWERMETER;

    @Parameters(index = "0", paramLabel = "RUN", description = "Run folder.")
    private Path run = Path.of("");

    @Parameters(index = "1", paramLabel = "DIR", description = "Folder to write, which must not be there yet.")
    private Path folder = Path.of("");

    @Override
    public Integer call() throws UsageException {
        try {
            PrintWriter err = spec.commandLine().getErr();
            FolderExport.write(Summary.of(RecordingReader.read(run)), folder)
                    .forEach(note -> err.println("powermeter: " + note));
            PrintWriter out = spec.commandLine().getOut();
            out.println(folder);
            out.flush();
            return 0;
        } catch (RecordingException | ExchangeException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
