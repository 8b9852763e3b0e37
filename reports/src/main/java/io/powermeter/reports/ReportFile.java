package io.powermeter.reports;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes the file of a report in one step: it is there whole or not at all, and one of an earlier time is replaced. */
final class ReportFile {
    private ReportFile() {}

    /** Makes what is in the file. */
    interface Content {
        void write(OutputStream out) throws IOException;
    }

    /**
     * Writes it, and its folder if that is not there.
     *
     * @return {@code file}
     * @throws ReportException if it cannot be made or written; what was there is as it was
     */
    static Path write(Path file, Content content) throws ReportException {
        Path unfinished = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part"); // two may report one run
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try {
                Files.deleteIfExists(
                        unfinished); // and made anew: what another put there is neither followed nor written to
                try (OutputStream out = new BufferedOutputStream(
                        Files.newOutputStream(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
                    content.write(out);
                }
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(unfinished);
            }
            return file;
        } catch (IOException e) {
            throw new ReportException(
                    "Cannot write " + file + ": " + reason(e) + ". Free the way or give another folder.", e);
        } catch (LinkageError | InternalError e) {
            throw new ReportException(
                    "Cannot draw " + file + ": Java found no fonts (" + e.getMessage()
                            + "). Install fontconfig and a font (Debian: fontconfig fonts-dejavu-core), or leave the"
                            + " picture out.",
                    e);
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException there) {
            return there.getFile() + " is a file and not a folder";
        }
        return e instanceof NoSuchFileException ? "the folder is gone" : String.valueOf(e.getMessage());
    }
}
