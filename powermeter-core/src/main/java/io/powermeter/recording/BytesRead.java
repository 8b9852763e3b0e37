package io.powermeter.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** Counts the bytes that are read of a run folder and its segments. */
final class BytesRead implements LongConsumer {
    /** Deep enough for the files of segments. */
    private static final int DEPTH = 2;

    private final ReadingProgress progress;
    private final long all;
    private long read;

    BytesRead(Path folder, ReadingProgress progress) {
        this.progress = progress;
        this.all = progress == ReadingProgress.NONE ? 0 : size(folder);
    }

    @Override
    public void accept(long bytes) {
        read += bytes;
        progress.read(read, all);
    }

    private static long size(Path folder) {
        try (Stream<Path> files = Files.walk(folder, DEPTH)) {
            return files.filter(file -> file.toString().endsWith(".csv") || file.endsWith(RecordingReader.MARKS))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            return 0; // who reads the folder next says what is wrong with it
        }
    }
}
