package io.powermeter.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/** The studies that come with powermeter, and where others are found. */
final class BundledStudies {
    /** Their names. */
    static final List<String> NAMES = List.of("pruning", "binarisation", "early-exit", "mcmc", "kernels");

    private BundledStudies() {}

    /**
     * Returns the text of a bundled study, or of a file.
     *
     * @throws UsageException if there is neither
     */
    static String text(String nameOrFile) throws UsageException {
        if (NAMES.contains(nameOrFile)) {
            return bundled(nameOrFile);
        }
        Path file = Path.of(nameOrFile);
        if (!Files.exists(file)) {
            throw new UsageException("No study " + nameOrFile + ": choose one of " + String.join(", ", NAMES)
                    + ", or give a study file. `powermeter study pruning --print` shows one.");
        }
        try {
            return Defaults.readSmall(file);
        } catch (IOException e) {
            throw new UsageException("Cannot read " + file + ": " + e.getMessage() + ".");
        }
    }

    /** Returns the name of a study for a folder: a file's without what it ends with. */
    static String label(String nameOrFile) {
        String file = String.valueOf(Path.of(nameOrFile).getFileName());
        return file.replaceFirst("\\.toml$", "").replaceAll("[^A-Za-z0-9._-]+", "-");
    }

    private static String bundled(String name) {
        String resource = "studies/" + name + ".toml";
        try (InputStream in = BundledStudies.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Their names, for completion. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return NAMES.iterator();
        }
    }
}
