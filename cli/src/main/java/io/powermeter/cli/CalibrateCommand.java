package io.powermeter.cli;

import io.powermeter.recording.RecordingException;
import io.powermeter.recording.RecordingReader;
import io.powermeter.reports.words.Figures;
import io.powermeter.summary.Calibration;
import io.powermeter.summary.Totals;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code powermeter calibrate}: learns this machine's wall power from a run that had a wattmeter. */
@Command(
        name = "calibrate",
        description = {
            "Fit the power at the wall to this machine's own sensors, from a run that had both.",
            "Later runs without the wattmeter then show what it would have told, as an estimate with its error."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Such a run: powermeter run --wattmeter ... --baseline 60s -- JOB"})
final class CalibrateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "RUN", description = "Run folder of a run on this machine.")
    private Path run = Path.of("");

    @Override
    public Integer call() throws UsageException {
        Calibration calibration;
        try {
            calibration = new CalibrationFit(Totals.of(RecordingReader.read(run))).calibration();
        } catch (RecordingException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        CalibrationFile file = CalibrationFile.ofThisMachine();
        try {
            file.write(calibration);
        } catch (IOException e) {
            throw new UsageException("Cannot write " + file.path() + ": " + e.getMessage() + ".", Main.METER_FAILED);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(String.format(
                Locale.ROOT,
                "wall = %s + %.3f x (CPU, memory, board) + %.3f x GPU",
                Figures.watts(calibration.baseWatts()),
                calibration.machineFactor(),
                calibration.gpuFactor()));
        out.println("residual " + Figures.watts(calibration.residualWatts()) + " over " + calibration.stretches()
                + " stretches of the run, from " + String.join(", ", calibration.channels()));
        out.println("kept in " + file.path());
        out.flush();
        return 0;
    }
}
