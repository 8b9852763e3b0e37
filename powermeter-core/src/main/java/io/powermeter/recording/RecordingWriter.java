package io.powermeter.recording;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes a run folder, in the format of {@link RecordingReader}. Everything is appended, so that what was written stays
 * readable whatever happens next.
 */
public final class RecordingWriter implements Closeable {
    private final Path folder;
    private final RunInfo info;
    private final MarkLog marks;
    private final RowFile processes;
    private final Map<String, SampleLog> samples = new LinkedHashMap<>();

    private RecordingWriter(Path folder, RunInfo info) throws IOException {
        this.folder = folder;
        this.info = info;
        this.marks = new MarkLog(folder.resolve(RecordingReader.MARKS));
        this.processes = new RowFile(folder.resolve(RecordingReader.PROCESSES), RecordingReader.PROCESS_COLUMNS, 0);
        for (RunInfo.SamplerInfo sampler : info.samplers()) {
            samples.put(sampler.name(), new SampleLog(folder.resolve(sampler.file()), sampler));
        }
        RunJson.write(folder.resolve(RecordingReader.RUN), info);
    }

    /**
     * Makes the folder and its files.
     *
     * @throws RecordingException if {@code folder} is there already or cannot be made
     */
    public static RecordingWriter create(Path folder, RunInfo info) throws RecordingException {
        makeParents(folder);
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            throw new RecordingException(
                    "Cannot record to " + folder + ": it is there already, and a recording is never overwritten."
                            + " Give another folder with --out, or append to it with --continue.",
                    e);
        } catch (IOException e) {
            throw cannotMake(folder, e);
        }
        try {
            return new RecordingWriter(folder, info);
        } catch (IOException e) {
            remove(folder);
            throw cannotMake(folder, e);
        }
    }

    /** Leaves nothing half-made behind, which would be in the way of the next try. */
    private static void remove(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> file.toFile().delete());
            Files.delete(folder);
        } catch (IOException e) {
            // the disk that did not take the files does not give them back either: the reason for the first is told
        }
    }

    /**
     * Makes the folder and its files or, if a run is there already, those of one more segment of it: a folder of its own
     * inside the run's, which itself is not touched.
     *
     * @throws RecordingException if {@code run} is no run folder, is of another machine or other sensors, or nothing can be made
     *     in it
     */
    public static RecordingWriter append(Path run, RunInfo info) throws RecordingException {
        if (!Files.exists(run)) {
            return create(run, info);
        }
        Optional<String> obstacle = Continuation.obstacle(RecordingReader.info(run), info);
        if (obstacle.isPresent()) {
            throw new RecordingException("Cannot continue " + run + ": " + obstacle.get()
                    + ". Give another folder with --out, or the same conditions.");
        }
        int number = 2;
        while (Files.exists(Continuation.folder(run, number))) {
            number++;
        }
        return create(Continuation.folder(run, number), info);
    }

    private static void makeParents(Path folder) throws RecordingException {
        Path parent = folder.toAbsolutePath().getParent();
        try {
            if (parent != null) {
                Files.createDirectories(parent);
            }
        } catch (FileAlreadyExistsException e) {
            throw new RecordingException(
                    "Cannot record to " + folder + ": " + parent
                            + " is a file, not a folder. Give a folder that can be made with --out.",
                    e);
        } catch (IOException e) {
            throw cannotMake(folder, e);
        }
    }

    /** Returns the run folder, or that of the segment. */
    public Path folder() {
        return folder;
    }

    /** Returns the file of a sampler's readings; the sampler must be one of the run's. */
    public SampleLog samples(String sampler) {
        SampleLog log = samples.get(sampler);
        if (log == null) {
            throw new IllegalArgumentException("no sampler " + sampler + " in this run");
        }
        return log;
    }

    /** Adds a mark. */
    public void mark(Mark mark) throws IOException {
        marks.append(mark);
    }

    /** Adds a line about a process. */
    public synchronized void process(ProcessRow row) throws IOException {
        processes.cell(row.elapsedNanos());
        processes.cell(row.pid());
        processes.cell(row.parentPid());
        processes.cell(row.name());
        processes.cell(row.cpuSeconds());
        processes.cell(row.pssBytes());
        processes.cell(row.ussBytes());
        processes.cell(row.gpuUse());
        processes.cell(row.gpuBytes());
        processes.endRow(row.elapsedNanos());
    }

    /** Writes how the run ended; {@link #close} is still to come. */
    public void end(RunInfo.End end) throws IOException {
        RunJson.write(folder.resolve(RecordingReader.RUN), info.ended(end));
    }

    @Override
    public void close() throws IOException {
        IOException first = null;
        for (Closeable file : openFiles()) {
            try {
                file.close();
            } catch (IOException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private Iterable<Closeable> openFiles() {
        List<Closeable> files = new ArrayList<>(samples.values());
        files.add(processes);
        files.add(marks);
        return files;
    }

    private static RecordingException cannotMake(Path folder, IOException e) {
        return new RecordingException(
                "Cannot record to " + folder + ": " + why(e) + ". Give a folder that can be made with --out.", e);
    }

    /** Some exceptions of the file system have the path alone for a message. */
    private static String why(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "no folder can be made there";
        }
        String reason = e instanceof FileSystemException files ? files.getReason() : e.getMessage();
        return reason == null ? e.toString() : reason;
    }
}
