package io.powermeter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folders that recordings are put into and that were not there before: without a recording they are removed again. */
final class NewFolders {
    private final List<Path> deepestFirst;

    private NewFolders(List<Path> deepestFirst) {
        this.deepestFirst = deepestFirst;
    }

    /** Looks which folders will have to be made for one. */
    static NewFolders upTo(Path folder) {
        List<Path> missing = new ArrayList<>();
        @Nullable Path at = folder.toAbsolutePath();
        while (at != null && !Files.exists(at)) {
            missing.add(at);
            at = at.getParent();
        }
        return new NewFolders(missing);
    }

    /** Removes a recording of nothing: the job could not be started, or the workload refused its data before it began. */
    void remove(Path recording) {
        try (Stream<Path> files = Files.walk(recording)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
            for (Path made : deepestFirst) {
                Files.deleteIfExists(made);
            }
        } catch (IOException e) {
            // not empty, or what is left is a run folder that says that the job ended with code 2
        }
    }
}
