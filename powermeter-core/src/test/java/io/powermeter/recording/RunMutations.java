package io.powermeter.recording;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Does to the files of a run folder what disks, editors and crashes do, one file at a time, and mends it again. */
public final class RunMutations {
    /** What a mutated file is mixed with: words and numbers that mean something somewhere, or too much of something. */
    private static final List<byte[]> WORDS = Stream.of(
                    "9223372036854775807",
                    "-1",
                    "0",
                    "1e308",
                    "\"",
                    "\n",
                    ",",
                    ",,,",
                    "{",
                    "[[[[",
                    "[".repeat(3000),
                    "{\"a\":".repeat(1500),
                    "9".repeat(1200),
                    "x".repeat(70_000),
                    "null",
                    "\"phase\"",
                    "\u0000",
                    "\u0000".repeat(600),
                    "\r\n",
                    "../x",
                    "999999999999999999",
                    "300000000000000000",
                    "NaN",
                    "-",
                    ".",
                    "\\u0000",
                    "\\ud800",
                    "\u00ff\u00fe",
                    "\u00c3(")
            .map(word -> word.getBytes(StandardCharsets.ISO_8859_1)) // the last two are no UTF-8
            .toList();

    private final Random random;
    private final List<Path> files;
    private final List<byte[]> whole = new ArrayList<>();
    private int mutated;

    private RunMutations(Path run, Random random) throws IOException {
        this.random = random;
        try (Stream<Path> found = Files.list(run)) {
            this.files = found.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            whole.add(Files.readAllBytes(file));
        }
    }

    /** Prepares mutations of a small run, with every field and every kind of mark, that is written to {@code run}. */
    public static RunMutations ofSmallRun(Path run, Random random) throws IOException {
        return new RunMutations(Runs.write(run, new RunInfo.End(310_000_000, 137, 2, 1)), random);
    }

    /** Mutates one file. */
    public void mutate() throws IOException {
        mutated = random.nextInt(files.size());
        Path file = files.get(mutated);
        // removed and made anew: ext4 flushes a file that is cut and written, which takes a thousand times longer
        Files.delete(file);
        switch (random.nextInt(40)) {
            case 0 -> Files.createDirectory(file);
            case 1 -> Files.createSymbolicLink(file, file); // a loop
            case 2 -> Files.createSymbolicLink(file, Path.of("/dev/zero"));
            case 3 -> {
                // it stays missing
            }
            case 4 -> Files.createFile(file);
            case 5 -> Files.write(file, whole.get(random.nextInt(files.size())));
            default -> Files.write(file, mutate(whole.get(mutated)));
        }
    }

    /** Makes the mutated file whole again. */
    public void mend() throws IOException {
        Path file = files.get(mutated);
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            Files.delete(file);
        }
        Files.write(file, whole.get(mutated));
    }

    private byte[] mutate(byte[] bytes) {
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 1 -> overwrite(bytes.clone());
            case 2 -> flip(bytes.clone());
            case 3 -> {
                int from = random.nextInt(bytes.length);
                yield splice(bytes, from, from + random.nextInt(bytes.length - from), new byte[0]);
            }
            case 4, 5 -> {
                int at = random.nextInt(bytes.length);
                yield splice(
                        bytes,
                        at,
                        Math.min(bytes.length, at + random.nextInt(6)),
                        WORDS.get(random.nextInt(WORDS.size())));
            }
            case 6 -> mixLines(bytes);
            default -> cells(bytes);
        };
    }

    private byte[] overwrite(byte[] bytes) {
        for (int n = random.nextInt(8); n >= 0; n--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private byte[] flip(byte[] bytes) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return bytes;
    }

    /** Removes a line, tells one twice, or exchanges two. */
    private byte[] mixLines(byte[] bytes) {
        List<String> lines = lines(bytes);
        int one = random.nextInt(lines.size());
        int other = random.nextInt(lines.size());
        switch (random.nextInt(3)) {
            case 0 -> lines.remove(one);
            case 1 -> lines.add(other, lines.get(one));
            default -> lines.set(one, lines.set(other, lines.get(one)));
        }
        return bytes(lines);
    }

    /** Takes a cell of a line away, or adds one. */
    private byte[] cells(byte[] bytes) {
        List<String> lines = lines(bytes);
        int at = random.nextInt(lines.size());
        List<String> cells = new ArrayList<>(Arrays.asList(lines.get(at).split(",", -1)));
        int cell = random.nextInt(cells.size());
        if (random.nextBoolean()) {
            cells.remove(cell);
        } else {
            cells.add(cell, Long.toString(random.nextLong() >> random.nextInt(64)));
        }
        lines.set(at, String.join(",", cells));
        return bytes(lines);
    }

    private static List<String> lines(byte[] bytes) {
        return new ArrayList<>(Arrays.asList(new String(bytes, StandardCharsets.ISO_8859_1).split("(?<=\n)")));
    }

    private static byte[] bytes(List<String> lines) {
        return String.join("", lines).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] splice(byte[] bytes, int from, int to, byte[] with) {
        ByteArrayOutputStream spliced = new ByteArrayOutputStream();
        spliced.write(bytes, 0, from);
        spliced.writeBytes(with);
        spliced.write(bytes, to, bytes.length - to);
        return spliced.toByteArray();
    }
}
