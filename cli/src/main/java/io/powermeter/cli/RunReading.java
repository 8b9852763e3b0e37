package io.powermeter.cli;

import io.powermeter.meter.Clock;
import io.powermeter.recording.Recording;
import io.powermeter.recording.RecordingException;
import io.powermeter.recording.RecordingReader;
import io.powermeter.reports.comparison.RunFigures;
import io.powermeter.summary.Summary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads runs one after the other, and keeps of each its few figures. */
final class RunReading {
    private final CarbonOptions carbon;
    private final String quality;
    private final PrintWriter err;

    /**
     * Prepares it.
     *
     * @param quality metric that says how good a result is
     * @param err tells which runs cannot be read
     */
    RunReading(CarbonOptions carbon, String quality, PrintWriter err) {
        this.carbon = carbon;
        this.quality = quality;
        this.err = err;
    }

    /** Returns the figures of the runs that can be read, those that were found in one folder in the order of their start. */
    List<RunFigures> read(List<List<Path>> found) {
        int all = found.stream().mapToInt(List::size).sum();
        ReadingLine line = new ReadingLine(System.err, Terminal.showsLines(), Clock.system(), all);
        int number = 0;
        List<RunFigures> figures = new ArrayList<>();
        for (List<Path> together : found) {
            List<RunFigures> read = new ArrayList<>();
            for (Path run : together) {
                RunFigures one = read(run, line, ++number);
                if (one != null) {
                    read.add(one);
                }
            }
            read.sort(Comparator.comparing(RunFigures::startedAt));
            figures.addAll(read);
        }
        carbon.complaints().forEach(why -> tell(line, why));
        line.clear();
        return figures;
    }

    private @Nullable RunFigures read(Path run, ReadingLine line, int number) {
        try {
            Recording recording = RecordingReader.read(run, line.run(number));
            return RunFigures.of(Summary.of(carbon.over(recording)), quality);
        } catch (RecordingException e) {
            tell(line, String.valueOf(e.getMessage()));
        } catch (UsageException e) { // of what is recorded: what was given now is checked already
            tell(line, "Cannot compare " + run + ": " + e.getMessage());
        } catch (OutOfMemoryError e) {
            tell(line, ReportCommand.tooLarge(run));
        }
        return null;
    }

    private void tell(ReadingLine line, String what) {
        line.clear();
        err.println("powermeter: " + what);
        err.flush();
    }
}
