package io.powermeter.cli;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The meter of these classes as the launcher starts it: with its flags, and with classes that come parsed from an archive. The
 * archive is made once, which takes seconds; each of more than a hundred starts is quicker by a third.
 */
final class MeterProgram {
    /** The words that start it. */
    static final List<String> COMMAND = make();

    private MeterProgram() {}

    private static List<String> make() {
        try {
            Path folder = Files.createDirectories(Path.of("target", "meter").toAbsolutePath());
            Path archive = folder.resolve("classes.jsa");
            String classPath = classPath(folder);
            run(folder, words(classPath, "-XX:ArchiveClassesAtExit=" + archive));
            return words(classPath, "-XX:SharedArchiveFile=" + archive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> words(String classPath, String sharing) throws IOException {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(launcherFlags());
        words.addAll(List.of(sharing, "-Xshare:auto", "-Xlog:disable", "-cp", classPath, Main.class.getName()));
        return List.copyOf(words);
    }

    /** Returns the flags of the launcher, from the launcher: what users run is what is tested. */
    private static List<String> launcherFlags() throws IOException {
        Path launcher = Path.of("..", "powermeter"); // tests run in the folder of their module, beside the launcher
        Matcher flags = Pattern.compile("(?m)^meter_flags=\"([^\"]+)\"").matcher(Files.readString(launcher));
        if (!flags.find()) {
            throw new IllegalStateException("no meter_flags in " + launcher.toAbsolutePath());
        }
        return List.of(flags.group(1).strip().split("\\s+"));
    }

    /** An archive of classes takes none from folders. */
    private static String classPath(Path folder) throws IOException {
        Path jar = folder.resolve("powermeter-cli.jar");
        pack(Path.of("target", "classes"), jar);
        return Stream.concat(
                        Stream.of(jar.toString()),
                        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                                .filter(entry -> entry.endsWith(".jar")))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                entries.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, entries);
                entries.closeEntry();
            }
        }
    }

    private static void run(Path folder, List<String> meter) throws IOException {
        List<String> words = new ArrayList<>(meter);
        Path run = Files.createTempDirectory(folder, "runs").resolve("run");
        words.addAll(List.of("run", "--quiet", "--out", run.toString(), "--", "sleep", "0.3"));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes());
        process.onExit().join();
        if (process.exitValue() != 0) {
            throw new IllegalStateException("the meter does not run: " + said);
        }
    }
}
