package io.powermeter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Where the commands of one page are typed: a folder with what of the project's folder pages speak of. */
final class DocFolder implements AutoCloseable {
    private static final long LONGEST_SECONDS = 120;
    private static final List<String> LINKED = List.of("docs", "workloads");

    private final Path folder;
    private final Path machine;
    private int runs;

    /**
     * Makes the folder.
     *
     * @param folder an empty folder
     * @param machine what takes the place of {@code /sys}
     */
    DocFolder(Path folder, Path machine) throws IOException {
        this.folder = folder;
        this.machine = machine;
        Files.createDirectories(folder.resolve("home"));
        writeProgram();
        for (String name : LINKED) {
            Files.createSymbolicLink(folder.resolve(name), DocPage.PROJECT.resolve(name));
        }
    }

    /** Takes the links away again, before whoever tidies up follows them. */
    @Override
    public void close() throws IOException {
        for (String name : LINKED) {
            Files.deleteIfExists(folder.resolve(name));
        }
    }

    /** Marks are told by the launcher itself, as for users; all else by the classes under test. */
    private void writeProgram() throws IOException {
        String program = "#!/bin/sh\n"
                + "[ \"${1:-}\" = mark ] && exec " + DocPage.PROJECT.resolve("powermeter") + " \"$@\"\n"
                + "LC_ALL=C.UTF-8 exec " + String.join(" ", MeterProgram.COMMAND) + " \"$@\"\n";
        Path file = Files.writeString(folder.resolve("powermeter"), program);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Does with a block what a reader would: saves it, types it, or leaves it out for the reason that the page or the machine has. */
    Outcome type(DocBlock block) throws IOException, InterruptedException {
        if (block.complaint().isPresent()) {
            return Outcome.skipped(block.complaint().get());
        }
        Optional<String> file = block.note("file");
        if (file.isPresent()) {
            Files.writeString(folder.resolve(file.get()), block.code());
            return Outcome.none();
        }
        Optional<String> untested = block.note("untested");
        if (untested.isPresent()) {
            return Outcome.skipped("untested: " + untested.get());
        }
        Optional<String> needed = block.note("needs");
        if (needed.isPresent() && run("sh", needed.get()).exitCode() != 0) {
            return Outcome.skipped("needs what is not here: " + needed.get());
        }
        return block.note("tested by").isPresent() ? Outcome.none() : run(block.shell(), block.script());
    }

    private Outcome run(String shell, String script) throws IOException, InterruptedException {
        runs++;
        Path said = folder.resolve("home/said-" + runs);
        ProcessBuilder builder = new ProcessBuilder(shell, "-e", "-c", script)
                .directory(folder.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("POWERMETER_"));
        String path = environment.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        environment.put("PATH", folder + ":" + path);
        environment.put("HOME", folder.resolve("home").toString());
        environment.put("XDG_CONFIG_HOME", folder.resolve("home/.config").toString());
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("POWERMETER_SYSFS_ROOT", machine.toString());
        environment.put("POWERMETER_REPORT", "json"); // drawing takes longer than all else, and has tests of its own
        Process process = builder.start();
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            return new Outcome(
                    -1, "did not end within " + LONGEST_SECONDS + " s; it said: " + Files.readString(said), "");
        }
        return new Outcome(process.exitValue(), Files.readString(said), "");
    }

    /**
     * What came of a block.
     *
     * @param exitCode of its shell
     * @param said its output
     * @param skipped why it was left out; empty if it was not
     */
    record Outcome(int exitCode, String said, String skipped) {
        static Outcome none() {
            return new Outcome(0, "", "");
        }

        static Outcome skipped(String reason) {
            return new Outcome(0, "", reason);
        }
    }
}
