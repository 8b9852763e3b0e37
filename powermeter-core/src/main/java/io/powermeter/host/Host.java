package io.powermeter.host;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The machine as files under a root.
 *
 * <p>Paths are given as on the machine itself ({@code /sys/class/powercap}); the host finds them below its root. All
 * reading goes through {@link #open}, which a test overrides to refuse what the machine refuses.
 */
public class Host {
    /** Text files of {@code /sys} and {@code /proc} are small; more than this is not what was asked for. */
    private static final int LARGEST_TEXT = 1 << 20;

    private static final int FIRST_TEXT = 4096;

    private static final Path ROOT = Path.of("/");

    private final Path root;
    private final Path sys;

    /** Sees the machine whose {@code /} is {@code root} and whose {@code /sys} is {@code sys}. */
    protected Host(Path root, Path sys) {
        this.root = root.toAbsolutePath();
        this.sys = sys.toAbsolutePath();
    }

    /** Returns the machine that this program runs on. */
    public static Host local() {
        return at(ROOT);
    }

    /** Returns the machine whose files lie under {@code root}. */
    public static Host at(Path root) {
        return new Host(root, root.resolve("sys"));
    }

    /**
     * Returns this machine with another {@code /sys}, such as the host's one inside a container.
     *
     * @param directory takes the place of {@code /sys}, or holds it as its {@code sys} folder
     */
    public Host withSys(Path directory) {
        Path inside = directory.resolve("sys");
        return new Host(root, Files.isDirectory(inside) ? inside : directory);
    }

    /** Returns whether something is at {@code path}. */
    public boolean exists(String path) {
        return Files.exists(locate(path));
    }

    /** Returns the names in a folder, sorted; none if it is absent or may not be listed. */
    public List<String> list(String directory) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(locate(directory))) {
            for (Path entry : entries) {
                Path name = entry.getFileName();
                if (name != null) {
                    names.add(name.toString());
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            return List.of();
        }
        Collections.sort(names);
        return names;
    }

    /**
     * Returns the text of a file without the white space around it.
     *
     * @throws UnreadableException if it cannot be read or is larger than 1 MiB
     */
    public String readText(String path) throws UnreadableException {
        byte[] bytes = new byte[FIRST_TEXT];
        int size = 0;
        try (RandomAccessFile file = open(path)) {
            for (int read = 0; read >= 0; read = file.read(bytes, size, bytes.length - size)) {
                size += read;
                if (size > LARGEST_TEXT) {
                    throw new UnreadableException(path, UnreadableException.Reason.NO_VALUE, "larger than 1 MiB", "");
                }
                bytes = size < bytes.length ? bytes : Arrays.copyOf(bytes, 2 * size);
            }
        } catch (IOException e) {
            throw unreadable(locate(path), path, e);
        }
        return new String(bytes, 0, size, StandardCharsets.UTF_8).strip();
    }

    /** Returns the text of a file as {@link #readText} does, or nothing if it cannot be read. */
    public Optional<String> text(String path) {
        try {
            return Optional.of(readText(path));
        } catch (UnreadableException e) {
            return Optional.empty();
        }
    }

    /**
     * Opens a file that holds one number, to be read again and again.
     *
     * @throws UnreadableException if it cannot be opened
     */
    public NumberFile openNumber(String path) throws UnreadableException {
        return new NumberFile(keep(path));
    }

    /** Returns a file to be read again and again; it is opened at the first reading. */
    public KeptFile keep(String path) {
        return new KeptFile(this, path);
    }

    /**
     * Opens a file for reading; every other way of reading goes through here.
     *
     * @throws UnreadableException if it is missing or refused
     */
    protected RandomAccessFile open(String path) throws UnreadableException {
        try {
            return new RandomAccessFile(locate(path).toFile(), "r");
        } catch (IOException e) {
            throw unreadable(locate(path), path, e);
        }
    }

    /** Returns where {@code path} of the machine lies in the file system of this program. */
    public Path locate(String path) {
        if (path.equals("/sys") || path.startsWith("/sys/")) {
            return path.length() <= 5 ? sys : sys.resolve(path.substring(5));
        }
        return root.resolve(path.substring(1));
    }

    /** Tells why a file cannot be read; the words of an exception depend on the language, so the file is looked at. */
    static UnreadableException unreadable(Path file, String path, IOException e) {
        if (e instanceof UnreadableException already) {
            return already;
        }
        if (Files.notExists(file)) {
            return new UnreadableException(path, UnreadableException.Reason.MISSING, "no such file", "");
        }
        if (!Files.isReadable(file)) {
            return new UnreadableException(path, UnreadableException.Reason.DENIED, "permission denied", "");
        }
        if (Files.isDirectory(file)) {
            return new UnreadableException(path, UnreadableException.Reason.NO_VALUE, "it is a folder", "");
        }
        String why = e.getMessage() == null ? e.toString() : e.getMessage();
        return new UnreadableException(path, UnreadableException.Reason.NO_VALUE, why, "");
    }
}
