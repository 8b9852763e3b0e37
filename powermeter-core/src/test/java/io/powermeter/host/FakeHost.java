package io.powermeter.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A machine that is not there: files made in a folder from the lines of a {@code .tree} text.
 *
 * <p>A line is {@code path<TAB>content}; {@code #} starts a comment. Contents with a meaning: {@code <DIR>} a folder,
 * {@code <EMPTY>} no byte, {@code <EACCES>}, {@code <ENODATA>} and {@code <EIO>} a read that fails so, {@code <LINK>target} a
 * symbolic link; {@code <NONL>} at the end leaves out the newline. A content that starts with {@code #!} makes a program that
 * really runs, and is found if it lies in a folder such as {@code /usr/bin}. Reads are refused here and not by file modes, because
 * tests may run as root, whom modes do not stop.
 */
public final class FakeHost extends Host {
    private final Map<String, UnreadableException> refused = new HashMap<>();
    private final Set<String> opened = new HashSet<>();
    private final Map<String, String> settings = new HashMap<>();

    private FakeHost(Path root) {
        super(root, root.resolve("sys"));
    }

    /** Makes a machine without any file. */
    public static FakeHost empty(Path root) {
        return new FakeHost(root);
    }

    /** Makes the machine of a {@code .tree} resource beside {@code owner}. */
    public static FakeHost ofResource(Path root, Class<?> owner, String name) {
        try (InputStream in = owner.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("no test resource " + name + " beside " + owner);
            }
            return of(
                    root,
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                            .lines()
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the machine of the lines of a {@code .tree} text. */
    public static FakeHost of(Path root, List<String> lines) {
        FakeHost host = new FakeHost(root);
        for (String line : lines) {
            int tab = line.indexOf('\t');
            if (tab > 0 && !line.startsWith("#")) {
                host.put(line.substring(0, tab), line.substring(tab + 1));
            }
        }
        return host;
    }

    /** Makes or changes one file, in place as a kernel would; {@code content} as in a {@code .tree} line. */
    public FakeHost put(String path, String content) {
        refused.remove(path);
        Path file = locate(path);
        try {
            if (content.equals("<DIR>")) {
                Files.createDirectories(file);
                return this;
            }
            Files.createDirectories(file.getParent());
            if (content.startsWith("<LINK>")) {
                Files.createSymbolicLink(file, Path.of(content.substring(6)));
                return this;
            }
            switch (content) {
                case "<EACCES>" -> refuse(path, UnreadableException.Reason.DENIED, "permission denied");
                case "<ENODATA>" -> refuse(path, UnreadableException.Reason.NO_VALUE, "No data available");
                case "<EIO>" -> refuse(path, UnreadableException.Reason.NO_VALUE, "Input/output error");
                default -> {}
            }
            Files.write(
                    file,
                    bytes(content),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE);
            if (content.startsWith("#!") && !file.toFile().setExecutable(true)) {
                throw new IOException(file + " cannot be made executable");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Sets one setting, such as {@code CUDA_VISIBLE_DEVICES}. */
    public FakeHost set(String name, String value) {
        settings.put(name, value);
        return this;
    }

    @Override
    public Optional<String> setting(String name) {
        return Optional.ofNullable(settings.get(name));
    }

    /** Removes one file. */
    public FakeHost remove(String path) {
        try {
            Files.deleteIfExists(locate(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Returns the paths that were opened so far. */
    public Set<String> opened() {
        return Set.copyOf(opened);
    }

    @Override
    protected RandomAccessFile open(String path) throws UnreadableException {
        opened.add(path);
        UnreadableException refusal = refused.get(path);
        if (refusal != null) {
            throw refusal;
        }
        return super.open(path);
    }

    private void refuse(String path, UnreadableException.Reason reason, String why) {
        refused.put(path, new UnreadableException(path, reason, why, ""));
    }

    private static byte[] bytes(String content) {
        String text;
        if (content.startsWith("<E")) {
            text = "";
        } else if (content.endsWith("<NONL>")) {
            text = content.substring(0, content.length() - 6);
        } else {
            text = content + "\n";
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
