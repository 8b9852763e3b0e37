package io.powermeter.host;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The machine as files, programs and settings under a root.
 *
 * <p>Paths are given as on the machine itself ({@code /sys/class/powercap}); the host finds them below its root. All
 * reading goes through {@link #open}, which a test overrides to refuse what the machine refuses. Programs are found below
 * the root as well, so that a machine that is not there has only the programs that lie in its files.
 *
 * <p>Settings are the environment's variables, and what {@link #withSetting} puts over them; a machine under another root
 * than {@code /} has only the latter.
 */
public class Host {
    /** Text files of {@code /sys} and {@code /proc} are small; more than this is not what was asked for. */
    private static final int LARGEST_TEXT = 1 << 20;

    private static final int FIRST_TEXT = 4096;

    /** Absolute, which it is not by itself where there are drives. */
    private static final Path ROOT = Path.of("/").toAbsolutePath();

    /** Where programs lie if no setting {@code PATH} says it. */
    private static final String USUAL_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final Path root;
    private final Path sys;
    private final Map<String, String> settings;
    private final Set<Long> children;

    /** Sees the machine whose {@code /} is {@code root} and whose {@code /sys} is {@code sys}. */
    protected Host(Path root, Path sys) {
        this(root.toAbsolutePath(), sys.toAbsolutePath(), Map.of(), ConcurrentHashMap.newKeySet());
    }

    private Host(Path root, Path sys, Map<String, String> settings, Set<Long> children) {
        this.root = root;
        this.sys = sys;
        this.settings = settings;
        this.children = children;
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
        Path other = Files.isDirectory(inside) ? inside : directory;
        return new Host(root, other.toAbsolutePath(), settings, children);
    }

    /**
     * Returns this machine with the {@code /sys} of its own root again: processes are this machine's, wherever its sensors are
     * read.
     */
    public Host withOwnSys() {
        Path own = root.resolve("sys");
        return sys.equals(own) ? this : new Host(root, own, settings, children);
    }

    /** Returns this machine with a setting put over the environment's. */
    public Host withSetting(String name, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(name, value);
        return new Host(root, sys, Map.copyOf(more), children);
    }

    /** Returns a setting, such as {@code CUDA_VISIBLE_DEVICES}, or nothing if there is none of this name. */
    public Optional<String> setting(String name) {
        String value = settings.get(name);
        return Optional.ofNullable(value != null || !root.equals(ROOT) ? value : System.getenv(name));
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
     * Runs a program to its end and returns what it wrote to its standard output, without the white space around it. Its
     * language is that of the C locale, so that its numbers have points.
     *
     * @param limit it is ended if it takes longer
     * @param command the program's name, or its path on the machine, and its arguments; no shell sees them
     * @throws UnreadableException if there is no such program, it takes too long, writes more than 1 MiB, or ends with
     *     another code than 0; the message has its first line of standard error
     */
    public String run(Duration limit, String... command) throws UnreadableException {
        return Program.of(this, List.of(command)).run(limit, LARGEST_TEXT);
    }

    /**
     * Keeps a program running that goes on writing lines, and reads them on a thread of its own.
     *
     * @param sink takes the lines
     * @param command as for {@link #run}
     * @throws UnreadableException if there is no such program
     */
    public LineStream stream(LineStream.Sink sink, String... command) throws UnreadableException {
        return new LineStream(Program.of(this, List.of(command)), sink);
    }

    /**
     * Prepares a program to be run again and again without a process of the meter's for each time.
     *
     * @param limit a run that takes longer is given up
     * @param command as for {@link #run}
     * @throws UnreadableException if there is no such program
     */
    public RepeatedCommand repeated(Duration limit, String... command) throws UnreadableException {
        return new RepeatedCommand(Program.of(this, List.of(command)), limit);
    }

    /**
     * Returns the process ids of the programs that run for this host now. Their cost is the meter's, and once waited for
     * they must not be taken for the job.
     */
    public Set<Long> children() {
        return Collections.unmodifiableSet(children);
    }

    Set<Long> registeredChildren() {
        return children;
    }

    /** Returns where a program lies in the file system of this program, or nothing if it cannot be run. */
    Optional<Path> program(String name) {
        if (name.startsWith("/")) {
            return Optional.of(locate(name)).filter(Host::isProgram);
        }
        for (String folder : setting("PATH").orElse(USUAL_PATH).split(":")) {
            if (folder.startsWith("/") && isProgram(locate(folder + "/" + name))) {
                return Optional.of(locate(folder + "/" + name));
            }
        }
        return Optional.empty();
    }

    private static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
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
