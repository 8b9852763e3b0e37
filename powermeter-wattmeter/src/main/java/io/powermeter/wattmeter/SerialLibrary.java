package io.powermeter.wattmeter;

import com.fazecast.jSerialComm.SerialPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Loads jSerialComm from a folder of its own.
 *
 * <p>By itself it unpacks its native library to {@code /tmp/jSerialComm}, a folder that any user may have made before, to keep
 * others from it or to give them another library
 * (<a href="https://github.com/Fazecast/jSerialComm/issues/486">jSerialComm issue 486</a>).
 */
final class SerialLibrary {
    private static final String TEMPORARY = "java.io.tmpdir";

    private static boolean loaded;

    private SerialLibrary() {}

    /**
     * Makes sure that the library is loaded.
     *
     * @throws IOException if no folder can be made for it
     * @throws UnsatisfiedLinkError if it cannot be loaded
     */
    static synchronized void load() throws IOException {
        if (loaded) {
            return;
        }
        String usual = System.getProperty(TEMPORARY, "/tmp");
        Path own = Files.createTempDirectory(
                "powermeter-serial-"); // for its user only, and of a name nobody can know before
        System.setProperty(TEMPORARY, own.toString());
        try {
            SerialPort.getVersion();
            loaded = true;
        } finally {
            System.setProperty(TEMPORARY, usual);
            delete(own);
        }
    }

    /** What is loaded stays loaded without its file. */
    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
