package io.powermeter.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts powermeter as the launcher does, in a JVM and a folder of its own, and keeps its two outputs apart. */
final class MeterProcess {
    private static final long LONGEST_SECONDS = 60;

    private final Path folder;
    private final List<String> command;
    private final Map<String, String> environment = new HashMap<>();
    private Path input = Path.of("/dev/null");
    private int starts;

    private MeterProcess(Path folder, List<String> command) {
        this.folder = folder;
        this.command = command;
        environment.put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        environment.put("LC_ALL", "C");
    }

    /** Prepares the meter of these classes, to be started in {@code folder}; the user's own settings are not seen. */
    static MeterProcess in(Path folder) {
        return new MeterProcess(folder, MeterProgram.COMMAND);
    }

    /** Prepares the meter that a launcher script starts. */
    static MeterProcess ofLauncher(Path folder, Path launcher) {
        return new MeterProcess(
                folder, List.of(launcher.toAbsolutePath().normalize().toString()));
    }

    MeterProcess environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Feeds a file to standard input, which is empty otherwise. */
    MeterProcess input(Path file) {
        input = file;
        return this;
    }

    /** Runs the meter to its end. */
    Outcome run(String... words) throws IOException, InterruptedException {
        return start(words).await();
    }

    /** Returns the line by which a shell starts the meter; the words must need no quotes. */
    String line(String... words) {
        return String.join(" ", command) + " " + String.join(" ", words);
    }

    /** Starts the meter. */
    Running start(String... words) throws IOException {
        starts++;
        Path out = folder.resolve("stdout-" + starts);
        Path err = folder.resolve("stderr-" + starts);
        List<String> line = new ArrayList<>(command);
        line.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectInput(input.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("POWERMETER_"));
        builder.environment().putAll(environment);
        return new Running(builder.start(), out, err);
    }

    /** Sends a signal to a process. */
    static void signal(String name, long pid) throws IOException, InterruptedException {
        new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + pid)
                .inheritIO()
                .redirectInput(new File("/dev/null"))
                .start()
                .waitFor();
    }

    /** Returns whether whoever started the tests ignores SIGINT, as a shell does for what it runs in the background. */
    static boolean ignoresInterrupts() throws IOException {
        String ignored = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElse("SigIgn:\t0");
        return (Long.parseUnsignedLong(ignored.substring("SigIgn:".length()).strip(), 16) & 1 << 1) != 0;
    }

    /** A meter at work. */
    record Running(Process process, Path outFile, Path errFile) {
        /** Waits for its end. */
        Outcome await() throws IOException, InterruptedException {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the meter did not end; its standard error: " + Files.readString(errFile));
            }
            return new Outcome(process.exitValue(), outFile.toFile(), Files.readString(errFile));
        }

        /** Sends a signal, such as {@code TERM}, to the meter alone. */
        void signal(String name) throws IOException, InterruptedException {
            MeterProcess.signal(name, process.pid());
        }
    }

    /** How it ended and what it wrote. */
    record Outcome(int exitCode, File outFile, String err) {
        byte[] outBytes() throws IOException {
            return Files.readAllBytes(outFile.toPath());
        }

        String out() throws IOException {
            return new String(outBytes(), StandardCharsets.UTF_8);
        }
    }
}
