package io.powermeter.cli;

import io.powermeter.host.Host;
import io.powermeter.summary.Calibration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Where the calibration of a machine is kept: a line of text in the user's folder, whose name tells machines apart that share
 * a home.
 *
 * <p>The name is made of a digest, since machine-id(5) asks not to show the id itself.
 */
record CalibrationFile(Path path) {
    private static final int DIGITS = 12;

    /** Returns the file of the machine that this program runs on. */
    static CalibrationFile ofThisMachine() {
        String id = Host.local().text("/etc/machine-id").orElse("unknown");
        return new CalibrationFile(
                Defaults.configFolder(System.getenv()).resolve("calibration-" + digest(id) + ".txt"));
    }

    /**
     * Returns the calibration, or nothing if there is none.
     *
     * @throws UsageException if the file cannot be read or understood
     */
    Optional<Calibration> read() throws UsageException {
        String text;
        try {
            text = Defaults.readSmall(path);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UsageException(
                    "Cannot read " + path + ": " + e.getMessage() + ". Remove it, or mend its rights.");
        }
        Optional<Calibration> calibration = Calibration.parse(text);
        if (calibration.isEmpty()) {
            throw new UsageException(
                    path + " is no calibration. Remove it, or make it anew with powermeter calibrate.");
        }
        return calibration;
    }

    /** Keeps a calibration in place of the one before. */
    void write(Calibration calibration) throws IOException {
        Path folder = path.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(path, calibration.text() + "\n");
    }

    private static String digest(String id) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(("powermeter " + id).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
